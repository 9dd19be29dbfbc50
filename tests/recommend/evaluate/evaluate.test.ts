import { describe, expect, test } from "vitest";
import { catalogueOf } from "../../../src/recommend/evaluate/beyond";
import { foldsOf } from "../../../src/recommend/evaluate/folds";
import { ratingErrors } from "../../../src/recommend/evaluate/ratings";
import { bestUnseen, listsFor, rankingQuality } from "../../../src/recommend/evaluate/topn";
import { trialsOfNewUsers, trialsWithin } from "../../../src/recommend/evaluate/trials";
import { readTriples, type TripleColumns } from "../../../src/recommend/evaluate/triples";
import { interactionsOf } from "../../../src/recommend/interactions";
import { fitPopularity } from "../../../src/recommend/popularity";

function triples(text: string): TripleColumns {
  const result = readTriples(text);
  if (!result.ok) throw new Error(result.fault.message);
  return result.value;
}

describe("ratingErrors", () => {
  const train = interactionsOf(triples("a x 1\na y 5\nb x 3"));
  const always = (stars: number) => ({
    predict: (users: Int32Array) => new Float64Array(users.length).fill(stars),
    foldIn: () => {
      throw new Error("not needed");
    },
  });

  test("root mean square and mean of the absolute errors", () => {
    expect(ratingErrors(always(3), train, triples("a x 3\nb y 5\nc z 2"))).toEqual({
      rmse: Math.sqrt(5 / 3),
      mae: 1,
      n: 3,
    });
  });

  test("predictions are clipped to the scale of the training ratings", () => {
    expect(ratingErrors(always(9), train, triples("b y 5")).mae).toBe(0);
    expect(ratingErrors(always(-9), train, triples("b y 1")).mae).toBe(0);
  });

  test("who and what is unknown is asked for as −1", () => {
    const asked: number[] = [];
    const model = {
      ...always(3),
      predict(users: Int32Array, items: Int32Array) {
        asked.push(...users, ...items);
        return new Float64Array(users.length);
      },
    };
    ratingErrors(model, train, triples("b new 5\nnew y 5"));
    expect(asked).toEqual([1, -1, -1, 1]);
  });
});

describe("rankings", () => {
  // x is had by three, y and z by two each, w by one.
  const community = triples("1 x\n2 x\n3 x\n1 y\n2 y\n2 z\n3 z\n3 w");
  const data = interactionsOf(community);
  const popular = fitPopularity(data, "binary");
  const measure = (k: number, held: string) => {
    const trials = trialsWithin(data, triples(held));
    return rankingQuality(listsFor(popular, trials, k), trials, catalogueOf(data), {
      k,
      ideal: "min",
    });
  };

  test("all unseen items are ranked, ties by id, nothing seen again", () => {
    const [trial] = trialsWithin(data, triples("1 z"));
    if (!trial) throw new Error("no trial");
    const { scores } = popular.foldIn(trial.person);
    const list = bestUnseen(scores, trial.person.index, 10).map((item) => data.itemIds[item]);
    expect(list).toEqual(["z", "w"]);
    expect(bestUnseen(Float64Array.of(0, 0, 0), Uint32Array.of(1), 10)).toEqual([0, 2]);
  });

  test("means over people, and coverage of the catalogue", () => {
    const quality = measure(1, "1 w\n2 w");
    // 1 is shown z and misses; 2 is shown w.
    expect(quality).toMatchObject({ n: 2, hitRate: 0.5, precision: 0.5, coverage: 0.5 });
  });

  test("an item that the community does not know is relevant but never found", () => {
    const quality = measure(2, "1 z\n1 new");
    expect(quality.recall).toBe(0.5);
  });

  test("a new user is known by the input alone; without one, by nothing", () => {
    const trials = trialsOfNewUsers(data, triples("n x\nn unheard"), triples("n y\nm x"));
    expect(trials.map(({ person, self }) => [self, ...person.index])).toEqual([[-1, 1], [-1]]); // prettier-ignore
  });

  test("a user with nothing to find is left out", () => {
    expect(trialsWithin(data, triples("1 x")).length).toBe(0);
  });
});

test("each fold is the test once", () => {
  const folds = foldsOf(triples("a x 1 0\na y 2 1\nb x 3 1"));
  const named = ({ userIds, itemIds, user, item, value }: TripleColumns) =>
    [...value].map((v, e) => `${userIds[user[e] as number]}${itemIds[item[e] as number]}${v}`);
  expect(folds.map(({ train, test }) => [named(train), named(test)])).toEqual([
    [["ay2", "bx3"], ["ax1"]],
    [["ax1"], ["ay2", "bx3"]],
  ]);
  expect(folds[0]?.test.userIds).toEqual(["a"]);
});

test("folds are asked for where there are none", () => {
  expect(() => foldsOf(triples("a x 1"))).toThrow(/fourth column/);
});

test("ids are numbered in order, as numbers where they are", () => {
  expect(interactionsOf(triples("9 b\n10 a\n2 c")).userIds).toEqual(["2", "9", "10"]);
  expect(interactionsOf(triples("9 b\n10 a\nx c")).userIds).toEqual(["9", "10", "x"]);
});
