import { undoImport } from "../src/library/import-undo";
import { ImportSession } from "../src/library/import-session";
import { openLibrary } from "../src/library/open";
import { stockShelf } from "../src/library/stock-shelf";
import type { ImporterApi } from "../src/rpc/contracts/importer";
import { serve } from "../src/rpc/serve";

const library = openLibrary();
const session = library.then((opened) => new ImportSession(opened, navigator.storage));

serve<ImporterApi>({
  preview: async ({ files, profileId }, { signal, progress }) =>
    (await session).preview(files, profileId, {
      signal,
      onProgress: (share) => progress({ share, stage: "read" }),
    }),
  commit: async ({ previewId, name }, { signal, progress }) =>
    (await session).commit(previewId, name, {
      signal,
      onProgress: (share) => progress({ share, stage: "write" }),
    }),
  discard: async ({ previewId }) => (await session).discard(previewId),
  stock: async ({ artist }) => stockShelf(await library, artist),
  undo: async ({ importId }) => undoImport(await library, importId),
});
