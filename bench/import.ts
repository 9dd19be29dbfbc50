import Papa from "papaparse";
import { randomInt, seededRandom } from "../src/base/random";
import { readImport } from "../src/formats/import/read";

const RATINGS = 1_000_000;
const USERS = 6000;
const ITEMS = 4000;
const ROUNDS = 5; // in turns, the best of either side is told: other work on the machine only slows

/**
 * Reading a table of synthetic ratings (users, items, half stars, seconds) to the end: cleaned,
 * checked, without repeats, as columns by user and by item. Against papaparse cutting the same
 * bytes into rows of texts, which is the first step of any such reading and no more.
 *
 * Options: the number of ratings, 1,000,000 when not given
 */
export async function run(args: string[]): Promise<object> {
  const count = Number(args.find((arg) => /^\d+$/.test(arg)) ?? RATINGS);
  const bytes = new TextEncoder().encode(syntheticRatings(count));
  const blob = new Blob([bytes]);
  const ours: number[] = [];
  const papa: number[] = [];
  let kept = 0;
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(
      await cpuMs(async () => {
        const result = await readImport([{ name: "ratings.csv", blob }], { nowMs: Date.now() });
        if (!result.ok) throw new Error(result.fault.message);
        kept = result.value.read.ratings;
      }),
    );
    papa.push(
      await cpuMs(() => {
        const { data } = Papa.parse<string[]>(new TextDecoder().decode(bytes));
        if (data.length < count) throw new Error("papaparse lost rows");
      }),
    );
  }
  const bestMs = Math.min(...ours);
  const papaMs = Math.min(...papa);
  return {
    ratings: count,
    megabytes: round(bytes.length / 1e6),
    kept,
    importCpuMs: round(bestMs),
    ratingsPerCpuSecond: Math.round((1000 * count) / bestMs),
    papaparseCpuMs: round(papaMs),
    /** Above 1 where the whole import is faster than papaparse's cutting alone. */
    ratio: round(papaMs / bestMs),
    rounds: ROUNDS,
  };
}

function syntheticRatings(count: number): string {
  const random = seededRandom("import bench");
  const lines = ["userId,itemId,rating,timestamp"];
  for (let i = 0; i < count; i++) {
    const user = 1 + Math.floor((i * USERS) / count);
    // Few items have most of the ratings, as in real sets.
    const item = 1 + Math.floor(ITEMS * random() ** 3);
    const rating = (1 + randomInt(random, 10)) / 2;
    lines.push(`${user},${item},${rating},${1_200_000_000 + randomInt(random, 300_000_000)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Processor time of this process, which other work on the machine does not lengthen much. */
async function cpuMs(work: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
