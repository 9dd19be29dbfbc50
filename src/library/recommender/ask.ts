import { foldName, type ItemId } from "../../base/item";
import { RANGES } from "../../features/names";
import { chooseSlate } from "../../recommend/slate/choose";
import { fitOf, meetsOf, type Fit, type ItemFacts } from "../../recommend/request/meet";
import { requestReader } from "../../recommend/request/read";
import { guarded } from "../errors";
import type { FeatureRow, TrackRow } from "../rows";
import type { Library } from "../schema";
import type { Answer, Wish } from "./answers";
import { entriesOfUnion } from "./entry";
import { withTracks } from "./playable";
import type { Source } from "./source";
import type { Origin, Union } from "./union";

interface AskRequest {
  readonly text: string;
  readonly n: number;
  readonly adventure: number;
}

/** Fit counts this much of the score, what the person would like anyway the rest. */
const fitShare = 0.7;

/** A list for words: of what the person may like, what fits best; nothing where no word is known. */
export async function answerTo(
  library: Library,
  sources: readonly Source[],
  union: Union,
  { text, n, adventure }: AskRequest,
): Promise<Answer> {
  const styles = new Set(sources.flatMap((source) => source.catalogue().styleNames));
  const read = requestReader(styles)(text);
  const wishes = read.wishes.map(({ text: words, kind, term, negated }): Wish => {
    return { text: words, kind, term, negated };
  });
  if (read.wishes.length === 0) return { wishes, unknown: read.unknown, described: 0, entries: [] };
  const { item, score } = union.candidates;
  const ids = Array.from(item, (at) => idOf(union, at));
  const facts = await factsOf(library, union, ids);
  const fits = facts.map((known) => fitOf(read.wishes, known));
  const weighed = fits.map((fit, at) => {
    return fit.score * (fitShare + (1 - fitShare) * (score[at] as number));
  });
  const order = [...item.keys()]
    .filter((at) => (fits[at] as Fit).described)
    .sort((a, b) => (weighed[b] as number) - (weighed[a] as number) || a - b);
  const chosen = chooseSlate({
    ...union,
    candidates: {
      item: Int32Array.from(order, (at) => item[at] as number),
      score: Float64Array.from(order, (at) => weighed[at] as number),
    },
    n: Math.min(n, read.tracks ?? n),
    dial: adventure,
    // What was asked for is not the whole taste, and leaves no room to explore.
    weights: { calibration: 0, explore: 0 },
  });
  const place = new Map(Array.from(item, (number, at) => [number, at]));
  const entries = await withTracks(library, entriesOfUnion(union, chosen));
  return {
    wishes,
    unknown: read.unknown,
    described: order.length,
    entries: entries.map((entry, at) => {
      const fit = fits[place.get(chosen[at]?.item ?? -1) ?? -1];
      return { ...entry, meets: fit ? meetsOf(fit) : [] };
    }),
  };
}

/** What is known of each item: its tags, what was measured of its sound, the year of its release. */
async function factsOf(
  library: Library,
  union: Union,
  ids: readonly ItemId[],
): Promise<readonly ItemFacts[]> {
  const [features, tracks] = await guarded(() =>
    Promise.all([library.features.bulkGet([...ids]), library.tracks.bulkGet([...ids])]),
  );
  return Array.from(union.candidates.item, (number, at) => {
    const { ranked, item } = union.origins[number] as Origin;
    const tags = [...(ranked.person.source.items[item]?.tags ?? []), ...(tracks[at]?.tags ?? [])];
    return {
      tags: new Set(tags.map(foldName)),
      measures: measuresOf(features[at]?.values, tracks[at]),
    };
  });
}

function measuresOf(
  values: FeatureRow["values"] | undefined,
  track: TrackRow | undefined,
): NonNullable<ItemFacts["measures"]> {
  const energy = values?.["energy"];
  const tempo = values?.["bpm"];
  const mode = values?.["mode"];
  return {
    ...(energy !== undefined && { energy: Math.min(1, energy / RANGES.energy.max) }),
    ...(tempo !== undefined && { tempo }),
    // Major sounds glad and minor sad to most, though far from always.
    ...(mode !== undefined && { valence: mode === 1 ? 0.7 : 0.3 }),
    ...(track?.year !== undefined && { year: track.year }),
  };
}

function idOf(union: Union, at: number): ItemId {
  const { ranked, item } = union.origins[at] as Origin;
  return ranked.person.source.items[item]?.id ?? "";
}
