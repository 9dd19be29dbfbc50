import { models } from "../../src/recommend/models";
import { optionList } from "../../src/recommend/parse-options";
import type { Model, Task } from "../../src/recommend/spec";
import { evaluateLists, membersTask, newcomersTask } from "./evaluation/lists";
import { evaluatePack } from "./evaluation/pack";
import { evaluateRatings } from "./evaluation/ratings";
import { readRequest, usage } from "./evaluation/request";
import { sweep } from "./evaluation/sweep";

/**
 * Measures recommenders on files of user, item, optional value and time; one JSON object a run.
 *
 * @throws Error with a sentence to act on when something asked for does not exist
 */
export async function run(args: string[], out: (result: object) => void): Promise<void> {
  const request = readRequest(args);
  if (request.list) {
    out(catalogue());
    return;
  }
  switch (request.kinds[0]) {
    case "ratings":
      out(await evaluateRatings(request));
      return;
    case "topn":
      out(await evaluateLists(request, membersTask));
      return;
    case "newusers":
      if (request.has("pack")) out(await evaluatePack(request));
      else out(await evaluateLists(request, newcomersTask));
      return;
    case "sweep":
      out(await sweep(request));
      return;
    default:
      throw new Error(`Say what to evaluate:\n${usage.join("\n")}`);
  }
}

/** Every model: what can be set, and what is set where nothing is said; null for what it cannot do. */
function catalogue(): object {
  const defaultsOf = (model: Model, task: Task) =>
    model.tasks.includes(task) ? model.complete(task, {}) : null;
  return {
    models: models.map(({ name }) => name),
    options: Object.fromEntries(models.map(({ name, options }) => [name, optionList(options)])),
    defaults: models.map((model) => ({
      model: model.name,
      ratings: defaultsOf(model, "stars"),
      lists: defaultsOf(model, "topn"),
    })),
    usage,
  };
}
