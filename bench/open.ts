import { openBrowser } from "./browser/chromium";
import type { Shape } from "./ratings";

const SHAPE: Shape = { listeners: 20_000, items: 10_000, ratings: 1_000_000, zipf: [0.5, 0.8] };
const ROUNDS = 3; // the best of which is told for either way: other work only slows

/**
 * A community of a million ratings out of the database in a worker of Chromium: packed columns as
 * the library keeps them, against one row a rating, read in pages of 20,000 by primary key.
 *
 * Options: the number of ratings, 1,000,000 when not given
 */
export async function run(args: string[]): Promise<object> {
  const ratings = Number(args.find((arg) => /^\d+$/.test(arg)) ?? SHAPE.ratings);
  const shape = { ...SHAPE, ratings };
  const browser = await openBrowser();
  try {
    const rounds = await browser.run({ kind: "open", shape, rounds: ROUNDS });
    const columnsMs = Math.min(...rounds.map((round) => round.columnsMs));
    const rowsMs = Math.min(...rounds.map((round) => round.rowsMs));
    return {
      community: shape,
      rounds: ROUNDS,
      browser: browser.version,
      columnsMs: Math.round(columnsMs),
      rowsMs: Math.round(rowsMs),
      /** How many times faster packed columns open. */
      ratio: Math.round((10 * rowsMs) / columnsMs) / 10,
    };
  } finally {
    await browser.close();
  }
}
