import type { Features } from "../../features/names";
import type { Meter } from "../../music/score";
import type { Energy } from "../melody/compose";
import { TYPES } from "../melody/vocabulary";

/** A track that the person loves, or the one they named. */
export interface Loved {
  readonly title: string;
  /** How much it counts, > 0; stars do. */
  readonly weight: number;
  /** As measured from its notes or its sound: bpm, mode, energy, register. */
  readonly features: Features;
  readonly tags?: readonly string[];
  /** Of a score. */
  readonly meter?: Meter;
  readonly type?: string;
}

/** What a taste asks of the composer; what it does not tell is left out. */
export interface TasteWishes {
  readonly mode?: "major" | "minor";
  readonly meter?: Meter;
  readonly type?: string;
  readonly energy?: Energy;
  /** Beats a minute. */
  readonly tempo?: number;
  readonly register?: "low" | "mid" | "high";
}

/** Why a wish was derived: what it rests on, the weightiest first. */
export interface Reason {
  readonly wish: keyof TasteWishes;
  /** Share of the loved tracks, by weight, that speak for it, 0–1. */
  readonly share: number;
  /** Titles of those that count most. */
  readonly titles: readonly string[];
}

/** A majority that makes a wish; one track alone is always of one mind. */
const AGREEMENT = 0.6;
const TITLES = 3;
/** Onsets a second between which a melody is neither calm nor lively. */
const ENERGY = { low: 2.5, high: 4.5 };
/** MIDI pitch between which a melody lies in the middle. */
const REGISTER = { low: 65, high: 74 };
const CALM = ["calm", "slow", "ballad", "lullaby", "ambient", "chill", "relax", "sleep", "sad"];
const LIVELY = ["dance", "energetic", "fast", "party", "punk", "techno", "upbeat", "workout"];

/**
 * What the tracks that a person loves have in common, as wishes for a melody: each where enough of
 * them agree, by weight. Tags speak where no feature does. Nothing is drawn: the same tracks give
 * the same wishes.
 */
export function wishesFromTaste(loved: readonly Loved[]): {
  readonly wishes: TasteWishes;
  readonly why: readonly Reason[];
} {
  const why: Reason[] = [];
  const agreed = <T>(
    wish: keyof TasteWishes,
    of: (track: Loved) => T | undefined,
  ): T | undefined => {
    const vote = majority(loved, of);
    if (vote === undefined) return undefined;
    why.push({ wish, share: vote.share, titles: vote.titles });
    return vote.value;
  };
  const mode = agreed("mode", ({ features }) => {
    const { mode: major } = features;
    return major === undefined ? undefined : major >= 0.5 ? ("major" as const) : ("minor" as const);
  });
  const meter = agreed(
    "meter",
    (track) => track.meter && `${track.meter.beats}/${track.meter.unit}`,
  );
  const type = agreed("type", typeOf);
  const energy = agreed("energy", energyOf);
  const register = agreed("register", ({ features }) => bandOf(features.register, REGISTER));
  const tempo = medianTempo(loved);
  if (tempo !== undefined) why.push({ wish: "tempo", share: tempo.share, titles: tempo.titles });
  const [beats, unit] = (meter ?? "").split("/").map(Number);
  return {
    wishes: {
      ...(mode === undefined ? {} : { mode }),
      ...(beats && unit ? { meter: { beats, unit } } : {}),
      ...(type === undefined ? {} : { type }),
      ...(energy === undefined ? {} : { energy }),
      ...(register === undefined ? {} : { register }),
      ...(tempo === undefined ? {} : { tempo: tempo.bpm }),
    },
    why,
  };
}

function majority<T>(loved: readonly Loved[], of: (track: Loved) => T | undefined) {
  const votes = new Map<T, Loved[]>();
  for (const track of loved) {
    const value = of(track);
    if (value !== undefined) votes.set(value, [...(votes.get(value) ?? []), track]);
  }
  const all = weightOf([...votes.values()].flat());
  const [first] = [...votes].sort(([, a], [, b]) => weightOf(b) - weightOf(a));
  if (first === undefined) return undefined;
  const [value, tracks] = first;
  const share = weightOf(tracks) / all;
  return share < AGREEMENT ? undefined : { value, share, titles: titlesOf(tracks) };
}

function typeOf({ type, tags = [] }: Loved): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, "");
  const named = [...(type === undefined ? [] : [type]), ...tags].map((text) =>
    plain(text).replace(/s$/, ""),
  );
  return TYPES.slice(1).find((known) => known !== "misc" && named.includes(known));
}

function energyOf({ features, tags = [] }: Loved): Energy | undefined {
  const band = bandOf(features.energy, ENERGY);
  if (band !== undefined) return band;
  const says = (words: readonly string[]) =>
    tags.some((tag) => words.some((word) => tag.toLowerCase().includes(word)));
  if (says(CALM)) return "low";
  return says(LIVELY) ? "high" : undefined;
}

function bandOf(
  value: number | undefined,
  { low, high }: Readonly<Record<"low" | "high", number>>,
): "low" | "mid" | "high" | undefined {
  if (value === undefined) return undefined;
  return value < low ? "low" : value > high ? "high" : "mid";
}

/** The weighted median of the tempos, and the tracks within a fifth of it. */
function medianTempo(loved: readonly Loved[]) {
  const timed = loved
    .flatMap((track) => {
      const bpm = track.features.bpm;
      return bpm === undefined ? [] : [{ track, bpm }];
    })
    .sort((a, b) => a.bpm - b.bpm);
  const all = weightOf(timed.map(({ track }) => track));
  let below = 0;
  const middle = timed.find(({ track }) => (below += track.weight) >= all / 2);
  if (middle === undefined) return undefined;
  const near = timed
    .filter(({ bpm }) => Math.abs(Math.log(bpm / middle.bpm)) < Math.log(1.2))
    .map(({ track }) => track);
  const share = weightOf(near) / all;
  return { bpm: Math.round(middle.bpm), share, titles: titlesOf(near) };
}

function weightOf(tracks: readonly Loved[]): number {
  return tracks.reduce((sum, { weight }) => sum + weight, 0);
}

function titlesOf(tracks: readonly Loved[]): readonly string[] {
  return tracks
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, TITLES)
    .map(({ title }) => title);
}
