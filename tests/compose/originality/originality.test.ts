import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256Hex } from "../../../src/base/sha256";
import { readIndex, writeIndex } from "../../../src/compose/originality/index-file";
import { nearestTune } from "../../../src/compose/originality/nearest";
import { KnownTunes } from "../../../src/compose/originality/originality";
import { indexRuns, tunesWith } from "../../../src/compose/originality/run-index";
import { hashRuns, runsOf } from "../../../src/compose/originality/runs";
import { parseAbc } from "../../../src/formats/abc/tunebook";
import type { Score } from "../../../src/music/score";
import { transpose } from "../../../src/music/transpose";

const scale = "|:DEFG ABcd|edcB AGFE|DFAd fdAF|G2B2 A4:|";

function tune(body: string, meter = "4/4", unit = "1/8"): Score {
  const read = parseAbc(`X:1\nT:T\nM:${meter}\nL:${unit}\nK:D\n${body}\n`);
  if (!read.ok) throw new Error(read.fault.message);
  return read.value;
}

async function weightsOf(bytes: Uint8Array) {
  return { file: "index.bin", bytes: bytes.length, sha256: await sha256Hex(bytes) };
}

async function corpusOf(scores: readonly Score[]) {
  const index = indexRuns(scores.map((score) => runsOf(score).hashes));
  const bytes = writeIndex(index);
  const config = {
    format: "originality-index/1",
    pairs: index.hashes.length,
    weights: await weightsOf(bytes),
    titles: scores.map((_, i) => `known ${i}`),
    percentiles: Array.from({ length: 101 }, (_, p) => p / 100),
  };
  return { index, bytes, config };
}

async function knownOf(scores: readonly Score[]): Promise<KnownTunes> {
  const { bytes, config } = await corpusOf(scores);
  const corpus = await readIndex(config, bytes);
  if (!corpus.ok) throw new Error(corpus.fault.message);
  return new KnownTunes(corpus.value);
}

test("a tune is found whole in itself, in any key", async () => {
  const known = await knownOf([tune("|:G2G2 A2A2|B2B2 A4:|"), tune(scale)]);
  for (const by of [0, 5, -7]) {
    const { share, nearest } = known.examine(transpose(tune(scale), by));
    expect(share).toBe(1);
    expect(nearest).toEqual({ title: "known 1", source: "corpus", bars: [0, 1, 2, 3] });
  }
});

test("the same dance in 2/4 with sixteenths and in 2/2 with eighths is one tune", async () => {
  const known = await knownOf([tune(scale, "2/2", "1/8")]);
  expect(known.examine(tune(scale, "2/4", "1/16")).share).toBe(1);
});

test("names the bars that are found elsewhere, and only those", async () => {
  const known = await knownOf([tune(scale)]);
  const half = tune("|:DEFG ABcd|edcB AGFE|d8|B3c d3e|f6 a2|G8:|");
  const { share, nearest } = known.examine(half);
  expect(nearest?.bars).toEqual([0, 1]);
  // 24 notes make 23 steps, so 16 runs; the first 16 notes are the scale's, 8 of the runs.
  expect(share).toBeCloseTo(8 / runsOf(half).hashes.length, 12);
});

test("nothing in common is nothing, and so is a tune too short for a run", async () => {
  const known = await knownOf([tune(scale)]);
  for (const body of ["|G2G2 A2A2|B2B2 A4|G2G2 A2A2|B8|", "|G4 A4|"]) {
    expect(known.examine(tune(body))).toEqual({ share: 0, percentile: 0 });
  }
});

test("the person's own music is compared with too, but not with itself", async () => {
  const score = tune(scale);
  const known = (await knownOf([])).with([{ id: "a", title: "Mine", source: "own", score }]);
  expect(known.examine(score).nearest).toMatchObject({ title: "Mine", source: "own" });
  expect(known.examine(score, "a")).toEqual({ share: 0, percentile: 0 });
});

const hash = fc.nat(0xffffffff);

test("an index finds what a plain search finds", () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(30), { maxLength: 20 }), { maxLength: 8 }), (runs) => {
      const index = indexRuns(runs.map((row) => Uint32Array.from(row)));
      for (let wanted = 0; wanted <= 30; wanted++) {
        const plain = runs.flatMap((row, i) => (row.includes(wanted) ? [i] : []));
        expect([...tunesWith(index, wanted)]).toEqual(plain);
      }
      const [asked = []] = runs;
      const { tune: found, share } = nearestTune(index, {
        hashes: Uint32Array.from(asked),
        bars: new Uint16Array(2 * asked.length),
      });
      if (asked.length > 0) expect([found, share]).toEqual([0, 1]);
    }),
  );
});

test("what is written reads back", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint32Array({ maxLength: 30 }), { maxLength: 5 }),
      async (runs) => {
        const index = indexRuns(runs);
        const bytes = writeIndex(index);
        const config = {
          ...(await corpusOf([])).config,
          pairs: index.hashes.length,
          weights: await weightsOf(bytes),
          titles: runs.map(String),
        };
        const read = await readIndex(config, bytes);
        expect(read.ok && read.value.index).toEqual(index);
      },
    ),
  );
});

test("a file that is not whole is refused with a sentence, whatever is wrong", async () => {
  const { bytes, config } = await corpusOf([tune(scale)]);
  const spoiled = Uint8Array.from(bytes, (byte, i) => (i === 3 ? byte ^ 1 : byte));
  const cases: [unknown, Uint8Array][] = [
    [config, spoiled],
    [config, bytes.subarray(1)],
    [{ ...config, pairs: config.pairs + 1 }, bytes],
    [{ ...config, titles: [] }, bytes],
    [{ ...config, percentiles: [] }, bytes],
    [null, bytes],
  ];
  for (const [head, body] of cases) {
    const read = await readIndex(head, body);
    expect(read.ok).toBe(false);
    expect(!read.ok && read.fault.message).toMatch(/^The index of known tunes cannot be used/);
  }
});

test("bytes that lie about their pairs never hang and never give an index", async () => {
  const { config } = await corpusOf([tune(scale)]);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.nat(100), async (bytes, pairs) => {
      const head = { ...config, pairs, weights: await weightsOf(bytes) };
      const read = await readIndex(head, bytes);
      if (read.ok) expect(writeIndex(read.value.index).length).toBeLessThanOrEqual(bytes.length);
    }),
  );
});

test("runs are of eight steps", () => {
  const notes = Array.from({ length: 12 }, (_, i) => ({ pitch: 60 + i, ticks: 12 }));
  const hashes = hashRuns(notes);
  expect(hashes.length).toBe(4);
  expect(new Set(hashes).size).toBe(1); // a chromatic scale is everywhere the same
  fc.assert(
    fc.property(hash, fc.integer({ min: 1, max: 60 }), (_, ticks) => {
      const other = notes.map((note, i) => (i === 11 ? { ...note, ticks: 12 + ticks } : note));
      expect([...hashRuns(other)].slice(0, 3)).toEqual([...hashes].slice(0, 3));
      expect(hashRuns(other)[3]).not.toBe(hashes[3]);
    }),
  );
});
