import { fault, ok, type Result } from "../../base/result";
import type { TimedLine, TimedLyrics, TimedWord } from "./lrc";

/** Longer is no song: characters of a file, of a line, lines, and hours. */
const MAX_TEXT = 2_000_000;
const MAX_LINE = 2_000;
const MAX_LINES = 20_000;
const MAX_MS = 24 * 3_600_000;

const TIME = String.raw`(\d{1,4}):(\d{1,2})(?:[.:](\d{1,3}))?`;
const STAMP = new RegExp(String.raw`^\s*\[\s*${TIME}\s*\]`);
const WORD = new RegExp(`<${TIME}>([^<]*)`, "g");
const TAG = /^\s*\[([a-z#]+):([^\]]*)\]\s*$/i;

/**
 * Reads an LRC file: lines with one or more times, with times of words where it has them
 * (`<mm:ss.xx>`), `[offset:]` in ms, title and artist. Lines without a time pass; lines come back
 * in time.
 */
export function parseLrc(text: string): Result<TimedLyrics> {
  if (text.length > MAX_TEXT) return fault("The file is larger than 2 MB.", { row: 1 });
  const tags = new Map<string, string>();
  const found: TimedLine[] = [];
  const rows = text.replace(/^\uFEFF/, "").split(/\r\n?|\n/);
  for (const [i, written] of rows.entries()) {
    const row = i + 1;
    const tag = TAG.exec(written);
    if (tag !== null && !STAMP.test(written)) {
      tags.set((tag[1] as string).toLowerCase(), (tag[2] as string).trim().slice(0, 300));
      continue;
    }
    const { times, rest, wrong } = stamps(written);
    if (wrong !== undefined) return fault(`"${wrong}" is not a time.`, { row, column: 1 });
    const lines = times.map((startMs) => lineAt(startMs, times[0] as number, rest));
    found.push(...lines);
    if (found.length > MAX_LINES) return fault(`There are more than ${MAX_LINES} lines.`, { row });
  }
  if (found.length === 0) return fault("There is no line with a time in this file.", { row: 1 });
  const offset = Number(tags.get("offset") ?? 0);
  const shift = Number.isFinite(offset) ? offset : 0;
  const lines = found.map((line) => moved(line, shift)).sort((a, b) => a.startMs - b.startMs);
  const [title, artist] = [tags.get("ti"), tags.get("ar")];
  return ok({
    ...(title === undefined ? {} : { title }),
    ...(artist === undefined ? {} : { artist }),
    lines,
  });
}

function stamps(written: string): { times: number[]; rest: string; wrong?: string } {
  const times: number[] = [];
  let rest = written;
  for (let stamp = STAMP.exec(rest); stamp !== null; stamp = STAMP.exec(rest)) {
    const ms = msOf(stamp.slice(1));
    if (ms === undefined) return { times, rest, wrong: stamp[0].trim() };
    times.push(ms);
    rest = rest.slice(stamp[0].length);
  }
  return { times, rest: rest.slice(0, MAX_LINE) };
}

/** A line at a time; where it has several, its words move with it. */
function lineAt(startMs: number, first: number, text: string): TimedLine {
  const words = [...text.matchAll(WORD)].flatMap(([, ...parts]): TimedWord[] => {
    const ms = msOf(parts.slice(0, 3));
    const word = (parts[3] ?? "").replace(/\s+/g, " ");
    return ms === undefined || word.trim() === ""
      ? []
      : [{ startMs: ms + startMs - first, text: word }];
  });
  const plain = text.replace(WORD, "$4").replace(/\s+/g, " ").trim();
  return { startMs, text: plain, ...(words.length === 0 ? {} : { words }) };
}

/** A positive offset makes words come sooner. */
function moved(line: TimedLine, offsetMs: number): TimedLine {
  if (offsetMs === 0) return line;
  const at = (ms: number): number => Math.max(0, ms - offsetMs);
  const words = line.words?.map((word) => ({ ...word, startMs: at(word.startMs) }));
  return { ...line, startMs: at(line.startMs), ...(words === undefined ? {} : { words }) };
}

function msOf([minutes, seconds, part = "0"]: readonly (string | undefined)[]): number | undefined {
  const ms =
    (Number(minutes) * 60 + Number(seconds)) * 1000 + Math.round(Number(`0.${part}`) * 1000);
  return Number(seconds) < 60 && ms <= MAX_MS ? ms : undefined;
}
