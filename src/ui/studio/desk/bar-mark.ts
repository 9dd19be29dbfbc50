import type { Workbench } from "../../../app/studio/workbench.svelte";
import type { Dictionary } from "../../../i18n/en";
import { barCounts } from "../../../music/bar-count";
import { heatOf, type Heat } from "./heat";

/** What is known of a bar besides its notes. */
export interface BarMark {
  readonly number: number;
  readonly pickup: boolean;
  readonly locked: boolean;
  readonly heat: Heat;
  /** Stands in a known tune. */
  readonly found: boolean;
}

/** From this share on, the bars that a tune has in common with a known one are marked. */
const FOUND_SHARE = 0.2;

/** What is known of each bar on a bench. @param heat whether the critic's marks are shown */
export function marksOf(
  { score, locked, judgement, originality }: Workbench,
  heat: boolean,
): readonly BarMark[] {
  const alike = (originality?.share ?? 0) > FOUND_SHARE;
  const found = originality?.nearest?.bars ?? [];
  return barCounts(score).map((count, bar) => ({
    ...count,
    locked: locked.includes(bar),
    heat: heat ? heatOf(judgement?.bars[bar]) : 0,
    found: alike && found.includes(bar),
  }));
}

/** "Bar 5, locked, sounds odd to the critic". */
export function barName({ desk }: Dictionary, mark: BarMark): string {
  const states = [
    mark.locked ? desk.barState.locked : "",
    mark.heat === 0 ? "" : desk.barState[mark.heat === 1 ? "unsure" : "odd"],
    mark.found ? desk.barState.found : "",
  ];
  return [
    mark.pickup ? desk.pickup(mark.number + 1) : desk.bar(mark.number),
    ...states.filter(Boolean),
  ].join(", ");
}
