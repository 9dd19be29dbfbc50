import type { EpochMs } from "../../base/time";
import { throwIfCancelled } from "../errors";
import type { LiveInteractions } from "../interactions";
import { listMixes } from "../mixes";
import type { Library } from "../schema";
import type { WorkOptions } from "../work";
import type { HomeShelves } from "./answers";
import { rememberShowings, stylePicker } from "./explore";
import { mixOfWeek } from "./mix";
import { mixOf, mixShowings } from "./mix-entries";
import { aboutItems, ownItems } from "./own-items";
import { personIn, rankFor, type Ranked } from "./person";
import { withTracks } from "./playable";
import { artistShelves, becauseShelves, exploreShelf, rediscoverShelf } from "./shelves";
import type { Source } from "./source";
import { unionOf } from "./union";

export interface HomeRequest {
  readonly profileId: string;
  readonly adventure: number;
}

/** This week's mix, and the rows below it. */
export async function homeOf(
  library: Library,
  sources: readonly Source[],
  interactions: LiveInteractions,
  { profileId, adventure }: HomeRequest,
  { signal }: WorkOptions,
): Promise<HomeShelves> {
  const nowMs = Date.now();
  const rankings = rankingsFor(sources, interactions, nowMs);
  throwIfCancelled(signal);
  const union = unionOf(rankings);
  const pickStyles = await stylePicker(library, profileId, nowMs);
  const row = await mixOfWeek(library, union, { profileId, adventure, nowMs, pickStyles });
  throwIfCancelled(signal);
  const own = ownItems(interactions);
  const abouts = await aboutItems(
    library,
    sources,
    own.map((item) => item.itemId),
  );
  const explore = exploreShelf(union, pickStyles, adventure);
  const showings = [...(row ? mixShowings(row) : []), ...explore.showings];
  await rememberShowings(library, profileId, showings, nowMs);
  const shelves = [
    ...becauseShelves(rankings, own, adventure, nowMs),
    ...artistShelves(rankings, own, abouts),
    ...rediscoverShelf(own, abouts, nowMs),
    ...explore.shelves,
  ];
  const mix = row && mixOf(row, interactions, nowMs);
  const weeks = (await listMixes(library, profileId)).map(({ week }) => week);
  return {
    ...(mix && { mix: { ...mix, entries: await withTracks(library, mix.entries) } }),
    archive: weeks.filter((week) => week !== mix?.week),
    shelves: await Promise.all(
      shelves.map(async (shelf) => ({
        ...shelf,
        entries: await withTracks(library, shelf.entries),
      })),
    ),
  };
}

/**
 * What the person would like, out of each source that knows something of them: real listeners, and
 * simulated ones only where those know nothing. Works are compared, but nothing to listen to: they
 * count where there is nothing else.
 */
export function rankingsFor(
  sources: readonly Source[],
  interactions: LiveInteractions,
  nowMs: EpochMs,
): readonly Ranked[] {
  const known = sources
    .map((source) => rankFor(personIn(source, interactions, nowMs), "hybrid"))
    .filter(({ method }) => method !== "popularity");
  const real = known.filter(({ person }) => !person.source.simulated);
  const music = real.filter(({ person }) => person.source.itemKind !== "work");
  return [music, real, known].find((some) => some.length > 0) ?? [];
}
