import { pick, randomInt, seededRandom } from "../base/random";
import type { Key, Meter, Mode, Score } from "../music/score";
import type { ComposeRequest, Energy } from "../rpc/contracts/composer";
import { parseChordLine } from "./studio/chord-lane";

/** Kinds of piece the model has learned from enough examples to write: sung ones, then dances. */
export const tuneTypes = [
  "song",
  "hymn",
  "air",
  "reel",
  "jig",
  "hornpipe",
  "slipjig",
  "strathspey",
] as const;
type TuneType = (typeof tuneTypes)[number];

export const tonics = ["C", "D", "Eb", "E", "F", "G", "A", "Bb", "B"] as const;
export const modes = ["major", "minor", "dorian", "mixolydian"] as const satisfies readonly Mode[];
export const barCounts = [8, 16, 24, 32] as const;
/** Plans of the sections, a letter each. */
export const plans = ["AABB", "AABA", "ABAC", "AABC", "ABAB"] as const;

/** The metres of the tune books a type is written in (at least ten tunes), its usual one first. */
const metersOfType: Readonly<Record<TuneType, readonly string[]>> = {
  song: ["4/4", "3/4", "2/4", "6/8", "2/2", "3/8", "9/8"],
  hymn: ["4/4", "3/4", "6/4"],
  reel: ["2/2", "2/4"],
  air: ["3/4", "4/4", "6/8", "2/4"],
  jig: ["6/8"],
  hornpipe: ["2/2", "2/4", "4/4"],
  slipjig: ["9/8"],
  strathspey: ["4/4", "2/2"],
};

export const allMeters = ["4/4", "2/2", "2/4", "3/4", "6/8", "9/8"] as const;

/** What the person asks for; "any" leaves it to how such tunes usually are. */
export interface StudioForm {
  readonly type: TuneType | "any";
  readonly tonic: string;
  readonly mode: Mode | "any";
  readonly meter: string;
  readonly bars: number | "any";
  readonly energy: Energy | "any";
  /** One of `plans`. */
  readonly plan: string;
  /** A style of accompaniment, by its id. */
  readonly style: string;
  /** Chords to write over, as typed: one for a bar. */
  readonly chords: string;
  /** Leans to nothing, to what is loved, or to the pieces with these scores. */
  readonly like: "none" | "loved" | readonly string[];
  /** What the piece begins with. */
  readonly motif: Score | undefined;
  /** 0.5–1.3. */
  readonly temperature: number;
  readonly seed: number;
  /** Candidates, 3–5. */
  readonly count: number;
}

export const firstForm: StudioForm = {
  type: "any",
  tonic: "any",
  mode: "any",
  meter: "any",
  bars: "any",
  energy: "any",
  plan: "any",
  style: "any",
  chords: "",
  like: "none",
  motif: undefined,
  temperature: 0.9,
  seed: 1,
  count: 5,
};

/** Share of the probability that stays in the draw: cuts only what would be a wrong note. */
const topP = 0.97;

/** The metres to offer for a type. */
export function metersFor(type: StudioForm["type"]): readonly string[] {
  return type === "any" ? allMeters : metersOfType[type];
}

/** The form with one thing changed, and a metre the type is not written in let go. */
export function withChange(form: StudioForm, change: Partial<StudioForm>): StudioForm {
  const next = { ...form, ...change };
  return metersFor(next.type).includes(next.meter) ? next : { ...next, meter: "any" };
}

/** A seed to try next, 1–9999: short enough to be read out to a friend. */
export function throwDice(random: () => number = Math.random): number {
  return 1 + randomInt(random, 9999);
}

/** What the request needs beyond the form. */
export interface FormSupply {
  /** The scores that `like` names. */
  readonly like: readonly Score[];
  readonly profileId: string | undefined;
}

/** The request for the composer. A key half chosen is completed by the seed. */
export function requestOf(form: StudioForm, supply?: FormSupply): ComposeRequest {
  const { motif, plan } = form;
  // A motif has its key and metre already.
  const key = motif ? undefined : keyOf(form);
  const chords = parseChordLine(form.chords).symbols;
  return {
    ...(form.type === "any" ? {} : { type: form.type }),
    ...(key === undefined ? {} : { key }),
    ...(motif || form.meter === "any" ? {} : { meter: meterOf(form.meter) }),
    ...(form.bars === "any" ? {} : { bars: form.bars }),
    ...(form.energy === "any" ? {} : { energy: form.energy }),
    ...(plan === "any" ? {} : { form: plan }),
    ...(motif === undefined ? {} : { motif }),
    ...(chords.length === 0 ? {} : { chords }),
    ...(supply === undefined || supply.like.length === 0 ? {} : { like: supply.like }),
    ...(supply?.profileId === undefined ? {} : { profileId: supply.profileId }),
    temperature: form.temperature,
    topP,
    seed: form.seed,
    count: form.count,
  };
}

/** The wishes as they are kept with a piece. */
export function settingsOf(form: StudioForm): Readonly<Record<string, string | number>> {
  const { like, motif, ...plain } = form;
  const leaning = typeof like === "string" ? like : like.join(" ");
  return { ...plain, like: leaning, motif: motif === undefined ? "none" : "given" };
}

function keyOf({ tonic, mode, seed }: StudioForm): Key | undefined {
  if (tonic === "any" && mode === "any") return undefined;
  const random = seededRandom(`key ${seed}`);
  return {
    tonic: tonic === "any" ? pick(random, ["C", "D", "E", "F", "G", "A"]) : tonic,
    mode: mode === "any" ? pick(random, ["major", "minor"] as const) : mode,
  };
}

/** @param text "6/8" */
export function meterOf(text: string): Meter {
  const [beats = 4, unit = 4] = text.split("/").map(Number);
  return { beats, unit };
}
