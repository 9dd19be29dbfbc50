import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Result } from "../../src/base/result";
import { listQuality } from "../../src/recommend/evaluate/metrics";
import { contentOf, readTags, type ItemTags } from "../../src/recommend/evaluate/tags";
import type { Trial } from "../../src/recommend/evaluate/topn";
import { trialsOfNewUsers } from "../../src/recommend/evaluate/trials";
import { readTriples } from "../../src/recommend/evaluate/triples";
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
  "  tags: as for evaluate; the model is ease where none is named";

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
  const read = async (name: "community" | "input" | "test" | "tags"): Promise<Read> => {
    const path = values[name];
    if (path === undefined) throw new Error(`--${name} is missing.\n${usage}`);
    return { path, text: await readFile(path, "utf8") };
  };
  const dials = (values.dial ?? [String(defaultDial)]).map(Number);
  if (!dials.every((dial) => dial >= 0 && dial <= 1)) throw new Error("--dial is 0 to 1.");
  const columns = async (name: "community" | "input" | "test") => {
    return parsed(await read(name), readTriples);
  };
  const data = interactionsOf(await columns("community"));
  const trials = trialsOfNewUsers(data, await columns("input"), await columns("test"));
  const tags = parsed(await read("tags"), readTags);
  const catalogue = catalogueFor(data, tags);
  const model = modelNamed(values.model ?? "ease");
  const ranker = fitRanker(model, data, {}, contentOf(tags, data.itemIds));
  for (const dial of dials) {
    out({ model: model.name, dial, ...measure(trials, ranker, catalogue, dial) });
  }
}

interface Read {
  readonly path: string;
  readonly text: string;
}

/** @throws Error that names the file and the fault */
function parsed<T>({ path, text }: Read, parse: (text: string) => Result<T>): T {
  const result = parse(text);
  if (!result.ok) throw new Error(`${path}: ${result.fault.message}`);
  return result.value;
}

function catalogueFor(data: Interactions, tags: ItemTags): Catalogue {
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
