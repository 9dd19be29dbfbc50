import type { Score, SungSyllable, Ticks } from "../../music/score";
import { element, type Element } from "./xml";

/** The `lyric` elements at each onset of a score's words. */
export function lyricsByTick(score: Score): ReadonlyMap<Ticks, readonly Element[]> {
  const found = new Map<Ticks, Element[]>();
  const add = (tick: Ticks, lyric: Element): void => {
    found.set(tick, [...(found.get(tick) ?? []), lyric]);
  };
  (score.lyrics ?? []).forEach(({ lines }, verse) => {
    const number = verse + 1;
    for (const line of lines) {
      line.forEach((syllable, i) => {
        const last = i === line.length - 1;
        add(syllable.tick, lyric(syllable, line[i - 1]?.hyphen ?? false, last, number));
        const { until } = syllable;
        if (until === undefined) return;
        add(until, element("lyric", [element("extend", [], { type: "stop" })], { number }));
      });
    }
  });
  return found;
}

function lyric(
  { text, hyphen, until }: SungSyllable,
  inside: boolean,
  lineEnd: boolean,
  number: number,
): Element {
  const syllabic = inside ? (hyphen ? "middle" : "end") : hyphen ? "begin" : "single";
  return element(
    "lyric",
    [
      element("syllabic", syllabic),
      element("text", text),
      until === undefined ? undefined : element("extend", [], { type: "start" }),
      lineEnd ? element("end-line") : undefined,
    ],
    { number },
  );
}
