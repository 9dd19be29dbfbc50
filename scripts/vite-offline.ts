import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Plugin } from "vite";

/** Folders of public/ that are kept beside the precached shell, each in a cache of its own. */
export const keptFolders = ["models", "samples", "shelf", "words"] as const;

interface KeptFile {
  readonly url: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A model says itself what its weights must hash to; a build with other weights is refused. */
async function checkModels(root: string, files: readonly KeptFile[]): Promise<void> {
  for (const config of files.filter(({ url }) => /^\/models\/[^/]+\/config\.json$/.test(url))) {
    const { weights } = JSON.parse(await readFile(join(root, config.url), "utf8")) as {
      weights?: { file: string; sha256: string };
    };
    if (weights === undefined) continue;
    const url = config.url.replace("config.json", weights.file);
    const found = files.find((file) => file.url === url);
    if (found?.sha256 !== weights.sha256) {
      throw new Error(`${url} is not the file that ${config.url} describes.`);
    }
  }
}

/** Every file of the kept folders with its length and SHA-256, sorted by address. */
export async function listKeptFiles(root: string): Promise<readonly KeptFile[]> {
  const files: KeptFile[] = [];
  for (const folder of keptFolders) {
    const entries = await readdir(join(root, folder), {
      recursive: true,
      withFileTypes: true,
    }).catch(() => []);
    for (const entry of entries.filter((found) => found.isFile())) {
      const path = join(entry.parentPath, entry.name);
      const bytes = await readFile(path);
      files.push({
        url: "/" + path.slice(root.length).replace(/^\/+/, "").replaceAll("\\", "/"),
        bytes: bytes.byteLength,
        sha256: createHash("sha256").update(bytes).digest("hex"),
      });
    }
  }
  files.sort((a, b) => (a.url < b.url ? -1 : 1));
  await checkModels(root, files);
  return files;
}

/** Emits offline.json: what the app fetches after its first visit, to work without a network. */
export function offlineList(): Plugin {
  return {
    name: "refrain-offline-list",
    apply: "build",
    async generateBundle() {
      const files = await listKeptFiles("public");
      this.emitFile({ type: "asset", fileName: "offline.json", source: JSON.stringify({ files }) });
    },
  };
}
