import type { LyricLine, Score, Ticks } from "../../music/score";
import { encodeText } from "./text";

/** Where the words let a line of music end: with a line of theirs, inside of none of any verse. */
export interface Breaks {
  /** Whether a line of words ends with a note and none goes on. */
  closes(onset: Ticks): boolean;
  /** Whether a line of words goes on after a note. */
  open(onset: Ticks): boolean;
}

export function breaksOf({ lyrics = [] }: Score): Breaks {
  const spans = lyrics.flatMap((verse) =>
    verse.lines.map((line) => ({ from: line[0]?.tick ?? 0, to: endOf(line) })),
  );
  const ends = new Set(spans.map(({ to }) => to));
  const open = (onset: Ticks) => spans.some(({ from, to }) => from <= onset && onset < to);
  return { open, closes: (onset) => ends.has(onset) && !open(onset) };
}

function endOf(line: LyricLine): Ticks {
  const last = line.at(-1);
  return last?.until ?? last?.tick ?? 0;
}

/**
 * The `w:` lines under a line of music, a verse each; a verse without words there has an empty one
 * if a later verse has some. A line of verse that ends inside goes on in a `+:`.
 *
 * @param onsets  of each note head of the line, the start of its note
 */
export function wordLines({ lyrics = [] }: Score, onsets: readonly Ticks[]): readonly string[] {
  const written = lyrics.map(({ lines }) => {
    const texts: string[] = [];
    let at = 0;
    for (const line of lines) {
      const signs: string[] = [];
      for (const { tick, text, hyphen, until = tick } of line) {
        const place = onsets.indexOf(tick, at);
        if (place < 0) continue;
        signs.push("* ".repeat(place - at) + encodeSyllable(text) + (hyphen ? "-" : " "));
        at = place + 1;
        while (at < onsets.length && (onsets[at] as Ticks) <= until) {
          signs.push(hyphen ? " _" : "_ ");
          at++;
        }
        if (hyphen && until > tick) signs.push(" ");
      }
      if (signs.length > 0) texts.push(signs.join("").trim());
    }
    return texts;
  });
  const last = written.findLastIndex((texts) => texts.length > 0);
  return written.slice(0, last + 1).map((texts) => `w: ${texts.join("\n+: ")}`.trimEnd());
}

/** Signs of a `w:` inside a syllable are written by their numbers. */
function encodeSyllable(text: string): string {
  return encodeText(text)
    .replace(/[_*|~]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)
    .replaceAll("-", "\\-")
    .replaceAll(" ", "~");
}
