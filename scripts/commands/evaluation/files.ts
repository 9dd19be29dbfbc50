import { readFile } from "node:fs/promises";
import { readTags, type ItemTags } from "../../../src/recommend/evaluate/tags";
import { readTriples, type TripleColumns } from "../../../src/recommend/evaluate/triples";
import type { Result } from "../../../src/base/result";

/** @throws Error naming the file and what is wrong with it */
export function readRatings(path: string): Promise<TripleColumns> {
  return readWith(path, readTriples);
}

/** @throws Error naming the file and what is wrong with it */
export function readTagFile(path: string): Promise<ItemTags> {
  return readWith(path, readTags);
}

async function readWith<T>(path: string, read: (text: string) => Result<T>): Promise<T> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    const code = (error as { readonly code?: string }).code;
    throw new Error(code === "ENOENT" ? `${path} does not exist.` : `${path} cannot be read.`);
  });
  const result = read(text);
  if (!result.ok) throw new Error(`${path}: ${result.fault.message}`);
  return result.value;
}
