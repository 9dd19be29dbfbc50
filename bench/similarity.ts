import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { seededRandom, type Random } from "../src/base/random";
import { fromColumns, mapValues, type SparseRows } from "../src/base/sparse";
import { readTriples } from "../src/recommend/evaluate/triples";
import { interactionsOf } from "../src/recommend/interactions";
import { nearestRows } from "../src/recommend/similarity";

const K = 50;
const ROUNDS = 5;
const HETREC = "../shared/data/ratings/hetrec2011-lastfm-2k/user_artists.dat";

/** 800,000 stars; Zipf: the n-th listener or item is drawn in proportion to n to the minus this. */
const SYNTHETIC = { listeners: 20_000, items: 10_000, ratings: 800_000, zipf: [0.5, 0.8] } as const;

/**
 * The k most similar items of every item by cosine, against scikit-learn's cosine_similarity with
 * argpartition on the same matrix, one thread each, from compressed rows to the sorted neighbours.
 * Best of a few rounds, in CPU time too, since other work on the machine only slows.
 *
 * Options: "no-plain" leaves out scikit-learn's call without dense_output=False, which holds a full
 * matrix and takes minutes and gigabytes
 */
export async function run(args: string[]): Promise<object> {
  const synthetic = syntheticRatings();
  const sets: [string, SparseRows][] = [];
  if (existsSync(HETREC)) sets.push(["hetrec plays, binary", ones(hetrec())]);
  sets.push(["synthetic, binary", ones(synthetic)], ["synthetic, stars", synthetic]);
  const plain = !args.includes("no-plain");
  return {
    k: K,
    rounds: ROUNDS,
    synthetic: SYNTHETIC,
    sets: sets.map(([name, rows]) => ({ name, ...compare(rows, plain) })),
  };
}

function compare(rows: SparseRows, withPlain: boolean): object {
  const folder = mkdtempSync(join(tmpdir(), "similarity-"));
  try {
    const file = join(folder, "rows.txt");
    writeFileSync(file, lines(rows));
    const ours = measure(rows);
    const sparse = peer(file, "sparse", 3);
    const plain = withPlain ? peer(file, "plain", 1) : undefined;
    for (const { scoreSum } of [sparse, ...(plain ? [plain] : [])]) {
      const gap = Math.abs(scoreSum - ours.scoreSum) / ours.scoreSum;
      if (gap > 1e-9) throw new Error(`scikit-learn's neighbours differ by ${gap}`);
    }
    return {
      items: rows.rows,
      listeners: rows.columns,
      entries: rows.index.length,
      ours,
      scikitLearnSparse: sparse,
      ...(plain && { scikitLearnPlain: plain }),
      /** CPU time; above 1 where ours is the faster. */
      ratioToSparse: round(sparse.cpuMs / ours.cpuMs),
      ...(plain && { ratioToPlain: round(plain.cpuMs / ours.cpuMs) }),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measure(rows: SparseRows) {
  let [ms, cpuMs, scoreSum] = [Infinity, Infinity, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const [wall, cpu] = [performance.now(), process.cpuUsage()];
    const nearest = nearestRows(rows, K, 0);
    const used = process.cpuUsage(cpu);
    cpuMs = Math.min(cpuMs, (used.user + used.system) / 1000);
    ms = Math.min(ms, performance.now() - wall);
    scoreSum = nearest.score.reduce((sum, score) => sum + score, 0);
  }
  return { ms: round(ms), cpuMs: round(cpuMs), scoreSum };
}

interface PeerResult {
  readonly ms: number;
  readonly cpuMs: number;
  readonly scoreSum: number;
}

function peer(file: string, form: "sparse" | "plain", rounds: number): PeerResult {
  const script = fileURLToPath(new URL("similarity-peer.py", import.meta.url));
  const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };
  const args = [script, file, String(K), form, String(rounds)];
  return JSON.parse(execFileSync("/usr/bin/python3", args, { env, encoding: "utf8" }));
}

function hetrec(): SparseRows {
  const triples = readTriples(readFileSync(HETREC, "utf8"));
  if (!triples.ok) throw new Error(triples.fault.message);
  return interactionsOf(triples.value).items;
}

function syntheticRatings(): SparseRows {
  const { listeners, items, ratings, zipf } = SYNTHETIC;
  const random = seededRandom("similarity bench");
  const drawListener = zipfDraw(listeners, zipf[0], random);
  const drawItem = zipfDraw(items, zipf[1], random);
  const seen = new Set<number>();
  while (seen.size < ratings) seen.add(drawItem() * listeners + drawListener());
  const cells = [...seen];
  return fromColumns(
    {
      row: cells.map((cell) => Math.floor(cell / listeners)),
      column: cells.map((cell) => cell % listeners),
      value: cells.map(() => 1 + Math.floor(5 * random())),
    },
    { rows: items, columns: listeners },
  );
}

/** Draws 0 … count − 1, rank n in proportion to (n + 1)^−exponent; ranks are shuffled over ids. */
function zipfDraw(count: number, exponent: number, random: Random): () => number {
  const cumulated = new Float64Array(count);
  let total = 0;
  for (let n = 0; n < count; n++) cumulated[n] = total += (n + 1) ** -exponent;
  const ids = Array.from({ length: count }, (_, id) => [random(), id] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, id]) => id);
  return () => {
    const target = random() * total;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((cumulated[middle] as number) < target) low = middle + 1;
      else high = middle;
    }
    return ids[low] as number;
  };
}

function ones(rows: SparseRows): SparseRows {
  return mapValues(rows, () => 1);
}

function lines(rows: SparseRows): string {
  const out: string[] = [];
  mapValues(rows, (value, row, column) => {
    out.push(`${row} ${column} ${value}`);
    return value;
  });
  return out.join("\n");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
