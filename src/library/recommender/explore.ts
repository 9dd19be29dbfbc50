import * as v from "valibot";
import type { ItemId } from "../../base/item";
import { seededRandom } from "../../base/random";
import type { EpochMs } from "../../base/time";
import { chooseArms, learn, type Bandit } from "../../recommend/explore/bandit";
import { contextOf, contextSize, type DeviceKind } from "../../recommend/explore/context";
import { deviceOffset } from "../../recommend/signals/local-time";
import { verdict } from "../../recommend/signals/value";
import type { Interactions } from "../interactions";
import type { Library } from "../schema";
import type { Showing } from "./entry";
import { changeKept, readKept, type Kept } from "./kept";

/** What exploring has taught about one person, and what waits for their answer. */
interface Explored {
  readonly bandit: Bandit;
  /** Shown to find out, by item: for which style, in which context, since when. */
  readonly open: Readonly<Record<ItemId, Waiting>>;
}

interface Waiting {
  readonly style: string;
  readonly context: readonly number[];
  readonly timeMs: EpochMs;
}

const numbers = (count: number) => v.pipe(v.array(v.pipe(v.number(), v.finite())), v.length(count));

/** Under this name it is kept. */
const explored: Kept<Explored> = {
  model: "explore",
  nothing: { bandit: {}, open: {} },
  shape: v.object({
    bandit: v.record(
      v.string(),
      v.object({
        inverse: numbers(contextSize ** 2),
        b: numbers(contextSize),
        n: v.number(),
        reward: v.number(),
      }),
    ),
    open: v.record(
      v.string(),
      v.object({ style: v.string(), context: numbers(contextSize), timeMs: v.number() }),
    ),
  }),
};

/** Showings that wait, at most; the oldest are forgotten. */
const mostOpen = 200;

/** Chooses among styles by what was learned, for the hour and device of now. No chance in it. */
export async function stylePicker(
  library: Library,
  profileId: string,
  nowMs: EpochMs,
): Promise<(styles: readonly string[], n: number) => readonly string[]> {
  const { bandit } = await readKept(library, profileId, explored);
  const context = contextOf(nowMs, deviceOffset, deviceKind());
  const options = { policy: "linucb", random: seededRandom(profileId) } as const;
  return (styles, n) => chooseArms(bandit, styles, context, { ...options, n });
}

/** Remembers what was shown to find out; what waits already keeps its first showing. */
export async function rememberShowings(
  library: Library,
  profileId: string,
  shown: readonly Showing[],
  nowMs: EpochMs,
): Promise<void> {
  await changeKept(library, profileId, explored, ({ bandit, open }) => {
    const fresh = shown.filter(({ itemId }) => !Object.hasOwn(open, itemId));
    if (fresh.length === 0) return undefined;
    const context = [...contextOf(nowMs, deviceOffset, deviceKind())];
    const all = [
      ...Object.entries(open),
      ...fresh.map(({ itemId, style }) => [itemId, { style, context, timeMs: nowMs }] as const),
    ];
    return { bandit, open: Object.fromEntries(all.slice(-mostOpen)) };
  });
}

/** Learns from what the person did with an item, where it had been shown to find out. */
export async function learnFrom(
  library: Library,
  profileId: string,
  itemIds: readonly ItemId[],
  interactions: Interactions,
): Promise<void> {
  await changeKept(library, profileId, explored, (before) => {
    let { bandit } = before;
    const open = new Map(Object.entries(before.open));
    for (const itemId of itemIds) {
      const showing = open.get(itemId);
      const reward = showing && rewardOf(itemId, showing, interactions);
      if (showing === undefined || reward === undefined) continue;
      bandit = learn(bandit, showing.style, Float64Array.from(showing.context), reward);
      open.delete(itemId);
    }
    return bandit === before.bandit ? undefined : { bandit, open: Object.fromEntries(open) };
  });
}

/** 1 for liked or heard, 0 for skipped or refused, undefined while nothing was done. */
function rewardOf(
  itemId: ItemId,
  { timeMs }: Waiting,
  { tracks, artists, stars, blocked, notNow, less }: Interactions,
): number | undefined {
  if (blocked.has(itemId) || notNow.has(itemId) || less.has(itemId)) return 0;
  const said = verdict(stars.get(itemId) ?? 3);
  if (said !== 0) return said > 0 ? 1 : 0;
  const heard = tracks.get(itemId) ?? artists.get(itemId);
  if (heard === undefined || heard.lastMs < timeMs) return undefined;
  return heard.value > 0 ? 1 : 0;
}

function deviceKind(): DeviceKind {
  const userAgent = "navigator" in globalThis ? navigator.userAgent : "";
  if (/iPad|Tablet|Android(?!.*Mobile)/.test(userAgent)) return "tablet";
  return /Mobi/.test(userAgent) ? "phone" : "desktop";
}
