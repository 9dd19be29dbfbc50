import { strToU8, zipSync, type Zippable } from "fflate";
import type { ImportDraft } from "../../../src/formats/import/draft";
import type { DroppedFile } from "../../../src/formats/import/files";
import { readImport } from "../../../src/formats/import/read";
import type { ByteSource, ReadContext } from "../../../src/formats/text/source";

/** The present of every test: 2025-06-01. */
export const NOW_MS = Date.UTC(2025, 5, 1);

export const context: ReadContext = { nowMs: NOW_MS };

export function file(name: string, content: string | Uint8Array<ArrayBuffer>): DroppedFile {
  return { name, blob: new Blob([content]) };
}

export function zip(name: string, entries: Record<string, string>): DroppedFile {
  const tree: Zippable = {};
  for (const [path, text] of Object.entries(entries)) tree[path] = strToU8(text);
  return file(name, zipSync(tree) as Uint8Array<ArrayBuffer>);
}

/** A source that gives its bytes in chunks of `size`, to see every cut. */
export function chunked(name: string, bytes: Uint8Array, size: number): ByteSource {
  return {
    name,
    size: bytes.length,

    read: async function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    },
  };
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** The draft of a drop that must be readable. */
export async function draftOf(...files: DroppedFile[]): Promise<ImportDraft> {
  const result = await readImport(files, context);
  if (!result.ok) throw new Error(result.fault.message);
  return result.value;
}

/** The message of the fault of a drop that must not be readable. */
export async function faultOf(...files: DroppedFile[]): Promise<string> {
  const result = await readImport(files, context);
  if (result.ok) throw new Error(`read as ${result.value.format}`);
  return result.fault.message;
}

/** What a draft says of its rejects, a line each. */
export function rejects(draft: ImportDraft): string[] {
  return draft.rejected.map(({ row, reason }) => `${row}: ${reason}`);
}
