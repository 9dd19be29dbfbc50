import type { DroppedFile } from "../formats/import/files";

/** More files than this in one drop is a slip: a whole disk, not a collection. */
const mostFiles = 10_000;

/**
 * Every file of a drop, folders opened to any depth. To be called in the handler of the drop
 * itself: the list of items is empty afterwards.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly DroppedFile[]> {
  const entries = [...transfer.items]
    .filter((item) => item.kind === "file")
    .map((item) => item.webkitGetAsEntry());
  if (entries.every((entry) => entry === null)) return chosenFiles(transfer.files);
  const files: DroppedFile[] = [];
  for (const entry of entries) if (entry !== null) await collect(entry, files);
  return files;
}

/** The files of a file field, each by its path in the chosen folder. */
export function chosenFiles(list: Iterable<File> | ArrayLike<File>): readonly DroppedFile[] {
  return Array.from(list, (blob) => ({ name: blob.webkitRelativePath || blob.name, blob }));
}

/** What Chromium offers for folders; a folder chosen so is not copied. */
interface Choosing {
  showDirectoryPicker?(options: { id: string; mode: "read" }): Promise<FileSystemDirectoryHandle>;
}

/** Whether a folder can be chosen so that its files stay where they are. */
export function canKeepFolders(): boolean {
  return "showDirectoryPicker" in globalThis;
}

/**
 * Lets the person choose a folder; every file of it with the way back to it.
 * @throws AbortError when they choose none
 */
export async function chooseFolder(): Promise<readonly DroppedFile[]> {
  const choosing = globalThis as Choosing;
  const folder = await choosing.showDirectoryPicker?.({ id: "music", mode: "read" });
  const files: DroppedFile[] = [];
  if (folder) await collectHandles(folder, `${folder.name}/`, folder, files);
  return files;
}

async function collectHandles(
  inner: FileSystemDirectoryHandle,
  path: string,
  folder: FileSystemDirectoryHandle,
  files: DroppedFile[],
): Promise<void> {
  for await (const handle of inner.values()) {
    if (files.length >= mostFiles || handle.name.startsWith(".")) continue;
    if (handle instanceof FileSystemDirectoryHandle) {
      await collectHandles(handle, `${path}${handle.name}/`, folder, files);
    } else if (handle instanceof FileSystemFileHandle) {
      files.push({ name: path + handle.name, blob: await handle.getFile(), handle, folder });
    }
  }
}

async function collect(entry: FileSystemEntry, files: DroppedFile[]): Promise<void> {
  if (files.length >= mostFiles || entry.name.startsWith(".")) return;
  if (entry.isFile) {
    const blob = await fileOf(entry as FileSystemFileEntry);
    files.push({ name: entry.fullPath.replace(/^\//, "") || blob.name, blob });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader gives a folder in parts; an empty part is the end.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0) return;
    for (const inner of part) await collect(inner, files);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
