import type { SungMoment } from "../../lyrics/align/karaoke";
import type { TimedLine, TimedLyrics } from "./lrc";

/** The words of a score in time as lines of LRC: `karaoke` gives the moments. */
export function timedLyrics(moments: readonly SungMoment[], title: string): TimedLyrics {
  const lines: TimedLine[] = [];
  let number = -1;
  for (const { line, startMs, text, hyphen } of moments) {
    const word = { startMs, text: hyphen ? text : `${text} ` };
    const last = line === number ? lines.pop() : undefined;
    number = line;
    const words = [...(last?.words ?? []), word];
    const whole = words.map((one) => one.text).join("");
    lines.push({ startMs: last?.startMs ?? startMs, text: whole.trim(), words });
  }
  return { ...(title === "" ? {} : { title }), lines };
}

/**
 * An LRC file: a line of words a line, its time before it; with the enhanced form, which players
 * that do not know it show as they stand, the time of each syllable too.
 *
 * @param enhanced  whether syllables have times
 */
export function writeLrc({ title, artist, lines }: TimedLyrics, enhanced = true): string {
  const head = [
    ...(title === undefined ? [] : [`[ti:${plain(title)}]`]),
    ...(artist === undefined ? [] : [`[ar:${plain(artist)}]`]),
    "[re:Refrain]",
  ];
  const body = lines.map(({ startMs, text, words }) => {
    const timed = words?.map((word) => `<${time(word.startMs)}>${plain(word.text)}`).join("");
    return `[${time(startMs)}]${(enhanced ? timed : undefined) ?? plain(text)}`.trimEnd();
  });
  return `${[...head, ...body].join("\n")}\n`;
}

/** Minutes, seconds and hundredths: 83456 ms is 01:23.46. */
function time(ms: number): string {
  const hundredths = Math.round(ms / 10);
  const pad = (value: number): string => String(value).padStart(2, "0");
  return `${pad(Math.floor(hundredths / 6000))}:${pad(Math.floor(hundredths / 100) % 60)}.${pad(hundredths % 100)}`;
}

/** Signs that would be read as times are left out. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, " ").replace(/[[\]<>]/g, "");
}
