import type { Plan } from "./plan";
import { MelodyState } from "./state";
import type { Given } from "./given";
import { END, END_REPEAT, isBar, isSound, tokenOf, type MelodyEvent } from "./vocabulary";

/** A bar as written, before its notes. */
export interface LaidBar {
  /** The line that opens it. */
  readonly line: MelodyEvent;
  /** Where its notes begin and end, in grid ticks of the full bar. */
  readonly from: number;
  readonly to: number;
  /** Its place among the bars of a plan; −1 for a pickup, or where there is no plan. */
  readonly planned: number;
}

/** All bars of a tune before their notes, and the token that ends it. */
export interface Layout {
  readonly bars: readonly LaidBar[];
  readonly end: number;
}

/**
 * The bars of a plan. Every section has the same pickup, and closes where it completes the bar.
 *
 * @param pickup  index of its length
 * @param ticks   its grid ticks
 * @param full    grid ticks of a full bar
 */
export function layOut(plan: Plan, pickup: number, ticks: number, full: number): Layout {
  const bars: LaidBar[] = [];
  let planned = 0;
  plan.sections.forEach((section, i) => {
    const before = plan.sections[i - 1];
    let line = { token: sectionLine(before?.repeated, section.repeated), length: pickup };
    if (ticks > 0) {
      bars.push({ line, from: full - ticks, to: full, planned: -1 });
      line = { token: tokenOf("|"), length: -1 };
    }
    for (let bar = 0; bar < section.bars; bar++) {
      const to = bar === section.bars - 1 ? full - ticks : full;
      bars.push({ line, from: 0, to, planned: planned++ });
      line = { token: tokenOf("|"), length: -1 };
    }
  });
  return { bars, end: plan.sections.at(-1)?.repeated ? END_REPEAT : END };
}

/** As in the books, the first section needs no sign where its repeat begins. */
function sectionLine(before: boolean | undefined, repeated: boolean): number {
  if (before === undefined) return tokenOf("||");
  if (before) return tokenOf(repeated ? "::" : ":|");
  return tokenOf(repeated ? "|:" : "||");
}

/** The layout of a tune that is there, and what sounds in each of its bars. */
export function layoutOf(
  events: readonly MelodyEvent[],
  given: Given,
): { readonly layout: Layout; readonly sounds: readonly (readonly MelodyEvent[])[] } {
  const state = new MelodyState(given);
  const bars: LaidBar[] = [];
  const sounds: MelodyEvent[][] = [];
  for (const event of events) {
    state.push(event);
    if (isBar(event.token)) {
      bars.push({ line: event, from: state.position, to: state.position, planned: -1 });
      sounds.push([]);
    } else if (isSound(event.token)) {
      bars.push({ ...(bars.pop() as LaidBar), to: state.position });
      sounds.at(-1)?.push(event);
    }
  }
  return { layout: { bars, end: events.at(-1)?.token ?? END }, sounds };
}
