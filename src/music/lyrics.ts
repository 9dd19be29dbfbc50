import { barOf, writtenTicks } from "./bars";
import type { Bar, LyricLine, Score, SungSyllable, Ticks, Verse } from "./score";

/** A line as read: words apart, syllables joined. */
export function lineText(line: LyricLine): string {
  return line
    .map(({ text, hyphen }) => (hyphen ? text : `${text} `))
    .join("")
    .trim();
}

/**
 * Whether every syllable of a line has its note, in time, one after the other.
 *
 * @param onsets  starts of the notes
 * @param after   start of the last note that is taken before the line, −1 for none
 */
export function standsOnNotes(line: LyricLine, onsets: ReadonlySet<Ticks>, after: Ticks): boolean {
  let taken = after;
  return line.every(({ tick, until, text }) => {
    const follows = tick > taken && onsets.has(tick) && text !== "";
    const held = until === undefined || (until > tick && onsets.has(until));
    taken = until ?? tick;
    return follows && held;
  });
}

/**
 * A changed score with the words of the one it was: under the same notes where a bar kept its
 * rhythm, under the notes in their order where it has another. Syllables that no note is left for
 * are gone with their notes; so are those of bars that are gone.
 *
 * @param old      the score that has the words
 * @param changed  the score after the change; what lyrics it has are replaced
 * @param placeOf  where a bar of the old score stands in the new one, undefined for nowhere
 */
export function refitLyrics(
  old: Score,
  changed: Score,
  placeOf: (bar: number) => number | undefined = (bar) => bar,
): Score {
  if (old.lyrics === undefined) return changed;
  const homes = old.bars.map((bar, i) => homeOf(old, bar, changed, placeOf(i)));
  const onsets = onsetsIn(changed, { tick: 0, duration: writtenTicks(changed) });
  const lyrics = old.lyrics.map((verse) => refitVerse(verse, old, homes, onsets));
  return { ...changed, lyrics };
}

/** A bar of the old score: its onsets, and those that its syllables find in the new one. */
interface Home {
  readonly was: readonly Ticks[];
  readonly now: readonly Ticks[];
  /** Set where all onsets stayed: how far they moved. */
  readonly shift?: Ticks;
}

function homeOf(old: Score, bar: Bar, changed: Score, place: number | undefined): Home {
  const target = place === undefined ? undefined : changed.bars[place];
  const was = onsetsIn(old, bar);
  if (target === undefined) return { was, now: [] };
  const now = onsetsIn(changed, target);
  const shift = target.tick - bar.tick;
  return was.every((tick) => now.includes(tick + shift)) ? { was, now, shift } : { was, now };
}

function onsetsIn(
  score: Score,
  { tick: from, duration }: Pick<Bar, "tick" | "duration">,
): readonly Ticks[] {
  const ticks = score.parts[0]?.notes.map((note) => note.tick) ?? [];
  return [...new Set(ticks.filter((tick) => tick >= from && tick < from + duration))];
}

interface Placed {
  readonly syllable: SungSyllable;
  readonly line: number;
  readonly tick: Ticks;
  readonly end: Ticks;
}

function refitVerse(
  { lines }: Verse,
  old: Score,
  homes: readonly Home[],
  onsets: readonly Ticks[],
): Verse {
  const placed: Placed[] = [];
  const counts = new Map<Home, number>();
  lines.forEach((line, l) => {
    for (const syllable of line) {
      const home = homes[barOf(old, syllable.tick)] as Home;
      const order = counts.get(home) ?? 0;
      counts.set(home, order + 1);
      // Where notes became fewer, those that were held over are the first to go.
      const index = home.now.length < home.was.length ? order : home.was.indexOf(syllable.tick);
      const tick = home.shift === undefined ? home.now[index] : syllable.tick + home.shift;
      if (tick === undefined || tick <= (placed.at(-1)?.tick ?? -1)) continue;
      const last = syllable.until ?? syllable.tick;
      const at = homes[barOf(old, last)] as Home;
      const end = at.shift === undefined ? at.now.at(-1) : last + at.shift;
      placed.push({ syllable, line: l, tick, end: end ?? tick });
    }
  });
  const all = lines.flat();
  const fitted = placed.map(({ syllable, tick, end }, i): SungSyllable => {
    const next = placed[i + 1];
    const room = syllable.until === undefined ? tick : Math.min(end, (next?.tick ?? Infinity) - 1);
    const until = onsets.findLast((onset) => onset <= room) ?? tick;
    const joined = syllable.hyphen && next?.syllable === all[all.indexOf(syllable) + 1];
    return {
      tick,
      text: syllable.text,
      ...(joined ? { hyphen: true } : {}),
      ...(until > tick ? { until } : {}),
    };
  });
  const kept = lines.map((_, l) => fitted.filter((_, i) => placed[i]?.line === l));
  return { lines: kept.filter((line) => line.length > 0) };
}
