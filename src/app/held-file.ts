import type { AudioFileRow } from "../library/rows";

/** Why a sound file cannot be opened, by what the person can do about it. */
export type FileFault = "file-gone" | "file-locked";

/** The file of a track cannot be had: it is not on this device any more, or not allowed any more. */
export class FileError extends Error {
  override readonly name = "FileError";
  constructor(
    readonly kind: FileFault,
    message: string,
  ) {
    super(message);
  }
}

/** What Chromium adds to handles; other browsers give no handles at all. */
interface Asking {
  queryPermission?(options: { mode: "read" }): Promise<PermissionState>;
  requestPermission?(options: { mode: "read" }): Promise<PermissionState>;
}

/**
 * The file itself. A file that stays in its folder is asked for again after a restart, once for the
 * whole folder; that needs a press just before.
 *
 * @param mayAsk  false where no person waits, as in the background
 * @throws FileError
 */
export async function openHeld(row: AudioFileRow | undefined, mayAsk = true): Promise<Blob> {
  if (row === undefined) throw new FileError("file-gone", "The file is not on this device.");
  const { held, name } = row;
  if (held.as === "copy") return held.blob;
  const asked = held.folder ?? held.handle;
  if (!(await isAllowed(asked, mayAsk))) {
    throw new FileError("file-locked", `"${name}" may not be read.`);
  }
  try {
    const file = await held.handle.getFile();
    return file.type === row.type ? file : file.slice(0, file.size, row.type);
  } catch (error) {
    throw new FileError("file-gone", `"${name}": ${String(error)}`);
  }
}

async function isAllowed(handle: FileSystemHandle, mayAsk: boolean): Promise<boolean> {
  const asking = handle as FileSystemHandle & Asking;
  const mode = { mode: "read" } as const;
  if (((await asking.queryPermission?.(mode)) ?? "granted") === "granted") return true;
  if (!mayAsk) return false;
  // Refused at once where no press came before.
  const said = await asking.requestPermission?.(mode).catch(() => "denied" as const);
  return said === "granted";
}
