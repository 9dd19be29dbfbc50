import type { ItemId } from "../../base/item";
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
import type { SourcesOf } from "./sources";
import { noteShown, shownBeforeToday } from "./shown";
import { LIBRARY_SOURCE } from "./source";
import { unionOf } from "./union";

export interface HomeRequest {
  readonly profileId: string;
  readonly adventure: number;
}

/** This week's mix, and the rows below it. */
export async function homeOf(
  library: Library,
  sources: SourcesOf,
  interactions: LiveInteractions,
  { profileId, adventure }: HomeRequest,
  { signal }: WorkOptions,
): Promise<HomeShelves> {
  const nowMs = Date.now();
  const shownMs = await shownBeforeToday(library, profileId, nowMs);
  const all = rankAll(sources, interactions, nowMs, shownMs);
  const rankings = telling(all);
  throwIfCancelled(signal);
  const union = unionOf(rankings, (id) => sources.library.energy.get(id) ?? Number.NaN);
  const pickStyles = await stylePicker(library, profileId, nowMs);
  const row = await mixOfWeek(library, union, { profileId, adventure, nowMs, pickStyles });
  throwIfCancelled(signal);
  const own = ownItems(interactions);
  const abouts = await aboutItems(
    library,
    sources.people,
    own.map((item) => item.itemId),
  );
  const explore = exploreShelf(union, pickStyles, adventure);
  const showings = [...(row ? mixShowings(row) : []), ...explore.showings];
  await rememberShowings(library, profileId, showings, nowMs);
  const shelves = [
    ...becauseShelves(rankings, own, adventure, nowMs),
    ...artistShelves(all, own, abouts),
    ...rediscoverShelf(own, abouts, nowMs),
    ...explore.shelves,
  ];
  const offered = shelves.flatMap(({ entries }) => entries.map(({ itemId }) => itemId));
  await noteShown(library, profileId, offered, nowMs);
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

/** What the person would like, out of every source; their own tracks come last. */
export function rankAll(
  { people, library }: SourcesOf,
  interactions: LiveInteractions,
  nowMs: EpochMs,
  shownMs?: ReadonlyMap<ItemId, EpochMs>,
): readonly Ranked[] {
  return [...people, library].map((source) =>
    rankFor(personIn(source, interactions, nowMs, shownMs), "hybrid"),
  );
}

/**
 * The rankings that know something of the person: of real listeners, and of simulated ones only
 * where those know nothing. Works are compared, but nothing to listen to: they count where there is
 * nothing else.
 */
export function telling(rankings: readonly Ranked[]): readonly Ranked[] {
  const known = rankings.filter(
    ({ method, candidates }) => method !== "popularity" && candidates.item.length > 0,
  );
  const own = known.filter(({ person }) => person.source.id === LIBRARY_SOURCE);
  const others = known.filter((ranked) => !own.includes(ranked));
  const real = others.filter(({ person }) => !person.source.simulated);
  const music = real.filter(({ person }) => person.source.itemKind !== "work");
  return [...([music, real, others].find((some) => some.length > 0) ?? []), ...own];
}
