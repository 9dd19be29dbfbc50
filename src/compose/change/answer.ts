import type { Bar } from "../../music/score";
import { cadences } from "../melody/cadence";
import { gridOf } from "../melody/given";
import type { Guide } from "../melody/guide";
import type { LaidBar } from "../melody/layout";
import { fresh } from "../melody/plan-guides";
import { BAR, LENGTHS, TIE, tokenOf } from "../melody/vocabulary";
import { followLine, sameRhythm, type Source } from "./guides";
import { sourceIn } from "./inside";
import type { Origin } from "./join";
import type { Opened } from "./opened";
import type { Rewriting } from "./rewriting";

/** How closely the second half of an answer follows the phrase's line. */
const FREELY = 0.3;

/**
 * An answer to a phrase, in as many full bars after it: it begins in the phrase's rhythm, goes on
 * in its own way, and comes to rest on the tonic. Where the
 * phrase ended its section, the answer does; where the phrase leaves room for a pickup, the answer
 * is a section that begins with one.
 *
 * @param isParallel  begins with the phrase's notes too
 * @throws RangeError when the phrase has no full bar, or hangs over into the next
 */
export function answerPhrase(
  opened: Opened,
  range: { readonly first: number; readonly last: number },
  isParallel: boolean,
): Rewriting {
  const { given, layout, sounds, score } = opened;
  const at = range.last + 1;
  const models = layout.bars.flatMap(({ from }, bar) => {
    return bar >= range.first && bar < at && from === 0 ? [bar] : [];
  });
  if (models.length === 0) throw new RangeError("A phrase has at least one full bar");
  if (sounds[at]?.[0]?.token === TIE) {
    throw new RangeError(`Bar ${at} is tied to the next: choose a phrase that ends with its note`);
  }
  const { full } = gridOf(given.meter);
  const end = layout.bars[range.last] as LaidBar;
  const closing = closingOf(score.bars[range.last]);
  const pickup = pickupAfter(end, full, closing);
  const answer = models.map((bar): LaidBar => {
    const to = bar === range.last ? end.to : full;
    return { line: { token: BAR, length: -1 }, from: 0, to, planned: -1 };
  });
  const added = pickup === undefined ? answer : [pickup, ...answer];
  const modelOf = (bar: number) => models[bar - at - (added.length - answer.length)];
  const opens = (bar: number) => {
    const place = bar - at - (added.length - answer.length);
    return place >= 0 && place < Math.ceil(models.length / 2) && place < models.length - 1;
  };
  const spread = <T>(old: readonly T[], fill: (bar: number) => T): T[] => [
    ...old.slice(0, at),
    ...added.map((_, i) => fill(at + i)),
    ...old.slice(at),
  ];
  const lastBar = at + added.length - 1;
  const origins = spread<Origin>(
    sounds.map((_, bar) => ({ bar, isNew: false })),
    () => ({ bar: -1, isNew: true }),
  );
  if (pickup === undefined) origins[range.last] = { bar: range.last, isNew: false, closing: {} };
  origins[lastBar] = { bar: -1, isNew: true, closing };
  return {
    given,
    layout: { bars: spread(layout.bars, (bar) => added[bar - at] as LaidBar), end: layout.end },
    origins,
    kept: spread<Rewriting["kept"][number]>(
      sounds.map((head) => ({ head })),
      (bar) =>
        isParallel && opens(bar) ? { head: sounds[modelOf(bar) as number] ?? [] } : undefined,
    ),
    guides: answerGuides((bar) => sourceIn(opened)(modelOf(bar) ?? -1), opens, lastBar),
  };
}

function answerGuides(
  source: Source,
  opens: (bar: number) => boolean,
  lastBar: number,
): readonly Guide[] {
  return [
    sameRhythm((bar) => (opens(bar) ? source(bar) : undefined)),
    followLine((bar) => (opens(bar) ? undefined : source(bar)), FREELY),
    cadences((bar) => (bar === lastBar ? "tonic" : undefined)),
    fresh(() => undefined),
  ];
}

function closingOf(bar: Bar | undefined): Pick<Bar, "repeatEnd" | "sectionEnd"> {
  const { repeatEnd, sectionEnd } = bar ?? {};
  return { ...(repeatEnd && { repeatEnd }), ...(sectionEnd && { sectionEnd }) };
}

/** The pickup that a short last bar leaves room for. */
function pickupAfter(
  { to }: LaidBar,
  full: number,
  { repeatEnd }: Pick<Bar, "repeatEnd">,
): LaidBar | undefined {
  const length = LENGTHS.indexOf(full - to);
  if (length <= 0) return undefined;
  const token = tokenOf(repeatEnd ? "::" : "||");
  return { line: { token, length }, from: to, to: full, planned: -1 };
}
