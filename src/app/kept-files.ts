import { sha256Hex } from "../base/sha256";
import { KEPT, keptCacheOf } from "./caches";

export interface KeptFile {
  /** Path on our origin. */
  readonly url: string;
  readonly bytes: number;
  /** Of the whole file, hexadecimal. */
  readonly sha256: string;
}

const hashHeader = "x-refrain-sha256";

/** The files a build wants kept, out of its offline.json. */
export async function keptListOf(list: Response): Promise<readonly KeptFile[]> {
  const { files } = (await list.json()) as { readonly files: readonly KeptFile[] };
  return files.filter((file) => KEPT.test(file.url));
}

/**
 * Puts every file into the cache of its folder, each checked by length and SHA-256 before it is
 * kept; takes out what no list names any more. A file that fails is left out and named. Runs in the
 * service worker, so that neither the page nor what is kept already stands between it and the server.
 *
 * @param onShare  told after each file, of all bytes, 0–1
 * @returns        a line for each file that could not be kept
 */
export async function keepFiles(
  files: readonly KeptFile[],
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const all = files.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  for (const file of files) {
    signal.throwIfAborted();
    const fault = await keepFile(file, signal);
    if (fault !== undefined) faults.push(fault);
    done += file.bytes;
    onShare(all === 0 ? 1 : done / all);
  }
  if (faults.length === 0) await dropOthers(files);
  return faults;
}

async function keepFile(file: KeptFile, signal: AbortSignal): Promise<string | undefined> {
  const cache = await caches.open(keptCacheOf(file.url));
  const kept = await cache.match(file.url);
  if (kept?.headers.get(hashHeader) === file.sha256) return undefined;
  const response = await fetch(file.url, { signal, cache: "no-store" });
  if (!response.ok) return `${file.url}: ${response.status}`;
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength !== file.bytes || (await sha256Hex(new Uint8Array(bytes))) !== file.sha256) {
    return `${file.url}: not the file that was announced`;
  }
  const headers = new Headers({
    "content-type": response.headers.get("content-type") ?? "application/octet-stream",
    "content-length": String(bytes.byteLength),
    [hashHeader]: file.sha256,
  });
  await cache.put(file.url, new Response(bytes, { headers }));
  return undefined;
}

async function dropOthers(files: readonly KeptFile[]): Promise<void> {
  const wanted = new Set(files.map((file) => file.url));
  for (const name of await caches.keys()) {
    if (!KEPT.test(`/${name.replace(/^refrain-/, "")}/`)) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (!wanted.has(new URL(request.url).pathname)) await cache.delete(request);
    }
  }
}
