import { fewestLikes, leaveOneOut } from "../../recommend/report/leave-one-out";
import type { LiveInteractions } from "../interactions";
import type { WorkOptions } from "../work";
import type { QualityReport } from "./answers";
import { personIn } from "./person";
import { inSlices } from "./slices";
import type { Source } from "./source";

/**
 * How good the recommendations are on the person's own likes, in every source that knows some, in
 * slices that can be stopped. The same data give the same report.
 */
export async function reportOn(
  sources: readonly Source[],
  interactions: LiveInteractions,
  profileId: string,
  work: WorkOptions,
): Promise<QualityReport> {
  const asked = sources
    .map((source) => personIn(source, interactions, Date.now()))
    .filter(({ profile, source }) => profile.likes.index.length > 0 && source.users > 0);
  const communities: QualityReport["communities"][number][] = [];
  for (const [at, { source, profile }] of asked.entries()) {
    const ours = source.ranking("hybrid")?.ranker;
    if (ours === undefined) continue;
    const rankers = { ours, popular: source.popularity() };
    const seed = `${profileId}|${source.id}`;
    const found = await inSlices(leaveOneOut(profile.taste, rankers, { seed }), {
      ...work,
      onProgress: (share) => work.onProgress?.((at + share) / asked.length),
    });
    const about = {
      communityId: source.id,
      communityName: source.name,
      simulated: source.simulated,
    };
    if (found === undefined) {
      const n = Math.min(fewestLikes, profile.likes.index.length);
      communities.push({ ...about, n, tooFew: true });
      continue;
    }
    const { n, hitRate, ndcg, gain } = found;
    communities.push({ ...about, n, tooFew: false, hitRate, ndcg, gain });
  }
  return { communities };
}
