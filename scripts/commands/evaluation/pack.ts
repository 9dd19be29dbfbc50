import { readFile } from "node:fs/promises";
import { readPack } from "../../../src/formats/pack/read";
import { packRanker, weightsByItem } from "../../../src/recommend/pack-ranker";
import { listsFor, rankingQuality } from "../../../src/recommend/evaluate/topn";
import { trialsOfNewUsers } from "../../../src/recommend/evaluate/trials";
import type { Pack } from "../../../src/recommend/pack";
import { mapVector } from "../../../src/recommend/prepare";
import { readRatings, unreadable } from "./files";
import type { Request } from "./request";
import { timed } from "./timed";

/**
 * Quality of the lists that a pack makes for people it has never seen, without its community.
 *
 * @throws Error when the pack cannot be read or knows none of the items
 */
export async function evaluatePack(request: Request): Promise<object> {
  const [input, test] = [request.file("input"), request.file("test")];
  const path = request.file("pack");
  const pack = await readPackAt(path);
  const [brought, held] = [await readRatings(input), await readRatings(test)];
  const [ranker, fitMs] = timed(() => packRanker(pack, weightsByItem(pack.weights)));
  const itemIds = pack.items.map(({ id }) => idInTable(id));
  const known = new Set(itemIds);
  if (!brought.itemIds.some((id) => known.has(id))) {
    throw new Error(`${path} knows none of the items in ${input}; it has ${itemIds[0]}, for one.`);
  }
  const trials = trialsOfNewUsers({ itemIds }, brought, held).map((trial) => ({
    ...trial,
    person: mapVector(trial.person, Math.sign),
  }));
  if (trials.length === 0) throw new Error("Nobody in the test file has anything to be found.");
  const { k, ideal } = request;
  const [lists, predictMs] = timed(() => listsFor(ranker, trials, k));
  const catalogue = { itemIds, users: pack.users, listeners: pack.popularity };
  const quality = rankingQuality(lists, trials, catalogue, { k, ideal });
  return { model: "pack", ...quality, fitMs, predictMs };
}

async function readPackAt(path: string): Promise<Pack> {
  const bytes = await readFile(path).catch((error: unknown) => unreadable(path, error));
  const result = readPack(bytes);
  if (!result.ok) throw new Error(`${path}: ${result.fault.message}`);
  return result.value;
}

/** The id that an item has in the table the pack was made from: what follows `work:<set>|`. */
function idInTable(id: string): string {
  return id.startsWith("work:") ? id.slice(id.indexOf("|") + 1) : id;
}
