import type { ArrangedPart, Arrangement, Strip } from "../../music/arrangement";
import { styleFor } from "../../compose/arrange/styles";
import type { Score } from "../../music/score";
import { stylesFor } from "./styles";

/** A strip nobody has touched. */
const PLAIN_STRIP: Strip = { levelDb: 0, muted: false };

export const LEVEL_DB = { min: -24, max: 6 } as const;

export function stripOf(arrangement: Arrangement | undefined, part: ArrangedPart): Strip {
  return arrangement?.mix[part] ?? PLAIN_STRIP;
}

/** The mix with one strip changed; a strip as it was arranged is left out. */
export function withStrip(
  mix: Arrangement["mix"],
  part: ArrangedPart,
  change: Partial<Strip>,
): Arrangement["mix"] {
  const strip = { ...PLAIN_STRIP, ...mix[part], ...change };
  const touched = Object.entries({ ...mix, [part]: strip });
  return Object.fromEntries(touched.filter(([, one]) => one.levelDb !== 0 || one.muted));
}

/** How a score is arranged, or would be where nobody chose. */
export function arrangementOf(score: Score): Arrangement {
  return (
    score.arrangement ?? { style: styleFor(score), seed: 1, intro: false, ending: false, mix: {} }
  );
}

/** The score accompanied in a style, where one was asked for and has its metre. */
export function withStyle(score: Score, style: string): Score {
  if (!stylesFor(score.meter).includes(style)) return score;
  return { ...score, arrangement: { ...arrangementOf(score), style } };
}

/** The score without a choice of its own, accompanied as fits it. */
export function unarranged(score: Score): Score {
  const plain: { -readonly [Key in keyof Score]: Score[Key] } = { ...score };
  delete plain.arrangement;
  return plain;
}
