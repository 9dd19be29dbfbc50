import type { ImportDraft } from "../src/formats/import/draft";
import { byteProgress, describeDraft, withoutKnown } from "../src/formats/import/preview";
import { readImport } from "../src/formats/import/read";
import { undoImport } from "../src/library/import-undo";
import { writeImport } from "../src/library/imports";
import { recentListens } from "../src/library/listens";
import { openLibrary } from "../src/library/open";
import { stockShelf } from "../src/library/stock-shelf";
import type { ImporterApi } from "../src/rpc/contracts/importer";
import { serve } from "../src/rpc/serve";

const library = openLibrary();

/** Drafts wait here between preview and commit; the page sees their counts only. */
const drafts = new Map<string, { readonly draft: ImportDraft; readonly profileId: string }>();

serve<ImporterApi>({
  preview: async ({ files, profileId }, { signal, progress }) => {
    const total = files.reduce((sum, file) => sum + file.size, 0);
    const onBytes = byteProgress(total, (share) => progress({ share, stage: "read" }));
    const dropped = files.map((file) => ({
      name: file.webkitRelativePath || file.name,
      blob: file,
    }));
    const result = await readImport(dropped, { nowMs: Date.now(), signal, onBytes });
    if (!result.ok) throw new Error(result.fault.message);
    const draft = result.value;
    const previewId = crypto.randomUUID();
    drafts.set(previewId, { draft, profileId });
    return { previewId, ...describeDraft(draft) };
  },

  commit: async ({ previewId, name }, { signal, progress }) => {
    const { draft, profileId } =
      drafts.get(previewId) ?? fail("This preview is gone; import again.");
    const known = await recentListens(await library, profileId, Infinity);
    const fresh = withoutKnown(draft, known);
    const onProgress = (share: number) => progress({ share, stage: "write" });
    const options = { profileId, name, signal, onProgress };
    const written = await writeImport(await library, fresh, options);
    drafts.delete(previewId);
    const playsKnown = draft.listens.length - fresh.listens.length;
    return { importId: written.importId, added: written.added, known: written.known + playsKnown };
  },

  discard: ({ previewId }) => void drafts.delete(previewId),
  stock: async ({ artist }) => stockShelf(await library, artist),
  undo: async ({ importId }) => undoImport(await library, importId),
});

function fail(message: string): never {
  throw new Error(message);
}
