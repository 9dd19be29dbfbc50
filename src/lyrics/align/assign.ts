import { beatTicks } from "../../music/bars";
import type { Meter, Ticks } from "../../music/score";
import { divide, MOST_PARTS } from "./split";
import { metricalStrength } from "./strength";
import {
  endPenalty,
  heldPenalties,
  LONGEST_COUNTED,
  PENALTIES,
  startPenalty,
  type Penalty,
} from "./penalties";
import type { Slot } from "./slots";
import type { LineSyllable } from "./syllable";

/** Syllables in order and the notes, in the order they sound, that they are to be sung to. */
export interface Setting {
  readonly meter: Meter;
  readonly syllables: readonly LineSyllable[];
  readonly slots: readonly Slot[];
  /** Whether a note is the first after a jump back or over; absent: there is none. */
  readonly jumps?: readonly boolean[];
}

/** What happens on a note: how many syllables begin on it; 0 where the one before is held. */
export type Assignment = readonly number[];

/** Most syllables times notes in one setting: 2,000 of each. */
const MOST_CELLS = 4_000_000;

/**
 * The assignment of least penalty: every syllable has a note, every note begins a syllable or holds
 * one. By dynamic programming over (syllables begun, notes used, notes held so far): S × N × 4
 * states, at most seven steps from each.
 *
 * @returns how many syllables begin on each note, or undefined where the notes cannot be divided
 *   for so many syllables, or there is no syllable or no note
 * @throws RangeError when the setting is too large
 */
export function assign(setting: Setting): Assignment | undefined {
  const { syllables, slots } = setting;
  const [count, notes] = [syllables.length, slots.length];
  if (count === 0 || notes === 0) return undefined;
  if (count * notes > MOST_CELLS) throw new RangeError("Too many words for one melody");
  const width = (count + 1) * LONGEST_COUNTED;
  const steps = new Uint8Array(notes * width);
  let now = new Float64Array(width).fill(Infinity);
  now[0] = 0;
  for (let n = 0; n < notes; n++) {
    const next = new Float64Array(width).fill(Infinity);
    const reach = (state: number, cost: number, step: number): void => {
      if (cost >= (next[state] as number)) return;
      next[state] = cost;
      steps[n * width + state] = step;
    };
    for (let begun = 0; begun <= count; begun++) {
      const home = begun * LONGEST_COUNTED;
      let best = home;
      for (let held = 0; held < LONGEST_COUNTED; held++) {
        const cost = now[home + held] as number;
        if (cost < (now[best] as number)) best = home + held;
        if (begun === 0 || cost === Infinity) continue;
        const order = Math.min(held + 1, LONGEST_COUNTED - 1);
        reach(home + order, cost + sum(holding(setting, begun - 1, n, held + 1)), held);
      }
      // A syllable's end costs the same however long it was held: only the cheapest goes on.
      if (now[best] === Infinity) continue;
      const closed = begun === 0 ? 0 : ending(setting, begun - 1, n - 1)[1];
      const cost = (now[best] as number) + closed;
      for (let parts = 1; parts <= MOST_PARTS && begun + parts <= count; parts++) {
        const more = beginning(setting, begun, parts, n);
        if (more === undefined) break;
        const step = LONGEST_COUNTED * parts + (best - home);
        reach(home + parts * LONGEST_COUNTED, cost + sum(more), step);
      }
    }
    now = next;
  }
  return traced(steps, now, count, notes);
}

/** The way back from the cheapest end. */
function traced(
  steps: Uint8Array,
  costs: Float64Array,
  count: number,
  notes: number,
): Assignment | undefined {
  const width = costs.length;
  const ends = Array.from({ length: LONGEST_COUNTED }, (_, held) => width - LONGEST_COUNTED + held);
  let state = ends.reduce((best, one) => {
    return (costs[one] as number) < (costs[best] as number) ? one : best;
  });
  if (costs[state] === Infinity) return undefined;
  const found: number[] = [];
  let begun = count;
  for (let n = notes - 1; n >= 0; n--) {
    const step = steps[n * width + state] as number;
    const parts = Math.floor(step / LONGEST_COUNTED);
    found.push(parts);
    begun -= parts;
    state = begun * LONGEST_COUNTED + (step % LONGEST_COUNTED);
  }
  return found.reverse();
}

/** The penalties of every note of an assignment; their sum is what `assign` makes least. */
export function penaltiesOf(setting: Setting, assignment: Assignment): readonly Penalty[][] {
  let begun = 0;
  let held = 0;
  return assignment.map((parts, n) => {
    held = parts > 0 ? 0 : held + 1;
    const here =
      parts > 0
        ? [...(beginning(setting, begun, parts, n) ?? [])]
        : [...holding(setting, begun - 1, n, held)];
    begun += parts;
    const closes = n === assignment.length - 1 || (assignment[n + 1] ?? 0) > 0;
    return closes ? [...here, ending(setting, begun - 1, n)] : here;
  });
}

export function sum(penalties: readonly Penalty[]): number {
  return penalties.reduce((total, [, cost]) => total + cost, 0);
}

function beginning(
  { meter, syllables, slots }: Setting,
  first: number,
  parts: number,
  n: number,
): readonly Penalty[] | undefined {
  const slot = slots[n] as Slot;
  if (parts === 1)
    return [startPenalty(syllables[first] as LineSyllable, slot.prominence, slot.peak)];
  const lengths = divide(slot.duration, parts);
  if (lengths === undefined) return undefined;
  const found: Penalty[] = [];
  let offset: Ticks = slot.offset;
  lengths.forEach((length, part) => {
    const syllable = syllables[first + part] as LineSyllable;
    const prominence = part === 0 ? slot.prominence : metricalStrength(meter, offset);
    found.push(startPenalty(syllable, prominence, part === 0 && slot.peak));
    if (part > 0) found.push(["split", PENALTIES.split]);
    if (length * 4 < beatTicks(meter)) found.push(["split-short", PENALTIES.splitShort]);
    if (part < parts - 1 && syllable.lineEnd) {
      found.push(["line-end-without-rest", PENALTIES.lineEndsInsideNote]);
    }
    offset += length;
  });
  return found;
}

function holding(
  { meter, syllables, slots, jumps }: Setting,
  syllable: number,
  n: number,
  order: number,
): readonly Penalty[] {
  const jump = jumps?.[n] ?? false;
  return heldPenalties(
    syllables[syllable] as LineSyllable,
    slots[n - 1] as Slot,
    slots[n] as Slot,
    order,
    beatTicks(meter) / 2,
    jump,
  );
}

function ending({ syllables, slots }: Setting, syllable: number, n: number): Penalty {
  return endPenalty(syllables[syllable] as LineSyllable, slots[n] as Slot);
}
