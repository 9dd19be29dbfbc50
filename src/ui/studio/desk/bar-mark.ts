import type { Dictionary } from "../../../i18n/en";
import type { Heat } from "./heat";

/** What is known of a bar besides its notes. */
export interface BarMark {
  readonly number: number;
  readonly pickup: boolean;
  readonly locked: boolean;
  readonly heat: Heat;
  /** Stands in a known tune. */
  readonly found: boolean;
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
