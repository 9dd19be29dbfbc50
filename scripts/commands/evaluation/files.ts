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
  const text = await readFile(path, "utf8").catch((error: unknown) => unreadable(path, error));
  const result = read(text);
  if (!result.ok) throw new Error(`${path}: ${result.fault.message}`);
  return result.value;
}

/** @throws Error saying in a sentence why there is nothing to read at a path */
export function unreadable(path: string, error: unknown): never {
  const missing = (error as { readonly code?: string }).code === "ENOENT";
  throw new Error(missing ? `${path} does not exist.` : `${path} cannot be read.`);
}
