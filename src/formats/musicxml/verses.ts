import type { LyricLine, Note, SungSyllable, Ticks, Verse } from "../../music/score";
import type { ReadLyric } from "./measure";
import { child, textAt, type XmlNode } from "./tree";

/** Longest text under a note, and most verses. */
const MAX_TEXT = 100;
const MAX_VERSES = 64;

/** Where a file marks no ends of lines: a capital after punctuation, when a line has so many syllables. */
const LINE = { capital: /^\P{L}*\p{Lu}/u, pause: /[,.;:!?…—]\P{L}*$/u, least: 3 };

/** The verses of a part's lyrics, by their numbers. */
export function readVerses(lyrics: readonly ReadLyric[], notes: readonly Note[]): readonly Verse[] {
  const onsets = [...new Set(notes.map((note) => note.tick))].sort((a, b) => a - b);
  const numbers = new Map<string, ReadLyric[]>();
  for (const read of lyrics) {
    const number = read.lyric.attributes.get("number") ?? "1";
    numbers.set(number, [...(numbers.get(number) ?? []), read]);
  }
  return [...numbers]
    .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
    .slice(0, MAX_VERSES)
    .map(([, verse]) => ({ lines: linesOf(verse, onsets, notes) }));
}

interface Sung {
  readonly syllable: SungSyllable;
  readonly ends: boolean;
}

function linesOf(
  lyrics: readonly ReadLyric[],
  onsets: readonly Ticks[],
  notes: readonly Note[],
): readonly LyricLine[] {
  const inTime = [...lyrics].sort((a, b) => a.tick - b.tick);
  const begun = inTime.filter((one, i) => {
    return wordsOf(one.lyric) !== "" && one.tick !== inTime[i - 1]?.tick;
  });
  const sung = begun.map((one, i): Sung => {
    const next = begun[i + 1]?.tick ?? Infinity;
    const until = heldTo(one, next, inTime, onsets, notes);
    const hyphen = /^(begin|middle)$/.test(textAt(one.lyric, "syllabic")) && next < Infinity;
    const syllable = {
      tick: one.tick,
      text: wordsOf(one.lyric),
      ...(hyphen ? { hyphen } : {}),
      ...(until > one.tick ? { until } : {}),
    };
    return { syllable, ends: ["end-line", "end-paragraph"].some((end) => child(one.lyric, end)) };
  });
  const marked = sung.some(({ ends }) => ends);
  const lines: SungSyllable[][] = [];
  sung.forEach(({ syllable }, i) => {
    const before = sung[i - 1];
    const line = lines.at(-1);
    const opens = marked ? before?.ends : line && looksNew(line, syllable);
    if (line === undefined || opens) lines.push([syllable]);
    else line.push(syllable);
  });
  return lines;
}

function looksNew(line: LyricLine, { text }: SungSyllable): boolean {
  const last = line.at(-1);
  return line.length >= LINE.least && LINE.capital.test(text) && LINE.pause.test(last?.text ?? "");
}

/** What is written under a note; several texts under one are joined by their elisions. */
function wordsOf(lyric: XmlNode): string {
  const parts = lyric.children.filter(({ name }) => name === "text" || name === "elision");
  return parts
    .map((part) => (part.name === "elision" && part.text === "" ? " " : part.text))
    .join("")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, MAX_TEXT);
}

/** The last note of a syllable's extension: where it stops, or without a sign before a rest or the next. */
function heldTo(
  { tick, lyric }: ReadLyric,
  next: Ticks,
  lyrics: readonly ReadLyric[],
  onsets: readonly Ticks[],
  notes: readonly Note[],
): Ticks {
  if (child(lyric, "extend") === undefined) return tick;
  const stop = lyrics.find((one) => one.tick > tick && one.tick < next && stops(one.lyric));
  if (stop !== undefined) return stop.tick;
  const ends = new Set(notes.map((note) => note.tick + note.duration));
  let last = tick;
  for (const onset of onsets.slice(onsets.indexOf(tick) + 1)) {
    if (onset >= next || !ends.has(onset)) break;
    last = onset;
  }
  return last;
}

function stops(lyric: XmlNode): boolean {
  return child(lyric, "extend")?.attributes.get("type") === "stop" && wordsOf(lyric) === "";
}
