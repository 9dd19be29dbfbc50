import { existsSync, readFileSync } from "node:fs";
import { readTriples } from "../src/recommend/evaluate/triples";
import { interactionsOf } from "../src/recommend/interactions";
import { openBrowser, type BenchBrowser } from "./browser/chromium";
import { multiplyAdds, nearestRound, rowsOf, type Entries, type RowsRequest } from "./nearest";
import type { Shape } from "./ratings";
import { Peer, type Form, type PeerRound } from "./similarity-peer";

const K = 100;
const HETREC = "../shared/data/ratings/hetrec2011-lastfm-2k/user_artists.dat";
const SYNTHETIC: Shape = { listeners: 20_000, items: 10_000, ratings: 800_000, zipf: [0.5, 0.8] };

interface Contest {
  readonly name: string;
  readonly request: RowsRequest;
  /** Rounds in turns, the best of which is told for either side: other work only slows. */
  readonly rounds: number;
  /** What the peer does once, beside its plain call in every round. */
  readonly forms: readonly Form[];
}

/**
 * The k most similar rows of every row by cosine, sorted, in Node and in a worker of Chromium,
 * against scikit-learn's cosine_similarity on the same matrix: as a person calls it (sparse, no
 * top-k at all), with the k largest picked out, and as in textbooks by way of a full table.
 *
 * Options: "quick" leaves out what holds full matrices and takes minutes and gigabytes
 */
export async function run(args: string[]): Promise<object> {
  const full: readonly Form[] = args.includes("quick") ? [] : ["dense", "textbook"];
  const stars = { source: SYNTHETIC, values: "stars" } as const;
  const contests: Contest[] = [
    {
      name: "items by stars",
      request: { ...stars, side: "items" },
      rounds: 5,
      forms: ["sparse", ...full],
    },
    {
      name: "items, binary",
      request: { ...stars, side: "items", values: "binary" },
      rounds: 5,
      forms: [],
    },
    {
      name: "listeners by stars",
      request: { ...stars, side: "listeners" },
      rounds: 2,
      forms: ["sparse"],
    },
  ];
  if (existsSync(HETREC)) {
    const source = hetrec();
    for (const side of ["items", "listeners"] as const) {
      const request = { source, side, values: "binary" } as const;
      contests.push({ name: `HetRec ${side}, binary`, request, rounds: 9, forms: ["sparse"] });
    }
  }
  const browser = await openBrowser();
  try {
    const sets = [];
    for (const contest of contests) sets.push(await hold(contest, browser));
    return { k: K, synthetic: SYNTHETIC, browser: browser.version, sets };
  } finally {
    await browser.close();
  }
}

async function hold({ name, request, rounds, forms }: Contest, browser: BenchBrowser) {
  const rows = rowsOf(request);
  const peer = new Peer(rows, K);
  try {
    const inNode: number[] = [];
    const inNodeCpu: number[] = [];
    const inChromium: number[] = [];
    const plain: PeerRound[] = [];
    let scoreSum = 0;
    await browser.run({ kind: "nearest", request, k: K }); // makes the rows
    for (let round = 0; round < rounds; round++) {
      const before = process.cpuUsage();
      const ours = nearestRound(request, K);
      const used = process.cpuUsage(before);
      scoreSum = ours.scoreSum;
      inNode.push(ours.ms);
      inNodeCpu.push((used.user + used.system) / 1000);
      const there = await browser.run({ kind: "nearest", request, k: K });
      checkSame(there.scoreSum, scoreSum);
      inChromium.push(there.ms);
      plain.push(await peer.round("plain"));
    }
    const ours = {
      nodeMs: round(Math.min(...inNode)),
      nodeCpuMs: round(Math.min(...inNodeCpu)),
      chromiumMs: round(Math.min(...inChromium)),
    };
    const best = {
      ms: Math.min(...plain.map((one) => one.ms)),
      cpuMs: Math.min(...plain.map((one) => one.cpuMs)),
    };
    const others: Partial<Record<Form, object>> = {};
    for (const form of forms) {
      const once = await peer.round(form);
      checkSame(once.scoreSum ?? 0, scoreSum);
      others[form] = { ...told(once), peakMb: once.peakMb, ...ratios(once, ours) };
    }
    return {
      name,
      ...{ rows: rows.rows, columns: rows.columns, entries: rows.index.length },
      multiplyAdds: multiplyAdds(rows),
      rounds,
      ours,
      peer: await peer.versions(),
      /** Ratios are above 1 where ours is the faster, its top-k included. */
      plain: { ...told(best), ...ratios(best, ours) },
      ...others,
    };
  } finally {
    peer.close();
  }
}

interface Times {
  readonly ms: number;
  readonly cpuMs: number;
}

function told({ ms, cpuMs }: Times) {
  return { ms: round(ms), cpuMs: round(cpuMs) };
}

function ratios(
  { ms, cpuMs }: Times,
  ours: { readonly nodeMs: number; readonly nodeCpuMs: number; readonly chromiumMs: number },
) {
  return {
    ratioInNode: round(ms / ours.nodeMs),
    ratioInNodeCpu: round(cpuMs / ours.nodeCpuMs),
    ratioInChromium: round(ms / ours.chromiumMs),
  };
}

/** @throws Error where neighbours are not equally near */
function checkSame(sum: number, expected: number): void {
  const gap = Math.abs(sum - expected) / expected;
  if (!(gap <= 1e-9)) throw new Error(`Neighbours differ by ${gap}`);
}

function hetrec(): Entries {
  const triples = readTriples(readFileSync(HETREC, "utf8"));
  if (!triples.ok) throw new Error(triples.fault.message);
  const { rows, columns, ptr, index } = interactionsOf(triples.value).items;
  return { items: rows, listeners: columns, ptr: [...ptr], index: [...index] };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
