import { parseArgs } from "node:util";
import { rowOf } from "../../src/base/sparse";
import { rankByStars } from "../../src/recommend/by-stars";
import { contentOf } from "../../src/recommend/evaluate/tags";
import { bestUnseen } from "../../src/recommend/evaluate/topn";
import { interactionsOf, type Interactions } from "../../src/recommend/interactions";
import type { Explanation } from "../../src/recommend/model";
import { fitRanker } from "../../src/recommend/models";
import { parseOptions } from "../../src/recommend/parse-options";
import { modelOf, spreadSettings, wholeNumber } from "./arguments";
import { readRatings, readTagFile } from "./evaluation/files";

const usage =
  "recommend --ratings F --user U [--n N] [--model NAME] [--set option=value …] [--tags F] [--why]";

/**
 * Prints the best items that a user of a file of ratings or plays does not have yet, as one JSON
 * object; with --why, what every score is the sum of. A model that predicts stars only ranks by them.
 *
 * @throws Error with a sentence to act on
 */
export async function run(args: string[], out: (result: object) => void): Promise<void> {
  const text = { type: "string" } as const;
  const { values, positionals } = parseArgs({
    args: spreadSettings(args),
    allowPositionals: true,
    options: {
      ...{ ratings: text, user: text, n: text, model: text, tags: text },
      set: { type: "string", multiple: true },
      why: { type: "boolean" },
    },
  });
  if (positionals.length > 0) throw new Error(`"${positionals[0]}" is not understood.\n${usage}`);
  const { ratings, user, tags } = values;
  if (ratings === undefined) throw new Error(`--ratings is missing.\n${usage}`);
  if (user === undefined) throw new Error(`--user is missing.\n${usage}`);
  const n = wholeNumber("n", values.n ?? "10", 1);
  const model = modelOf("model", values.model ?? "item-knn");
  const settings = parseOptions(model.options, values.set ?? []);

  const data = interactionsOf(await readRatings(ratings));
  const row = data.userIds.indexOf(user);
  if (row < 0) throw new Error(`There is no user "${user}" in ${ratings}.`);
  const content = tags === undefined ? undefined : contentOf(await readTagFile(tags), data.itemIds);
  const byStars = !model.tasks.includes("topn");
  const ranker = byStars
    ? rankByStars(model.fitStars(data, settings), data.itemIds.length)
    : fitRanker(model, data, settings, content);
  const person = rowOf(data.users, row);
  const taste = ranker.foldIn(person, row);
  const best = bestUnseen(taste.scores, person.index, n);
  out({
    user,
    model: model.name,
    scores: byStars ? "stars" : "of this model, to be compared with each other only",
    items: best.map((item) => ({
      item: data.itemIds[item],
      score: taste.scores[item],
      ...(values.why === true && { why: reasons(taste.explain(item), data) }),
    })),
  });
}

/** The score as a sum: base + every amount, in this order, is `sum`. */
function reasons({ source, base, contributions, parts }: Explanation, data: Interactions): object {
  const ids = source === "listener" ? data.userIds : data.itemIds;
  const amounts = contributions.map((one) => ({
    [source === "listener" ? "user" : "item"]: ids[one.source],
    value: one.value,
    similarity: one.similarity,
    amount: one.amount,
    ...(one.features && { features: one.features }),
  }));
  const sum = contributions.reduce((total, { amount }) => total + amount, base);
  return { base, amounts, ...(parts && { parts }), sum };
}
