import { parseArgs } from "node:util";
import type { IdealCut } from "../../../src/recommend/evaluate/metrics";
import type { Model } from "../../../src/recommend/spec";
import { modelOf, spreadSettings, wholeNumber } from "../arguments";

export const usage = [
  "evaluate ratings  --model NAME [--set option=value …] --train F --test F",
  "evaluate ratings  --model NAME [--set option=value …] --folds F",
  "evaluate topn     --model NAME [--set option=value …] --train F --test F [--tags F] [--k K] [--idcg all|min]",
  "evaluate newusers --model NAME [--set option=value …] --community F --input F --test F [--tags F] [--k K] [--idcg all|min]",
  "evaluate newusers --pack F --input F --test F [--k K] [--idcg all|min]",
  "evaluate sweep ratings|topn|newusers --model NAME --set option=a,b,c … FILES [--against NAME] [--against-set option=a,b …] [--seed N]",
  "evaluate --list",
];

type FileName = "train" | "test" | "folds" | "community" | "input" | "tags" | "pack";

/** What was asked for; nothing has been read yet. */
export interface Request {
  /** ratings, topn, newusers or sweep, and what a sweep is of. */
  readonly kinds: readonly string[];
  readonly list: boolean;
  /** @throws Error when the option is missing or the model does not exist */
  readonly model: (option: "model" | "against") => Model;
  readonly settings: readonly string[];
  readonly againstSettings: readonly string[];
  /** @throws Error when the file is missing */
  readonly file: (name: FileName) => string;
  readonly has: (name: FileName | "against") => boolean;
  readonly k: number;
  readonly ideal: IdealCut;
  readonly seed: number;
}

/** @throws Error with a sentence to act on */
export function readRequest(args: readonly string[]): Request {
  const text = { type: "string" } as const;
  const several = { type: "string", multiple: true } as const;
  const { values, positionals } = parseArgs({
    args: spreadSettings(args),
    allowPositionals: true,
    options: {
      list: { type: "boolean" },
      ...{ set: several, "against-set": several },
      ...{ model: text, train: text, test: text, folds: text, community: text, input: text },
      ...{ tags: text, pack: text, k: text, idcg: text, against: text, seed: text },
    },
  });
  const [kind, ...rest] = positionals;
  const extra = kind === "sweep" ? rest[1] : rest[0];
  if (extra !== undefined) throw new Error(`"${extra}" is not understood.\n${usage.join("\n")}`);
  const ideal = values.idcg ?? "min";
  if (ideal !== "all" && ideal !== "min") throw new Error(`--idcg is all or min, not "${ideal}".`);
  return {
    kinds: positionals,
    list: values.list ?? false,
    model: (option) => modelOf(option, values[option]),
    settings: values.set ?? [],
    againstSettings: values["against-set"] ?? [],
    file: (name) => values[name] ?? missing(name),
    has: (name) => values[name] !== undefined,
    k: wholeNumber("k", values.k ?? "10", 1),
    ideal,
    seed: wholeNumber("seed", values.seed ?? "1", 0),
  };
}

function missing(name: string): never {
  throw new Error(`--${name} is missing.\n${usage.join("\n")}`);
}
