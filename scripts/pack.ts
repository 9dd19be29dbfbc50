/**
 * Makes a pack, what a community teaches without the community, out of a public set of listens or
 * ratings. Nothing is fetched: the set lies on this machine. docs/packs.md has the whole story.
 */
import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { PACK_EXTENSION } from "../src/formats/pack/layout";
import { readPackFile } from "../src/formats/pack/read";
import { writePack } from "../src/formats/pack/write";
import { makePack } from "./pack/make";
import { partBytes } from "./pack/parts";

const usage =
  "npm run pack -- --from FILE|DIR --out FILE [--items 2000] [--per-item 150] [--lambda 100] " +
  "[--factors 64] [--min-listeners 1] [--kind artist|track] [--liked VALUE] [--name NAME] [--set SET]";

async function run(args: string[]): Promise<object> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args,
    options: {
      ...{ from: text, out: text, kind: text, name: text, set: text, items: text, lambda: text },
      ...{ "per-item": text, factors: text, "min-listeners": text, liked: text },
    },
  });
  const { from, out } = values;
  if (from === undefined || out === undefined)
    throw new Error(`Say from what and to where:\n${usage}`);
  const kind = values.kind ?? "artist";
  if (kind !== "artist" && kind !== "track") {
    throw new Error(`--kind is artist or track, not "${kind}".`);
  }
  const stem = basename(from).replace(/(\.\w+)+$/, "");
  const about = { name: values.name ?? stem, set: values.set ?? stem };
  const liked = values.liked === undefined ? {} : { liked: number(values.liked, "--liked", 0) };
  const { form, pack } = await makePack({
    ...{ from, set: about.set, kind, ...liked },
    items: whole(values.items ?? "2000", "--items", 1),
    perItem: whole(values["per-item"] ?? "150", "--per-item", 0),
    lambda: number(values.lambda ?? "100", "--lambda", Number.MIN_VALUE),
    factors: whole(values.factors ?? "64", "--factors", 0),
    minListeners: whole(values["min-listeners"] ?? "1", "--min-listeners", 1),
    onProgress: tell,
  });
  const bytes = writePack(pack, about);
  const check = readPackFile(bytes);
  if (!check.ok) throw new Error(check.fault.message);
  await writeFile(out.includes(".") ? out : `${out}${PACK_EXTENSION}`, bytes);
  return {
    format: form,
    name: about.name,
    items: pack.items.length,
    users: pack.users,
    weights: pack.weights.index.length,
    bytes: bytes.length,
    parts: partBytes(check.value.sizes),
    sha256: check.value.sha256,
  };
}

function whole(text: string, option: string, least: number): number {
  const value = number(text, option, least);
  if (!Number.isInteger(value)) throw new Error(`${option} is a whole number, not "${text}".`);
  return value;
}

function number(text: string, option: string, least: number): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < least) {
    throw new Error(`${option} is a number of at least ${least}, not "${text}".`);
  }
  return value;
}

function tell(what: string, share: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${what} ${Math.round(share * 100)} %   `);
}

try {
  process.stdout.write(`${JSON.stringify(await run(process.argv.slice(2)))}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
