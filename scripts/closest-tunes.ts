import { readFile } from "node:fs/promises";
import process from "node:process";
import { gridOf } from "../src/compose/melody/given";
import { parseTunebook } from "../src/formats/abc/tunebook";
import type { Score } from "../src/music/score";

/*
 * How much of written tunes stands in any one tune of the books the model learned from:
 *   npx tsx scripts/closest-tunes.ts written.abc ../shared/data/tunes/*.abc
 *
 * A tune is compared by its runs of eight notes (steps in semitones, lengths on the model's grid);
 * its share is the largest part of its runs found in one single tune. Between tunes of the books
 * themselves, near-identical ones set aside, .25 and .49 are the 95th and 99th percentiles.
 */

const RUN = 8;

async function scoresOf(file: string): Promise<readonly Score[]> {
  const tunes = parseTunebook(await readFile(file, "utf8"));
  return tunes.flatMap(({ result }) => (result.ok ? [result.value] : []));
}

function runsOf({ parts, meter }: Score): readonly string[] {
  const notes = parts[0]?.notes ?? [];
  const { scoreTicks } = gridOf(meter);
  const steps = notes.slice(1).map(({ pitch, duration }, i) => {
    return `${pitch - (notes[i]?.pitch ?? 0)}:${duration / scoreTicks}`;
  });
  return steps.slice(RUN - 1).map((_, i) => steps.slice(i, i + RUN).join(" "));
}

const [written, ...books] = process.argv.slice(2);
if (written === undefined || books.length === 0) {
  throw new Error("Say which tunes, and which books: closest-tunes written.abc book.abc …");
}
const known = (await Promise.all(books.map(scoresOf))).flat();
const tunesWith = new Map<string, Set<number>>();
known.forEach((score, tune) => {
  for (const run of runsOf(score)) {
    tunesWith.set(run, (tunesWith.get(run) ?? new Set()).add(tune));
  }
});

const found = (await scoresOf(written)).map((score) => {
  const runs = runsOf(score);
  const shared = new Map<number, number>();
  for (const tune of runs.flatMap((run) => [...(tunesWith.get(run) ?? [])])) {
    shared.set(tune, (shared.get(tune) ?? 0) + 1);
  }
  const [tune, count] = [...shared].reduce((a, b) => (b[1] > a[1] ? b : a), [-1, 0]);
  const share = Math.round((1000 * count) / Math.max(1, runs.length)) / 1000;
  return { title: score.title, share, like: known[tune]?.title };
});
found.sort((a, b) => b.share - a.share);
const above = (limit: number) => found.filter(({ share }) => share > limit).length;
process.stdout.write(
  `${JSON.stringify({ tunes: found.length, above25: above(0.25), above49: above(0.49), closest: found.slice(0, 5) })}\n`,
);
