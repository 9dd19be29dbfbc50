/** Folders that are kept for offline use beside the precached shell, a cache each. */
export const KEPT = /^\/(models|samples|shelf|words)\//;

/** Lazy chunks of the build before this one. */
export const PREVIOUS = "refrain-previous";

/** @param path of a file in a kept folder: "/models/melody@2/weights.bin" */
export function keptCacheOf(path: string): string {
  return `refrain-${KEPT.exec(path)?.[1] ?? "other"}`;
}
