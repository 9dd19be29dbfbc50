import { mkdirSync, writeFileSync } from "node:fs";
import { machine } from "../bench/machine";

type Bench = (args: string[]) => Promise<object>;

/** Each benchmark compares with a named peer or baseline in one run. */
const benches: Readonly<Record<string, () => Promise<{ run: Bench }>>> = {
  compose: () => import("../bench/compose"),
  "fold-in": () => import("../bench/fold-in"),
  growth: () => import("../bench/growth"),
  import: () => import("../bench/import"),
  lstm: () => import("../bench/lstm"),
  open: () => import("../bench/open"),
  responsiveness: () => import("../bench/responsiveness"),
  similarity: () => import("../bench/similarity"),
  startup: () => import("../bench/startup"),
  words: () => import("../bench/words"),
};

const [name, ...args] = process.argv.slice(2);
const load = name !== undefined && Object.hasOwn(benches, name) ? benches[name] : undefined;
if (name === undefined || load === undefined) {
  process.stderr.write(`Benchmarks: ${Object.keys(benches).join(", ")}.\n`);
  process.exit(1);
}
const result = await (await load()).run(args);
process.stdout.write(`${JSON.stringify(result, null, args.includes("--json") ? 0 : 2)}\n`);
if (!args.includes("--json")) {
  mkdirSync("bench/results", { recursive: true });
  const record = { bench: name, machine: machine(), ...result };
  writeFileSync(`bench/results/${name}.json`, `${JSON.stringify(record, null, 2)}\n`);
}
