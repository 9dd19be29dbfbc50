import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { foldsOf } from "../../src/recommend/evaluate/folds";
import type { IdealCut } from "../../src/recommend/evaluate/metrics";
import { ratingErrors } from "../../src/recommend/evaluate/ratings";
import { rankingQuality, type Trial } from "../../src/recommend/evaluate/topn";
import { trialsOfNewUsers, trialsWithin } from "../../src/recommend/evaluate/trials";
import { readTriples, type TripleColumns } from "../../src/recommend/evaluate/triples";
import { interactionsOf, type Interactions } from "../../src/recommend/interactions";
import { fitRanker, modelNamed, models } from "../../src/recommend/models";
import { optionList, parseOptions } from "../../src/recommend/parse-options";
import type { Model, Settings, Task } from "../../src/recommend/spec";

const usage = [
  "evaluate ratings  --model NAME [--set option=value …] --train F --test F",
  "evaluate ratings  --model NAME [--set option=value …] --folds F",
  "evaluate topn     --model NAME [--set option=value …] --train F --test F --k K --idcg all|min",
  "evaluate newusers --model NAME [--set option=value …] --community F --input F --test F --k K --idcg all|min",
  "evaluate --list",
];

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
  switch (request.kind) {
    case "ratings":
      out(request.folds ? await overFolds(request) : await ratings(request));
      return;
    case "topn":
      out(await topN(request));
      return;
    case "newusers":
      out(await newUsers(request));
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

interface Request {
  readonly kind: string | undefined;
  readonly list: boolean;
  readonly model: Model;
  readonly settings: Settings;
  readonly file: (name: "train" | "test" | "folds" | "community" | "input") => string;
  readonly folds: boolean;
  readonly k: number;
  readonly ideal: IdealCut;
}

function readRequest(args: string[]): Request {
  const text = { type: "string" } as const;
  const { values, positionals } = parseArgs({
    args: spread(args),
    allowPositionals: true,
    options: {
      list: { type: "boolean" },
      set: { type: "string", multiple: true },
      ...{ model: text, train: text, test: text, folds: text, community: text, input: text },
      ...{ k: text, idcg: text },
    },
  });
  const [kind, ...rest] = positionals;
  if (rest.length > 0) throw new Error(`"${rest[0]}" is not understood.\n${usage.join("\n")}`);
  const list = values.list ?? false;
  const k = Number(values.k ?? 10);
  if (!Number.isInteger(k) || k < 1) throw new Error(`--k must be 1 or more, not "${values.k}".`);
  const ideal = values.idcg ?? "min";
  if (ideal !== "all" && ideal !== "min") {
    throw new Error(`--idcg is all or min, not "${ideal}".`);
  }
  const model = list || kind === undefined ? (models[0] as Model) : modelOf(values.model);
  return {
    kind,
    list,
    model,
    settings: parseOptions(model.options, values.set ?? []),
    file: (name) => values[name] ?? missing(name),
    folds: values.folds !== undefined,
    k,
    ideal,
  };
}

/** One --set may carry several pairs: each gets its own. */
function spread(args: readonly string[]): string[] {
  let setting = false;
  return args.flatMap((arg) => {
    const follows = setting && !arg.startsWith("--");
    setting = arg === "--set" || follows;
    if (arg === "--set") return [];
    return follows ? [`--set=${arg}`] : [arg];
  });
}

function modelOf(name: string | undefined): Model {
  if (name !== undefined) return modelNamed(name);
  throw new Error(`--model is missing; there is ${models.map((model) => model.name).join(", ")}.`);
}

function missing(name: string): never {
  throw new Error(`--${name} is missing.\n${usage.join("\n")}`);
}

async function read(path: string): Promise<TripleColumns> {
  const result = readTriples(await readFile(path, "utf8"));
  if (!result.ok) throw new Error(`${path}: ${result.fault.message}`);
  return result.value;
}

async function ratings({ model, settings, file }: Request): Promise<object> {
  const [train, test] = [await read(file("train")), await read(file("test"))];
  const { errors, fitMs, predictMs } = measureStars(model, settings, train, test);
  return { model: model.name, ...errors, fitMs, predictMs };
}

/** The mean over folds, each being the test once. */
async function overFolds({ model, settings, file }: Request): Promise<object> {
  const runs = foldsOf(await read(file("folds"))).map(({ train, test }) =>
    measureStars(model, settings, train, test),
  );
  const sum = (pick: (run: (typeof runs)[number]) => number) =>
    runs.reduce((total, run) => total + pick(run), 0);
  return {
    model: model.name,
    rmse: sum((run) => run.errors.rmse) / runs.length,
    mae: sum((run) => run.errors.mae) / runs.length,
    n: sum((run) => run.errors.n),
    folds: runs.length,
    fitMs: sum((run) => run.fitMs),
    predictMs: sum((run) => run.predictMs),
  };
}

function measureStars(model: Model, settings: Settings, train: TripleColumns, test: TripleColumns) {
  const [fitted, fitMs] = timed(() => {
    const data = interactionsOf(train);
    return { data, stars: model.fitStars(data, settings) };
  });
  const [errors, predictMs] = timed(() => ratingErrors(fitted.stars, fitted.data, test));
  return { errors, fitMs, predictMs };
}

async function topN(request: Request): Promise<object> {
  const [train, test] = [await read(request.file("train")), await read(request.file("test"))];
  return measureList(request, train, (data) => trialsWithin(data, test));
}

async function newUsers(request: Request): Promise<object> {
  const community = await read(request.file("community"));
  const [input, test] = [await read(request.file("input")), await read(request.file("test"))];
  return measureList(request, community, (data) => trialsOfNewUsers(data, input, test));
}

function measureList(
  { model, settings, k, ideal }: Request,
  train: TripleColumns,
  trialsOf: (data: Interactions) => readonly Trial[],
): object {
  const [fitted, fitMs] = timed(() => {
    const data = interactionsOf(train);
    return { data, ranker: fitRanker(model, data, settings) };
  });
  const trials = trialsOf(fitted.data);
  const [quality, predictMs] = timed(() =>
    rankingQuality(fitted.ranker, fitted.data, trials, { k, ideal }),
  );
  return { model: model.name, ...quality, fitMs, predictMs };
}

function timed<T>(work: () => T): [result: T, ms: number] {
  const start = performance.now();
  const result = work();
  return [result, Math.round(performance.now() - start)];
}
