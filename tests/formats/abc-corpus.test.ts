import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseTunebook } from "../../src/formats/abc/tunebook";
import { writeTunebook } from "../../src/formats/abc/write";
import type { Score } from "../../src/music/score";

const folder = "../shared/data/tunes";
const present = existsSync(`${folder}/oneills1850.abc`);

/** A tune of the reference reading: 96 ticks a whole note, ties kept apart. */
interface Reference {
  readonly t: string;
  readonly bars: readonly {
    readonly n: readonly (readonly [number | null, number])[];
    readonly ti?: readonly number[];
  }[];
}

/** Bars as [pitch, ticks] with rests merged and ties resolved within the bar. */
function referenceBars(tune: Reference): string[] {
  let held: number | null = null;
  return tune.bars.map(({ n, ti = [] }) => {
    const out: [number | null, number, boolean][] = [];
    n.forEach(([pitch, ticks], i) => {
      const last = out.at(-1);
      const joins = held !== null && held === pitch;
      if (last !== undefined && ((pitch === null && last[0] === null) || joins)) last[1] += ticks;
      else out.push([pitch, ticks, joins]);
      held = ti.includes(i) ? pitch : null;
    });
    return JSON.stringify(out);
  });
}

function ourBars(score: Score): string[] {
  const notes = score.parts[0]?.notes ?? [];
  return score.bars.map((bar) => {
    const end = bar.tick + bar.duration;
    const out: [number | null, number, boolean][] = [];
    let tick = bar.tick;
    for (const note of notes) {
      const from = Math.max(note.tick, bar.tick);
      const to = Math.min(note.tick + note.duration, end);
      if (to <= from) continue;
      if (from > tick) out.push([null, (from - tick) / 20, false]);
      out.push([note.pitch, (to - from) / 20, note.tick < bar.tick]);
      tick = to;
    }
    if (tick < end) out.push([null, (end - tick) / 20, false]);
    return JSON.stringify(out);
  });
}

test.runIf(present).each(["oneills1850", "ryans1883"])(
  "reads every tune of %s as its reference does, and writes it back unchanged",
  (name) => {
    const entries = parseTunebook(readFileSync(`${folder}/${name}.abc`, "utf8"));
    const references = readFileSync(`${folder}/${name}.jsonl`, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Reference);
    expect(entries.length).toBe(references.length);
    const differing = entries.filter(({ result }, i) => {
      const reference = references[i] as Reference;
      return !result.ok || ourBars(result.value).join("\n") !== referenceBars(reference).join("\n");
    });
    expect(differing.map(({ row }) => row)).toEqual([]);
    const scores = entries.flatMap(({ result }) => (result.ok ? [result.value] : []));
    const again = parseTunebook(writeTunebook(scores)).map(({ result }) =>
      result.ok ? result.value : result,
    );
    expect(again).toEqual(scores);
  },
);
