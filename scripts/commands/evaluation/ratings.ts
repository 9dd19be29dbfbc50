import { foldsOf, type Split } from "../../../src/recommend/evaluate/folds";
import { ratingErrors } from "../../../src/recommend/evaluate/ratings";
import { interactionsOf } from "../../../src/recommend/interactions";
import { parseOptions } from "../../../src/recommend/parse-options";
import { readRatings } from "./files";
import type { Request } from "./request";
import { timed } from "./timed";

/** Errors in stars, over one split or the mean over folds. */
export async function evaluateRatings(request: Request): Promise<object> {
  const model = request.model("model");
  const settings = parseOptions(model.options, request.settings);
  const splits = await readSplits(request);
  const runs = splits.map(({ train, test }) => {
    const [{ data, stars }, fitMs] = timed(() => {
      const data = interactionsOf(train);
      return { data, stars: model.fitStars(data, settings) };
    });
    const [errors, predictMs] = timed(() => ratingErrors(stars, data, test));
    return { ...errors, fitMs, predictMs };
  });
  const sum = (pick: (run: (typeof runs)[number]) => number) =>
    runs.reduce((total, run) => total + pick(run), 0);
  return {
    model: model.name,
    rmse: sum((run) => run.rmse) / runs.length,
    mae: sum((run) => run.mae) / runs.length,
    n: sum((run) => run.n),
    ...(request.has("folds") && { folds: runs.length }),
    fitMs: sum((run) => run.fitMs),
    predictMs: sum((run) => run.predictMs),
  };
}

/** The folds, each being the test once, or one training file and one test file. */
export async function readSplits(request: Request): Promise<readonly Split[]> {
  if (request.has("folds")) return foldsOf(await readRatings(request.file("folds")));
  const [train, test] = [request.file("train"), request.file("test")];
  return [{ train: await readRatings(train), test: await readRatings(test) }];
}
