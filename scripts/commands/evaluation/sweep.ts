import { gridOf } from "../../../src/recommend/evaluate/grid";
import { bootstrap, resamples } from "../../../src/recommend/evaluate/intervals";
import type { Model, Settings } from "../../../src/recommend/spec";
import { usage, type Request } from "./request";
import { listParts, ratingParts, type Measure, type Part, type Tally } from "./sweep-parts";

/**
 * Tunes a model on validation data taken from the training part, measures the winner once on the
 * test part, and compares it with the winner of a second model, person by person.
 *
 * @throws Error with a sentence to act on
 */
export async function sweep(request: Request): Promise<object> {
  const kind = request.kinds[1];
  switch (kind) {
    case "ratings":
      return { sweep: kind, ...(await tune(request, "rmse", ratingParts)) };
    case "topn":
    case "newusers":
      return { sweep: kind, ...(await tune(request, "ndcg", (r) => listParts(r, kind))) };
    default:
      throw new Error(`Say what to sweep: ratings, topn or newusers.\n${usage.join("\n")}`);
  }
}

async function tune(
  request: Request,
  measure: Measure,
  readParts: (request: Request) => Promise<readonly Part[]>,
): Promise<object> {
  const asked = gridFor(request.model("model"), request.settings);
  const rivals = request.has("against")
    ? gridFor(request.model("against"), request.againstSettings)
    : undefined;
  const parts = await readParts(request);
  const own = winnerOf(asked, measure, parts);
  const result = { measure, ...own.report };
  if (!rivals) return result;
  const rival = winnerOf(rivals, measure, parts);
  const people = [...own.people.keys()];
  const figure = (tallies: ReadonlyMap<string, Tally>, drawn: Uint32Array) => {
    let sum = 0;
    let n = 0;
    for (const person of drawn) {
      const tally = tallies.get(people[person] as string);
      sum += tally?.sum ?? 0;
      n += tally?.n ?? 0;
    }
    return measure === "rmse" ? Math.sqrt(sum / n) : sum / n;
  };
  const difference = (drawn: Uint32Array) =>
    figure(own.people, drawn) - figure(rival.people, drawn);
  return {
    ...result,
    against: rival.report,
    difference: {
      measure,
      ...bootstrap(people.length, difference, request.seed),
      interval: "95 %, paired bootstrap over people",
      resamples,
      people: people.length,
    },
  };
}

interface Grid {
  readonly model: Model;
  readonly grid: readonly Settings[];
}

function gridFor(model: Model, settings: readonly string[]): Grid {
  return { model, grid: gridOf(model.options, settings) };
}

/** In each part the settings that validate best, measured on the test; of folds, the mean. */
function winnerOf({ model, grid }: Grid, measure: Measure, parts: readonly Part[]) {
  const winners = parts.map((part) => {
    const tried = grid.map((settings) => ({
      settings,
      [measure]: grid.length > 1 ? part.validate(model, settings) : null,
    }));
    const sign = measure === "rmse" ? 1 : -1;
    const order = tried.toSorted(
      (a, b) => sign * ((a[measure] as number) - (b[measure] as number)),
    );
    const { settings } = order[0] as (typeof tried)[number];
    return { tried, settings, ...part.test(model, settings) };
  });
  const people = new Map<string, Tally>();
  for (const [id, { sum, n }] of winners.flatMap((winner) => [...winner.people])) {
    const before = people.get(id) ?? { sum: 0, n: 0 };
    people.set(id, { sum: before.sum + sum, n: before.n + n });
  }
  const [first] = winners;
  const described = winners.map(({ tried, settings, quality }) => ({
    validation: tried,
    chosen: settings,
    test: quality,
  }));
  const report =
    winners.length === 1 && first
      ? { model: model.name, ...described[0] }
      : {
          model: model.name,
          [measure]: winners.reduce((sum, { value }) => sum + value, 0) / winners.length,
          folds: described,
        };
  return { report, people };
}
