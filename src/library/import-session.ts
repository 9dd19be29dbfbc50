import type { ImportDraft } from "../formats/import/draft";
import type { DroppedFile } from "../formats/import/files";
import { byteProgress, describeDraft, withoutKnown } from "../formats/import/preview";
import { readImport } from "../formats/import/read";
import { LibraryError } from "./errors";
import { packFacts } from "./import-pack";
import { writeImport } from "./imports";
import { recentListens } from "./listens";
import { matchPlaylists, type MatchedPlaylist } from "./playlist-match";
import type { Library } from "./schema";
import type { WorkOptions } from "./work";

/** A draft that waits for the person's word. */
interface Waiting {
  readonly draft: ImportDraft;
  readonly playlists: readonly MatchedPlaylist[];
  readonly profileId: string;
}

/** Lines of playlists without a track that are told by name. */
const SHOWN_MISSING = 100;

/** Imports between preview and commit: the page sees what a draft holds, never the draft itself. */
export class ImportSession {
  readonly #library: Library;
  readonly #storage: Pick<StorageManager, "estimate"> | undefined;
  readonly #waiting = new Map<string, Waiting>();

  /** @param storage  asked how much room is left for copies of sound files */
  constructor(library: Library, storage?: Pick<StorageManager, "estimate">) {
    this.#library = library;
    this.#storage = storage;
  }

  /** Reads files and says what they hold; nothing is written. @throws Error with what is wrong */
  async preview(files: readonly DroppedFile[], profileId: string, work: WorkOptions) {
    const total = files.reduce((sum, { blob }) => sum + blob.size, 0);
    const onBytes = byteProgress(total, (share) => work.onProgress?.(share));
    const { signal } = work;
    const result = await readImport(files, { nowMs: Date.now(), signal, onBytes });
    if (!result.ok) throw new Error(result.fault.message);
    const draft = result.value;
    const { audio = [] } = draft;
    const playlists = await matchPlaylists(this.#library, draft.playlists ?? [], audio);
    const previewId = crypto.randomUUID();
    this.#waiting.set(previewId, { draft, playlists, profileId });
    const missing = playlists.flatMap((list) => list.missing);
    return {
      previewId,
      ...describeDraft(draft),
      ...(draft.pack && { pack: await packFacts(this.#library, draft.pack) }),
      ...(audio.length > 0 && {
        room: {
          copied: copiedBytes(draft),
          free: await this.#free(),
          kept: audio.every(({ handle }) => handle !== undefined),
        },
      }),
      ...(missing.length > 0 && {
        missing: { count: missing.length, lines: missing.slice(0, SHOWN_MISSING) },
      }),
    };
  }

  /** Writes a preview: all of it or nothing. @throws LibraryError `quota` before anything is tried */
  async commit(previewId: string, name: string, work: WorkOptions) {
    const waiting = this.#waiting.get(previewId);
    if (waiting === undefined) throw new Error("This preview is gone; import again.");
    const { draft, playlists, profileId } = waiting;
    const free = await this.#free();
    if (free !== undefined && copiedBytes(draft) > free) {
      throw new LibraryError("quota", "quota: these files need more room than the browser allows.");
    }
    const known = await recentListens(this.#library, profileId, Infinity);
    const fresh = withoutKnown(draft, known);
    const input = { ...fresh, playlists: playlists.filter((list) => list.trackIds.length > 0) };
    const written = await writeImport(this.#library, input, { ...work, profileId, name });
    this.#waiting.delete(previewId);
    const playsKnown = draft.listens.length - fresh.listens.length;
    return { importId: written.importId, added: written.added, known: written.known + playsKnown };
  }

  discard(previewId: string): void {
    this.#waiting.delete(previewId);
  }

  /** Bytes the browser still allows; undefined where it does not say. */
  async #free(): Promise<number | undefined> {
    const { quota, usage = 0 } = (await this.#storage?.estimate()) ?? {};
    return quota === undefined ? undefined : Math.max(0, quota - usage);
  }
}

function copiedBytes({ audio = [], art = [] }: ImportDraft): number {
  const copies = audio.filter(({ handle }) => handle === undefined);
  const pictures = art.reduce((sum, picture) => sum + picture.bytes.length, 0);
  return copies.reduce((sum, file) => sum + file.bytes, pictures);
}
