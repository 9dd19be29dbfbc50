import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import process from "node:process";
import { gridOf } from "../src/compose/melody/given";
import { sha256Hex } from "../src/base/sha256";
import { writeIndex } from "../src/compose/originality/index-file";
import { nearestTune } from "../src/compose/originality/nearest";
import { indexRuns } from "../src/compose/originality/run-index";
import { hashRuns, type PlainNote } from "../src/compose/originality/runs";

/*
 * Writes public/models/originality@1: the runs of every tune that the melody model learned from.
 *
 *   npx tsx scripts/build-originality.ts
 *
 * The percentiles are shares of the books' own tunes with their nearest: copies of one tune under
 * two names, of one cluster or nearly equal, do not count as human closeness.
 */

const DATA = new URL("../../shared/data/", import.meta.url);
const FOLDER = new URL("../public/models/originality@1/", import.meta.url);
const FILES = [
  "tunes/oneills1850.jsonl",
  "tunes/ryans1883.jsonl",
  "songs/openscore_lieder.jsonl",
  "hymns/openhymnal.jsonl",
];

interface Tune {
  readonly title: string;
  readonly metre: string;
  /** Tunes of one cluster are one tune. */
  readonly cluster: string;
  /** Pitch (none for a rest) and length, 96 to a whole note; tied notes joined. */
  readonly notes: readonly PlainNote[];
}

interface Row {
  readonly id: string;
  readonly t: string;
  readonly metre: string;
  readonly cl?: number;
  readonly bars?: readonly { n: readonly (readonly [number | null, number])[]; ti?: number[] }[];
  readonly S?: readonly (readonly [number | null, number])[];
  readonly n?: readonly (readonly [number, number, number])[];
}

function tuneOf(row: Row): Tune {
  const { id, t: title, metre, cl } = row;
  return { title, metre, cluster: cl === undefined ? id : `tune ${cl}`, notes: notesOf(row) };
}

function notesOf({ bars, S, n }: Row): readonly PlainNote[] {
  if (n !== undefined) return n.map(([, pitch, ticks]) => ({ pitch, ticks }));
  const notes: PlainNote[] = [];
  let tied = false;
  for (const { n: row, ti } of bars ?? [{ n: S ?? [] }]) {
    row.forEach(([pitch, ticks], i) => {
      const last = notes.at(-1);
      if (pitch !== null && tied && last !== undefined) {
        notes[notes.length - 1] = { pitch, ticks: last.ticks + ticks };
      } else if (pitch !== null) notes.push({ pitch, ticks });
      tied = ti?.includes(i) === true;
    });
  }
  return notes;
}

if (!existsSync(DATA)) throw new Error("The books are not here: ../shared/data is missing.");
const texts = await Promise.all(FILES.map((file) => readFile(new URL(file, DATA), "utf8")));
const tunes = texts.flatMap((text) =>
  text
    .trim()
    .split("\n")
    .map((line) => tuneOf(JSON.parse(line) as Row)),
);
const runs = tunes.map(({ notes, metre }) => {
  const [beats = 4, unit = 4] = metre.split("/").map(Number);
  const { scoreTicks } = gridOf({ beats, unit });
  return hashRuns(notes.map(({ pitch, ticks }) => ({ pitch, ticks: (20 * ticks) / scoreTicks })));
});
const index = indexRuns(runs);

/** Above this share two tunes are one tune under two names, or a song and its second verse. */
const SAME = 0.8;

/** The share with the nearest tune that is not the same tune. */
function shareOf({ cluster }: Tune, tune: number): number {
  const hashes = runs[tune] as Uint32Array;
  const asked = { hashes, bars: new Uint16Array(2 * hashes.length) };
  const same = new Set<number>();
  for (;;) {
    const nearest = nearestTune(index, asked, (other) => {
      return same.has(other) || tunes[other]?.cluster === cluster;
    });
    if (nearest.share < SAME) return nearest.share;
    same.add(nearest.tune);
  }
}
const shares = tunes.map(shareOf).sort((a, b) => a - b);
const percentiles = Array.from({ length: 101 }, (_, p) => {
  const share = shares[Math.round((p / 100) * (shares.length - 1))] as number;
  return Math.round(1000 * share) / 1000;
});

function card(): string {
  const at = (p: number) => `| ${p} % | ${percentiles[p]} |`;
  return `# originality@1

An index of the ${tunes.length} public-domain tunes that the melody model learned from, to tell how much of a tune stands in any one of them. No model: nothing is learned.

**What is compared.** Every run of eight steps (an interval and the length of the note it leads to), in any key; 2/4 counts as 2/2 of twice the length. A tune's share is the largest part of its runs found in one single tune. A run is kept as 32 bits; two different runs meet in the same 32 bits about once in ${Math.round(2 ** 32 / index.hashes.length).toLocaleString("en")} questions.

**Size.** ${index.hashes.length.toLocaleString("en")} pairs of run and tune, ${bytes.length.toLocaleString("en")} bytes.

**How alike people's own tunes are.** Share of each book tune with its nearest, tunes of one cluster or above ${SAME} being the same tune:

| tunes below | share |
|---|---|
${[50, 75, 90, 95, 99, 100].map(at).join("\n")}

Above .25 a tune is said to be close to another; above .49 it is not called one's own.

**Data** (\`training/DATA.md\`):
${FILES.map((file) => `- \`${file}\` ${config.sources[file]}`).join("\n")}

Made by \`npx tsx scripts/build-originality.ts\`; asked by \`npm run -s refrain -- originality --in tunes.abc\`.
`;
}

const bytes = writeIndex(index);
const config = {
  format: "originality-index/1",
  pairs: index.hashes.length,
  weights: { file: "index.bin", bytes: bytes.length, sha256: await sha256Hex(bytes) },
  sources: Object.fromEntries(
    FILES.map((file, i) => [
      file,
      createHash("sha256")
        .update(texts[i] as string)
        .digest("hex"),
    ]),
  ),
  percentiles,
  titles: tunes.map(({ title }) => title),
};
await mkdir(FOLDER, { recursive: true });
await writeFile(new URL("index.bin", FOLDER), bytes);
await writeFile(new URL("config.json", FOLDER), `${JSON.stringify(config)}\n`);
await writeFile(new URL("CARD.md", FOLDER), card());
process.stdout.write(
  `${JSON.stringify({ tunes: tunes.length, pairs: config.pairs, bytes: bytes.length, p95: percentiles[95], p99: percentiles[99] })}\n`,
);
