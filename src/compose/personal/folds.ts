import { opensSection } from "../melody/vocabulary";
import type { Lesson } from "./lesson";

/** What to learn from, and what is held out to see whether that helped. */
export interface Fold {
  readonly train: readonly Lesson[];
  readonly held: readonly Lesson[];
}

const MOST_FOLDS = 5;
/** From this many tunes on one fold tells enough. */
const MANY = 15;

/**
 * Ways to hold out some of a person's tunes: each once while they are few, in at most five parts;
 * every fifth when they are many; of a single tune its later half.
 */
export function foldsOf(own: readonly Lesson[]): readonly Fold[] {
  const [only] = own;
  if (own.length === 1 && only !== undefined) return [halves(only)];
  const parts = Math.min(MOST_FOLDS, own.length);
  return Array.from({ length: own.length < MANY ? parts : 1 }, (_, part) => ({
    train: own.filter((_, i) => i % parts !== part),
    held: own.filter((_, i) => i % parts === part),
  }));
}

/** A tune to learn up to its middle, or the section's beginning nearest to it, and judge after. */
function halves(tune: Lesson): Fold {
  const { events, weights } = tune;
  const middle = events.length / 2;
  const starts = events.flatMap(({ token }, at) =>
    at > events.length / 4 && at < (3 * events.length) / 4 && opensSection(token) ? [at] : [],
  );
  const cut = starts.reduce(
    (best, at) => (Math.abs(at - middle) < Math.abs(best - middle) ? at : best),
    starts[0] ?? Math.floor(middle),
  );
  const part = (keep: (at: number) => boolean): Lesson => ({
    ...tune,
    weights: events.map((_, at) => (keep(at) ? (weights?.[at] ?? 1) : 0)),
  });
  return { train: [part((at) => at < cut)], held: [part((at) => at >= cut)] };
}
