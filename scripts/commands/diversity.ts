import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { listQuality } from "../../src/recommend/evaluate/metrics";
import type { Trial } from "../../src/recommend/evaluate/topn";
import { trialsOfNewUsers } from "../../src/recommend/evaluate/trials";
import { readTriples, type TripleColumns } from "../../src/recommend/evaluate/triples";
import { interactionsOf, type Interactions } from "../../src/recommend/interactions";
import { mixSize, weeklyMix } from "../../src/recommend/mixes/weekly";
import type { Ranker } from "../../src/recommend/model";
import { fitRanker, modelNamed } from "../../src/recommend/models";
import { divergenceOf, stylesOf } from "../../src/recommend/slate/calibration";
import { candidatesOf } from "../../src/recommend/slate/candidates";
import { catalogueOf, type Catalogue, type Tag } from "../../src/recommend/slate/catalogue";
import { communityOf } from "../../src/recommend/slate/community";
import { likenessOf } from "../../src/recommend/slate/damping";
import { defaultDial } from "../../src/recommend/slate/dial";

const usage =
  "diversity --community F --input F --test F --tags F [--model NAME] [--dial D …]\n" +
  "  tags: a file with a header and columns of user, artist, tag (HetRec: user_taggedartists.dat)";

/**
 * What the weekly mix gives up and what it gains against the plain ranking, for people who were
 * held out of the community: one JSON object for each position of the dial.
 */
export async function run(args: string[], out: (result: object) => void): Promise<void> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args,
    options: {
      ...{ community: text, input: text, test: text, tags: text, model: text },
      dial: { type: "string", multiple: true },
    },
  });
  const read = async (name: "community" | "input" | "test" | "tags") => {
    const path = values[name];
    if (path === undefined) throw new Error(`--${name} is missing.\n${usage}`);
    return { path, text: await readFile(path, "utf8") };
  };
  const dials = (values.dial ?? [String(defaultDial)]).map(Number);
  if (!dials.every((dial) => dial >= 0 && dial <= 1)) throw new Error("--dial is 0 to 1.");
  const data = interactionsOf(triples(await read("community")));
  const trials = trialsOfNewUsers(data, triples(await read("input")), triples(await read("test")));
  const catalogue = catalogueFor(data, tagCounts((await read("tags")).text));
  const model = modelNamed(values.model ?? "item-knn");
  const ranker = fitRanker(model, data, {});
  for (const dial of dials) {
    out({ model: model.name, dial, ...measure(trials, ranker, catalogue, dial) });
  }
}

function triples({ path, text }: { readonly path: string; readonly text: string }): TripleColumns {
  const result = readTriples(text);
  if (!result.ok) throw new Error(`${path}: ${result.fault.message}`);
  return result.value;
}

/** How many listeners gave each tag to each item. */
function tagCounts(text: string): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const items = new Map<string, Map<string, number>>();
  for (const line of text.split("\n").slice(1)) {
    const [, item, tag] = line.trim().split("\t");
    if (item === undefined || tag === undefined) continue;
    const tags = items.get(item) ?? new Map<string, number>();
    items.set(item, tags.set(tag, (tags.get(tag) ?? 0) + 1));
  }
  return items;
}

function catalogueFor(
  data: Interactions,
  tags: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Catalogue {
  const { items, itemIds, userIds } = data;
  const community = communityOf(
    { id: "", name: "", simulated: false, itemKind: "artist", scale: { kind: "plays" } },
    {
      itemPtr: items.ptr,
      itemIndex: items.index,
      itemValue: Float32Array.from(items.value),
      items: itemIds.map((id) => ({ id: `artist:${id}`, name: id })),
      users: userIds,
    },
  );
  return catalogueOf(community, (item): readonly Tag[] =>
    Array.from(tags.get(itemIds[item] as string) ?? [], ([name, weight]) => ({ name, weight })),
  );
}

/** Means over people: of the mix, and of the plain ranking beside it. */
function measure(trials: readonly Trial[], ranker: Ranker, catalogue: Catalogue, dial: number) {
  const sums = { mix: new Map<string, number>(), plain: new Map<string, number>() };
  let fewestArtists = mixSize;
  let chooseMs = 0;
  trials.forEach(({ person, relevant, relevantCount }, at) => {
    const known = new Set(person.index);
    const candidates = candidatesOf(ranker.foldIn(person).scores, (item) => !known.has(item));
    const start = performance.now();
    const mix = weeklyMix({
      ...{ catalogue, candidates, taste: person, dial, shown: [], nowMs: 0 },
      ...{ profileId: String(at), week: "2026-W48" },
    });
    chooseMs += performance.now() - start;
    const lists = {
      mix: mix.map(({ item }) => item),
      plain: Array.from(candidates.item.subarray(0, mixSize)),
    };
    fewestArtists = Math.min(fewestArtists, artistsIn(lists.mix, catalogue));
    const wanted = stylesOf(catalogue.styles, person);
    for (const side of ["mix", "plain"] as const) {
      const list = lists[side];
      const hits = list.map((item) => relevant.has(item));
      add(sums[side], {
        ndcg10: listQuality(hits, relevantCount, 10, "min").ndcg,
        ndcg30: listQuality(hits, relevantCount, mixSize, "min").ndcg,
        divergence: divergenceOf(list, wanted, catalogue.styles),
        diversity: diversityOf(list, catalogue),
        novelty: list.reduce((sum, i) => sum + (catalogue.novelty[i] as number), 0) / list.length,
        artists: artistsIn(list, catalogue),
      });
    }
  });
  const means = (sum: ReadonlyMap<string, number>) =>
    Object.fromEntries(Array.from(sum, ([name, total]) => [name, total / trials.length]));
  const [mix, plain] = [means(sums.mix), means(sums.plain)];
  const loss = (name: string) => 1 - (mix[name] as number) / (plain[name] as number);
  return {
    people: trials.length,
    places: mixSize,
    ...{ mix, plain, fewestArtists },
    ...{ ndcg10Loss: loss("ndcg10"), ndcg30Loss: loss("ndcg30") },
    chooseMs: chooseMs / trials.length,
  };
}

function artistsIn(items: readonly number[], { artist }: Catalogue): number {
  return new Set(items.map((item) => artist[item])).size;
}

/** 1 − mean likeness over the pairs of a list. */
function diversityOf(items: readonly number[], { vectors }: Catalogue): number {
  let likeness = 0;
  let pairs = 0;
  items.forEach((a, at) => {
    for (const b of items.slice(at + 1)) {
      likeness += likenessOf(vectors, a, b);
      pairs++;
    }
  });
  return pairs > 0 ? 1 - likeness / pairs : 0;
}

function add(sums: Map<string, number>, values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) sums.set(name, (sums.get(name) ?? 0) + value);
}
