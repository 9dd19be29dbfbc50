import type { LyricLine, Note, Score, SungSyllable, Ticks, Verse } from "../../music/score";
import type { Round } from "./round";
import type { Sung } from "./layout";
import type { Slot } from "./slots";
import { divide } from "./split";
import type { LineSyllable } from "./syllable";

/** The score with its notes divided as the most divided verse needs them, and the words under them. */
export function writeLyrics(score: Score, slots: readonly Slot[], rounds: readonly Round[]): Score {
  const parts = slots.map(() => 1);
  for (const { sung, assignment } of rounds) {
    assignment.forEach((count, n) => {
      const { slot } = sung[n] as Sung;
      parts[slot] = Math.max(parts[slot] ?? 1, count);
    });
  }
  const onsets = slots.map((slot, i) => onsetsOf(slot, parts[i] as number));
  const verses: LyricLine[][] = [];
  for (const round of rounds) {
    for (const { verse, line } of sungLines(round, onsets)) {
      while (verses.length <= verse) verses.push([]);
      verses[verse]?.push(line);
    }
  }
  const [melody, ...others] = score.parts;
  if (melody === undefined) return score;
  const notes = melody.notes.flatMap((note) => divided(note, slots, onsets));
  return {
    ...score,
    parts: [{ ...melody, notes }, ...others],
    lyrics: verses.map((lines): Verse => ({ lines })),
  };
}

function onsetsOf({ tick, duration }: Slot, parts: number): readonly Ticks[] {
  let at = tick;
  return (divide(duration, parts) ?? [duration]).map((length) => {
    at += length;
    return at - length;
  });
}

/** The top note of a divided slot in its parts; others stay whole. */
function divided(
  note: Note,
  slots: readonly Slot[],
  onsets: readonly (readonly Ticks[])[],
): readonly Note[] {
  const i = slots.findIndex((slot) => slot.tick === note.tick && slot.pitch === note.pitch);
  const starts = onsets[i] ?? [];
  if (starts.length < 2) return [note];
  const end = note.tick + note.duration;
  return starts.map((tick, part) => ({
    ...note,
    tick,
    duration: (starts[part + 1] ?? end) - tick,
  }));
}

/** The lines of a round, each in the verses that sing it: a line over a repeat is in two. */
function sungLines(
  { setting, sung, verse, assignment }: Round,
  onsets: readonly (readonly Ticks[])[],
): readonly { readonly verse: number; readonly line: LyricLine }[] {
  const lines: { verse: number; line: SungSyllable[] }[] = [];
  let begun = 0;
  let open = true;
  assignment.forEach((parts, n) => {
    const { slot, pass } = sung[n] as Sung;
    const starts = onsets[slot] as readonly Ticks[];
    for (let part = 0; part < parts; part++) {
      const { text, hyphen, lineEnd } = setting.syllables[begun++] as LineSyllable;
      const here = lines.at(-1);
      const last = part === parts - 1;
      const tick = starts[part] as Ticks;
      const until = last ? heldTo(assignment, sung, onsets, n) : tick;
      const syllable: SungSyllable = {
        tick,
        text,
        ...(hyphen ? { hyphen } : {}),
        ...(until > tick ? { until } : {}),
      };
      if (open || here?.verse !== verse + pass)
        lines.push({ verse: verse + pass, line: [syllable] });
      else here.line.push(syllable);
      open = lineEnd;
    }
  });
  return lines.map(({ verse: at, line }) => ({ verse: at, line: closed(line) }));
}

/** No hyphen at a line's end: what follows it stands elsewhere. */
function closed(line: readonly SungSyllable[]): LyricLine {
  return line.map((syllable, i) => {
    if (i < line.length - 1 || !syllable.hyphen) return syllable;
    const { tick, text, until } = syllable;
    return until === undefined ? { tick, text } : { tick, text, until };
  });
}

/** Start of the last note that the last syllable of a note is held over, its own parts included. */
function heldTo(
  assignment: readonly number[],
  sung: readonly Sung[],
  onsets: readonly (readonly Ticks[])[],
  n: number,
): Ticks {
  let last = n;
  while (assignment[last + 1] === 0 && !sung[last + 1]?.jump) last++;
  return (onsets[sung[last]?.slot ?? 0] as readonly Ticks[]).at(-1) as Ticks;
}
