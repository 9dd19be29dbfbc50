import { barTicks, beatTicks, isCompound } from "../../music/bars";
import type { Meter, Ticks } from "../../music/score";
import type { LineSyllable } from "./syllable";

/** A note without pitch, for one syllable. */
interface Beat {
  readonly tick: Ticks;
  readonly duration: Ticks;
}

export interface SuggestedRhythm {
  /** For each line, a note for each of its syllables; ticks from the start of the pickup. */
  readonly lines: readonly (readonly Beat[])[];
  /** Length of the pickup before the first full bar; 0 without one. */
  readonly pickup: Ticks;
  /** Full bars after it; the last is short by the pickup. */
  readonly bars: number;
}

/**
 * A rhythm from the stresses of lines: each stressed syllable begins a beat, those after it share
 * that beat, those before the first are a pickup, and the last is held to the end of its bar, but
 * for the pickup of the next line. Of several small words in a row every second takes a beat.
 *
 * @param lines  each the syllables of a line, never empty
 */
export function rhythmOf(
  lines: readonly (readonly LineSyllable[])[],
  meter: Meter,
): SuggestedRhythm {
  const bar = barTicks(meter);
  const beat = beatTicks(meter);
  const measured = lines.map((line) => groupsOf(line));
  const pickups = measured.map(({ before }) => pickupOf(before, beat));
  const pickup = pickups[0] ?? 0;
  let tick = 0;
  let barLine = pickup;
  const placed = measured.map(({ before, groups }, l) => {
    const notes: Beat[] = [];
    const add = (lengths: readonly Ticks[]): void => {
      for (const duration of lengths) {
        notes.push({ tick, duration });
        tick += duration;
      }
    };
    add(shares(pickups[l] as Ticks, before, meter));
    for (const size of groups.slice(0, -1)) add(shares(beatsFor(size) * beat, size, meter));
    const last = groups.at(-1) ?? 1;
    const room = (lastBeats: number): Ticks => {
      const least = tick + lastBeats * beat + (pickups[l + 1] ?? pickup);
      return barLine + Math.ceil((least - barLine) / bar) * bar;
    };
    const end = room(beatsFor(last) + (last > 1 ? 1 : 0));
    // The syllables before the last keep their beat; the last has what is left of the bar.
    const shared = last > 1 ? shares(beatsFor(last) * beat, last, meter) : [];
    add(shared.slice(0, -1));
    add([end - (pickups[l + 1] ?? pickup) - tick]);
    barLine = end;
    return notes;
  });
  return { lines: placed, pickup, bars: Math.round((barLine - pickup) / bar) };
}

/** Syllables before the first stress, then the sizes of the groups that each stress begins. */
function groupsOf(line: readonly LineSyllable[]): { before: number; groups: readonly number[] } {
  const strong = stressed(line);
  const starts = strong.flatMap((is, i) => (is ? [i] : []));
  const before = starts[0] ?? 0;
  return { before, groups: starts.map((at, i) => (starts[i + 1] ?? line.length) - at) };
}

/** Which syllables take a beat: main stresses, and of the rest each that would be the third without. */
function stressed(line: readonly LineSyllable[]): readonly boolean[] {
  const main = line.map(({ weight }) => weight === "main" || weight === "free");
  if (!main.includes(true)) return line.map((_, i) => i % 2 === 0);
  const found: boolean[] = [];
  line.forEach(({ weight }, i) => {
    const alone = !found[i - 1] && !found[i - 2] && i >= 2 && main[i + 1] !== true;
    found.push(main[i] === true || (alone && weight !== "weak"));
  });
  return found;
}

function pickupOf(syllables: number, beat: Ticks): Ticks {
  if (syllables === 0) return 0;
  return syllables <= 2 ? (syllables * beat) / 2 : Math.ceil(syllables / 2) * beat;
}

function beatsFor(syllables: number): number {
  return Math.ceil(syllables / 4);
}

/** A length for so many syllables: evenly, or long and short in a beat of three; the rest short. */
function shares(length: Ticks, syllables: number, meter: Meter): readonly Ticks[] {
  if (syllables === 0) return [];
  if (syllables === 1) return [length];
  if (isCompound(meter) && syllables === 2) return [(length / 3) * 2, length / 3];
  if (Number.isInteger(length / syllables / 20) && (isCompound(meter) || syllables % 2 === 0)) {
    return Array.from({ length: syllables }, () => length / syllables);
  }
  const first = length / 2;
  return [first, ...shares(length - first, syllables - 1, { beats: 4, unit: 4 })];
}
