import { pitchClassOf, scalePitchClasses } from "../../music/key";
import type { Key } from "../../music/score";
import type { Beat } from "./beats";
import { signatureTonic } from "./features";
import { stateOf } from "./states";

/** How a stretch closes: V–I, on V, or IV–I. */
export type Cadence = "authentic" | "half" | "plagal";

/** The states that a cadence asks of some beats: places of beats → states allowed there. */
export type Demands = ReadonlyMap<number, readonly number[]>;

/**
 * What a cadence at the end of a stretch asks: the last bar holds the last chord, the beat before
 * it (with chords by the bar: all its bar) the one that leads there. In a stretch of a single bar
 * its last beat is the last chord and the one before leads there.
 *
 * @param first, last  places of the stretch's first and last beat
 */
export function cadenceDemands(
  cadence: Cadence,
  beats: readonly Beat[],
  [first, last]: readonly [first: number, last: number],
  key: Key,
  per: "beat" | "bar",
): Demands {
  const { tonic, subdominant, dominant } = functions(key);
  const closing = cadence === "half" ? dominant : tonic;
  const leading = cadence === "plagal" ? subdominant : dominant;
  const bar = (place: number): number | undefined => beats[place]?.bar;
  const opens = beats.findIndex((_, i) => i >= first && bar(i) === bar(last));
  const turn = opens > first ? opens : last;
  const demands = new Map<number, readonly number[]>();
  for (let i = turn; i <= last; i++) demands.set(i, closing);
  if (cadence === "half") return demands;
  for (let i = turn - 1; i >= first; i--) {
    if (i < turn - 1 && (per === "beat" || bar(i) !== bar(turn - 1))) break;
    demands.set(i, leading);
  }
  return demands;
}

/** The triads of a key's three functions; a minor key's dominant may have its leading note. */
export function functions(key: Key): Record<"tonic" | "subdominant" | "dominant", number[]> {
  const tonic = pitchClassOf(key.tonic) - signatureTonic(key);
  const minor = scalePitchClasses(key).includes((pitchClassOf(key.tonic) + 3) % 12);
  const own = minor ? ("m" as const) : ("" as const);
  return {
    tonic: [stateOf(tonic, own)],
    subdominant: minor
      ? [stateOf(tonic + 5, "m"), stateOf(tonic + 5, "")]
      : [stateOf(tonic + 5, "")],
    dominant: minor ? [stateOf(tonic + 7, ""), stateOf(tonic + 7, "m")] : [stateOf(tonic + 7, "")],
  };
}
