import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepFiles, type KeptFile } from "../../src/app/kept-files";

const served = new Map<string, Uint8Array<ArrayBuffer>>();
const asked: string[] = [];
const never = new AbortController().signal;
const quiet = () => undefined;

async function announce(url: string, bytes: Uint8Array<ArrayBuffer>): Promise<KeptFile> {
  served.set(url, bytes);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { url, bytes: bytes.length, sha256 };
}

async function kept(url: string): Promise<number[] | undefined> {
  const response = await caches.match(url);
  return response && [...new Uint8Array(await response.arrayBuffer())];
}

beforeEach(() => {
  vi.stubGlobal("fetch", (address: string) => {
    const url = address.split("?")[0] ?? "";
    asked.push(url);
    const bytes = served.get(url);
    return Promise.resolve(bytes ? new Response(bytes) : new Response(null, { status: 404 }));
  });
});

afterEach(async () => {
  vi.unstubAllGlobals();
  served.clear();
  asked.length = 0;
  for (const name of await caches.keys()) await caches.delete(name);
});

test("whole files are kept, in the cache of their folder, and never fetched twice", async () => {
  const files = [
    await announce("/models/m@1/weights.bin", Uint8Array.of(1, 2, 3)),
    await announce("/samples/c4.mp3", Uint8Array.of(4, 5)),
  ];
  const shares: number[] = [];
  expect(await keepFiles(files, never, (share) => void shares.push(share))).toEqual([]);
  expect(await keepFiles(files, never, quiet)).toEqual([]);
  expect(asked).toEqual(["/models/m@1/weights.bin", "/samples/c4.mp3"]);
  expect(shares).toEqual([0.6, 1]);
  expect(await kept("/models/m@1/weights.bin")).toEqual([1, 2, 3]);
  expect((await caches.keys()).sort()).toEqual(["refrain-models", "refrain-samples"]);
});

test.each([
  ["with a flipped bit", Uint8Array.of(1, 2, 2)],
  ["cut short", Uint8Array.of(1, 2)],
  ["too long", Uint8Array.of(1, 2, 3, 4)],
])("a file %s is named and not kept; the next time it may be whole", async (_name, arrived) => {
  const file = await announce("/models/m@1/weights.bin", Uint8Array.of(1, 2, 3));
  served.set(file.url, arrived);
  expect(await keepFiles([file], never, quiet)).toEqual([
    "/models/m@1/weights.bin: not the file that was announced",
  ]);
  expect(await kept(file.url)).toBeUndefined();
  served.set(file.url, Uint8Array.of(1, 2, 3));
  expect(await keepFiles([file], never, quiet)).toEqual([]);
  expect(await kept(file.url)).toEqual([1, 2, 3]);
});

test("a new version replaces the old; what no list names goes, once all is whole", async () => {
  const one = await announce("/models/m@1/weights.bin", Uint8Array.of(1));
  const shelf = await announce("/shelf/shelf.json", Uint8Array.of(7));
  await keepFiles([one, shelf], never, quiet);
  const newShelf = await announce("/shelf/shelf.json", Uint8Array.of(8, 9));
  const two = await announce("/models/m@2/weights.bin", Uint8Array.of(2));
  served.delete(two.url);
  expect(await keepFiles([newShelf, two], never, quiet)).toEqual(["/models/m@2/weights.bin: 404"]);
  expect(await kept(shelf.url)).toEqual([8, 9]);
  expect(await kept(one.url)).toEqual([1]);
  served.set(two.url, Uint8Array.of(2));
  expect(await keepFiles([newShelf, two], never, quiet)).toEqual([]);
  expect(await kept(one.url)).toBeUndefined();
});

test("stopped, it stops", async () => {
  const stop = new AbortController();
  const files = [
    await announce("/models/a", Uint8Array.of(1)),
    await announce("/models/b", Uint8Array.of(2)),
  ];
  await expect(keepFiles(files, stop.signal, () => stop.abort())).rejects.toThrow();
  expect(asked).toEqual(["/models/a"]);
});
