import { openBrowser } from "./browser/chromium";
import { foldInRound, type FoldInRequest, type FoldInRound } from "./fold-in-round";
import type { Shape } from "./ratings";

const SHAPE: Shape = { listeners: 20_000, items: 10_000, ratings: 1_000_000, zipf: [0.5, 0.8] };
const PEOPLE = 100;
const N = 100;

/** Rounds of each model, the best of which is told; those that fit for minutes have one. */
const ROUNDS: Readonly<Record<string, number>> = { "item-knn": 5 };

/**
 * One rating more on a community of a million: the person folded in and their list made anew,
 * against fitting the model again, as a recommender does that cannot fold in.
 *
 * Options: names of models, item-knn when not given (ease and ials fit such a community for many
 * minutes); the number of ratings, 1,000,000 when not given
 */
export async function run(args: string[]): Promise<object> {
  const ratings = Number(args.find((arg) => /^\d+$/.test(arg)) ?? SHAPE.ratings);
  const shape = { ...SHAPE, ratings };
  const named = args.filter((arg) => /^[a-z]/.test(arg));
  const names = named.length > 0 ? named : ["item-knn"];
  const browser = await openBrowser();
  try {
    const models = [];
    for (const model of names) {
      const request: FoldInRequest = { shape, model, n: N, people: PEOPLE };
      const inNode: FoldInRound[] = [];
      const inChromium: FoldInRound[] = [];
      for (let round = 0; round < (ROUNDS[model] ?? 1); round++) {
        inNode.push(foldInRound(request));
        inChromium.push(await browser.run({ kind: "fold-in", request }));
      }
      models.push({ model, node: told(inNode), chromium: told(inChromium) });
    }
    return { community: shape, people: PEOPLE, list: N, browser: browser.version, models };
  } finally {
    await browser.close();
  }
}

function told(rounds: readonly FoldInRound[]) {
  const refitMs = Math.min(...rounds.map((round) => round.refitMs));
  const foldInMs = Math.min(...rounds.map((round) => round.foldInMs));
  return {
    refitMs: Math.round(refitMs),
    foldInMs: Math.round(1000 * foldInMs) / 1000,
    /** How many times faster a fold-in is. */
    ratio: Math.round(refitMs / foldInMs),
  };
}
