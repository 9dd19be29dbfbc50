import type { ItemContent } from "./content";
import type { Interactions } from "./interactions";
import type { Ranker, StarModel } from "./model";

/**
 * What an option takes: one of some words, or a number in a range, its ends included. The least
 * number of all, `Number.MIN_VALUE`, stands for anything above 0.
 */
export type OptionRule =
  | { readonly words: readonly string[] }
  | { readonly least: number; readonly most?: number; readonly whole?: boolean };

export type OptionTable = Readonly<Record<string, OptionRule>>;

/** Options by name, as a person gives them. */
export type Settings = Readonly<Record<string, string | number>>;

/** The options that a table describes, all of them. */
export type OptionsOf<Table extends OptionTable> = {
  readonly [Name in keyof Table]: Table[Name] extends { readonly words: readonly (infer Word)[] }
    ? Word
    : number;
};

/** Whether a model predicts stars or ranks. */
export type Task = "stars" | "topn";

/** All there is to know of a model: what it is called, what can be set, and how it is fitted. */
export interface ModelSpec<Table extends OptionTable> {
  readonly name: string;
  /** Other names it answers to. */
  readonly aliases?: readonly string[];
  readonly options: Table;
  readonly stars?: {
    readonly defaults: OptionsOf<Table>;
    readonly fit: (data: Interactions, options: OptionsOf<Table>) => StarModel;
  };
  readonly topn?: {
    readonly defaults: OptionsOf<Table>;
    readonly fit: (
      data: Interactions,
      options: OptionsOf<Table>,
      content: ItemContent | undefined,
    ) => Ranker;
  };
  /**
   * Defaults that some options bring for others.
   *
   * @throws RangeError when the options contradict each other
   */
  readonly entailed?: (given: Partial<OptionsOf<Table>>, task: Task) => Partial<OptionsOf<Table>>;
}

/** A model whose settings, once checked against its table, need no type. */
export interface Model {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly options: OptionTable;
  readonly tasks: readonly Task[];
  /** The settings with what was left out filled in. @throws RangeError when they contradict */
  readonly complete: (task: Task, given: Settings) => Settings;
  /** @param given  checked against `options` */
  readonly fitStars: (data: Interactions, given: Settings) => StarModel;
  readonly fitRanker: (data: Interactions, given: Settings, content?: ItemContent) => Ranker;
}

/** Makes a model of a spec; settings are trusted to be of its table (`parseOptions`). */
export function defineModel<const Table extends OptionTable>(spec: ModelSpec<Table>): Model {
  const { name, aliases = [], options, stars, topn, entailed } = spec;
  const complete = (task: Task, settings: Settings): OptionsOf<Table> => {
    const { defaults } = required(task === "stars" ? stars : topn, name, task);
    const given = settings as Partial<OptionsOf<Table>>;
    return { ...defaults, ...entailed?.(given, task), ...given };
  };
  return {
    name,
    aliases,
    options,
    tasks: [...(stars ? ["stars" as const] : []), ...(topn ? ["topn" as const] : [])],
    complete: (task, given) => complete(task, given) as Settings,
    fitStars: (data, given) => required(stars, name, "stars").fit(data, complete("stars", given)),
    fitRanker: (data, given, content) =>
      required(topn, name, "topn").fit(data, complete("topn", given), content),
  };
}

function required<T>(part: T | undefined, name: string, task: Task): T {
  if (part) return part;
  throw new RangeError(
    task === "stars"
      ? `The model "${name}" ranks items and predicts no stars.`
      : `The model "${name}" predicts stars and makes no lists.`,
  );
}
