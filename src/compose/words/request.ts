import type { LineForm } from "./form";
import type { Mood } from "./moods";

/** A line of the song so far; undefined between two stanzas. */
export type SongLine = string | undefined;

/** What a line is asked to be. */
export interface LineRequest {
  /** The song so far, oldest first. */
  readonly before: readonly SongLine[];
  readonly form: Omit<LineForm, "rhymesWith" | "letter">;
  /** Words that its end word must rhyme with, all of them, and not repeat; none where it is free. */
  readonly rhymes?: readonly string[];
  /** Lines still to come that will rhyme with it: its end word must leave them a choice. */
  readonly partners?: number;
  /** It closes its stanza. */
  readonly closes?: boolean;
  /** Words that it must begin with. */
  readonly begins?: string;
  readonly theme?: readonly string[];
  readonly mood?: Mood;
  /** A line that it should be like, in its words. */
  readonly like?: string;
  /** Prefer words that everybody uses. */
  readonly plainer?: boolean;
  /** Lines turned down: their end words are not offered again. */
  readonly rejected?: readonly string[];
  /** Words of the person's own lyrics, to be preferred. */
  readonly own?: readonly string[];
  /** Candidates wanted, 1–8. */
  readonly count: number;
  readonly seed: number | string;
}

/** What speaks for and against a line; the total is what it is ranked by. */
export interface LineScores {
  /** Mean log-probability of its tokens, natural, by the engine's model; 0 where it tells none. */
  readonly model: number;
  /** Share of its words whose stress suits the metre, 0–1. */
  readonly stress: number;
  /** How much it speaks of theme and mood, 0–1. */
  readonly theme: number;
  /** Share of its meaning words that the lines before do not have, 0–1. */
  readonly novelty: number;
  /** Worn phrases in it. */
  readonly cliches: number;
  readonly total: number;
}

/** A line on offer. */
export interface LineCandidate {
  readonly text: string;
  /** Who wrote it: "words@1", the browser's model … */
  readonly engine: string;
  readonly seed: number | string;
  /** Natural logarithm of the line's probability as written; 0 where the engine tells none. */
  readonly logProb: number;
  readonly scores: LineScores;
}
