import { catalogueOf } from "../../../src/recommend/evaluate/beyond";
import { contentOf, type ItemTags } from "../../../src/recommend/evaluate/tags";
import { listsFor, rankingQuality, type Trial } from "../../../src/recommend/evaluate/topn";
import { trialsOfNewUsers, trialsWithin } from "../../../src/recommend/evaluate/trials";
import type { TripleColumns } from "../../../src/recommend/evaluate/triples";
import { interactionsOf, type Interactions } from "../../../src/recommend/interactions";
import { fitRanker } from "../../../src/recommend/models";
import { parseOptions } from "../../../src/recommend/parse-options";
import type { Model, Settings } from "../../../src/recommend/spec";
import { readRatings, readTagFile } from "./files";
import type { Request } from "./request";
import { timed } from "./timed";

/** Who has what, whose lists are tried, and what is known of the items. */
export interface ListTask {
  readonly community: TripleColumns;
  readonly trialsOf: (data: Interactions) => readonly Trial[];
  readonly tags: ItemTags | undefined;
}

/** Members of the community, some of whose items were held out. */
export async function membersTask(request: Request): Promise<ListTask> {
  const [train, test] = [request.file("train"), request.file("test")];
  const [community, held] = [await readRatings(train), await readRatings(test)];
  return {
    community,
    trialsOf: (data) => trialsWithin(data, held),
    tags: await tagsOf(request),
  };
}

/** People the community has never seen. */
export async function newcomersTask(request: Request): Promise<ListTask> {
  const community = await readRatings(request.file("community"));
  const [input, test] = [request.file("input"), request.file("test")];
  const [brought, held] = [await readRatings(input), await readRatings(test)];
  return {
    community,
    trialsOf: (data) => trialsOfNewUsers(data, brought, held),
    tags: await tagsOf(request),
  };
}

async function tagsOf(request: Request): Promise<ItemTags | undefined> {
  return request.has("tags") ? readTagFile(request.file("tags")) : undefined;
}

/** Quality of the lists of the model that was asked for; nothing is read before that is known. */
export async function evaluateLists(
  request: Request,
  readTask: (request: Request) => Promise<ListTask>,
): Promise<object> {
  const model = request.model("model");
  const settings = parseOptions(model.options, request.settings);
  const { k, ideal } = request;
  const task = await readTask(request);
  const { catalogue, trials, content, lists, fitMs, predictMs } = makeLists(
    task,
    model,
    settings,
    k,
  );
  const quality = rankingQuality(lists, trials, catalogue, { k, ideal, content });
  return { model: model.name, ...quality, fitMs, predictMs };
}

/** Fits a model and makes the list of everyone who is tried. @throws Error when there is nobody */
export function makeLists(
  { community, trialsOf, tags }: ListTask,
  model: Model,
  settings: Settings,
  k: number,
) {
  const [{ data, content, ranker }, fitMs] = timed(() => {
    const data = interactionsOf(community);
    const content = tags && contentOf(tags, data.itemIds);
    return { data, content, ranker: fitRanker(model, data, settings, content) };
  });
  const trials = trialsOf(data);
  if (trials.length === 0) throw new Error("Nobody in the test file has anything to be found.");
  const [lists, predictMs] = timed(() => listsFor(ranker, trials, k));
  return { catalogue: catalogueOf(data), trials, content, lists, fitMs, predictMs };
}
