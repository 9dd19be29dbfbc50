import type { ParseArgsConfig } from "node:util";

export const usage =
  "compose [--type T] [--key K] [--mode M] [--meter 6/8] [--bars N] [--form AABB]\n" +
  '  [--energy low|mid|high] [--motif F] [--chords "G C D7 G"] [--like F…] [--adapter A]\n' +
  "  [--continue F | --infill F | --vary F | --simplify F | --answer F | --rhythm F | --contour F\n" +
  "   | --over F | --convert F] [--bars 5-8] [--amount X] [--lock 5,6]\n" +
  "  [--harmonise] [--arrange STYLE] [--temperature X] [--top-p X] [--device wasm|cpu]\n" +
  "  [--drafts N] --count N --seed S --out F.abc\n" +
  "--bars is how many bars to write, or with a change a range of bars as written, the first being\n" +
  "1; with --continue how many more. --over writes new notes over the chords of F; --convert takes\n" +
  "--mode, --meter or --type. --arrange writes one tune with all its parts as MIDI: --out F.mid.";

const text = { type: "string" } as const;

export const options = {
  type: text,
  key: text,
  mode: text,
  meter: text,
  bars: text,
  form: text,
  energy: text,
  motif: text,
  chords: text,
  like: { type: "string", multiple: true },
  adapter: text,
  continue: text,
  infill: text,
  vary: text,
  simplify: text,
  answer: text,
  rhythm: text,
  contour: text,
  over: text,
  convert: text,
  amount: text,
  lock: text,
  harmonise: { type: "boolean" },
  arrange: text,
  drafts: { type: "string", default: "3" },
  temperature: { type: "string", default: "0.9" },
  "top-p": { type: "string", default: "1" },
  device: { type: "string", default: "wasm" },
  count: { type: "string", default: "1" },
  seed: { type: "string", default: "1" },
  out: text,
} as const satisfies ParseArgsConfig["options"];

/** What was said on the command line. */
export type Values = {
  readonly [Name in Exclude<keyof typeof options, "like" | "harmonise">]?: string;
} & { readonly like?: readonly string[]; readonly harmonise?: boolean };
