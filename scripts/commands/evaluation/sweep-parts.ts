import type { Split } from "../../../src/recommend/evaluate/folds";
import { differences, ratingErrors } from "../../../src/recommend/evaluate/ratings";
import { qualitiesOf, rankingQuality } from "../../../src/recommend/evaluate/topn";
import { trialsOfNewUsers, trialsWithin } from "../../../src/recommend/evaluate/trials";
import type { TripleColumns } from "../../../src/recommend/evaluate/triples";
import { holdEntries, holdUsers } from "../../../src/recommend/evaluate/validation";
import { interactionsOf } from "../../../src/recommend/interactions";
import type { Model, Settings } from "../../../src/recommend/spec";
import { makeLists, membersTask, newcomersTask, type ListTask } from "./lists";
import { readSplits } from "./ratings";
import type { Request } from "./request";

export type Measure = "rmse" | "ndcg";

/** Of one person: squared errors and how many, or the NDCG of one list. */
export interface Tally {
  readonly sum: number;
  readonly n: number;
}

/** One split into training and test. */
export interface Part {
  /** The measure on data held out of the training part. */
  readonly validate: (model: Model, settings: Settings) => number;
  readonly test: (
    model: Model,
    settings: Settings,
  ) => {
    readonly value: number;
    readonly quality: object;
    readonly people: ReadonlyMap<string, Tally>;
  };
}

/** Shares held out for validation: of entries, and of people where newcomers are tried. */
const heldEntries = 0.2;
const heldPeople = 0.2;

/** A part for each fold, each tuned on a share of its own training ratings. */
export async function ratingParts(request: Request): Promise<readonly Part[]> {
  return (await readSplits(request)).map((split) => ratingPart(split, request.seed));
}

function ratingPart({ train, test }: Split, seed: number): Part {
  const inner = holdEntries(train, heldEntries, seed);
  const fit = (columns: TripleColumns, model: Model, settings: Settings) => {
    const data = interactionsOf(columns);
    return { data, stars: model.fitStars(data, settings) };
  };
  return {
    validate(model, settings) {
      const { data, stars } = fit(inner.train, model, settings);
      return ratingErrors(stars, data, inner.test).rmse;
    },
    test(model, settings) {
      const { data, stars } = fit(train, model, settings);
      const people = new Map<string, Tally>();
      differences(stars, data, test).forEach((difference, entry) => {
        const id = test.userIds[test.user[entry] as number] as string;
        const { sum, n } = people.get(id) ?? { sum: 0, n: 0 };
        people.set(id, { sum: sum + difference * difference, n: n + 1 });
      });
      const quality = ratingErrors(stars, data, test);
      return { value: quality.rmse, quality, people };
    },
  };
}

/** One part, tuned on people or entries of its community. */
export async function listParts(
  request: Request,
  kind: "topn" | "newusers",
): Promise<readonly Part[]> {
  const task = await (kind === "topn" ? membersTask(request) : newcomersTask(request));
  const inner = { ...task, ...(kind === "topn" ? heldWithin : heldNewcomers)(task, request.seed) };
  const { k, ideal } = request;
  return [
    {
      validate(model, settings) {
        const { lists, trials } = makeLists(inner, model, settings, k);
        const qualities = qualitiesOf(lists, trials, { k, ideal });
        return qualities.reduce((sum, { ndcg }) => sum + ndcg, 0) / qualities.length;
      },
      test(model, settings) {
        const { catalogue, lists, trials, content } = makeLists(task, model, settings, k);
        const quality = rankingQuality(lists, trials, catalogue, { k, ideal, content });
        const people = qualitiesOf(lists, trials, { k, ideal }).map(
          ({ ndcg }, t) => [String(t), { sum: ndcg, n: 1 }] as const,
        );
        return { value: quality.ndcg, quality, people: new Map(people) };
      },
    },
  ];
}

function heldWithin(
  { community }: ListTask,
  seed: number,
): Pick<ListTask, "community" | "trialsOf"> {
  const { train, test } = holdEntries(community, heldEntries, seed);
  return { community: train, trialsOf: (data) => trialsWithin(data, test) };
}

function heldNewcomers(task: ListTask, seed: number): Pick<ListTask, "community" | "trialsOf"> {
  const shares = { users: heldPeople, entries: heldEntries };
  const { community, input, test } = holdUsers(task.community, shares, seed);
  return { community, trialsOf: (data) => trialsOfNewUsers(data, input, test) };
}
