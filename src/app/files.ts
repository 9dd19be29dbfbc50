/** Gives the person a file, under a name every system accepts. @returns the name it got */
export function saveFile(name: string, content: BlobPart, mime: string): string {
  const safe = fileName(name);
  const url = URL.createObjectURL(new Blob([content], { type: mime }));
  const link = document.createElement("a");
  link.href = url;
  link.download = safe;
  link.click();
  // The browser reads the blob after the click; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return safe;
}

/**
 * A name without what Windows, macOS or Linux refuse in one, at most 120 characters long.
 *
 * @example fileName('AC/DC: "Live"?.mid') // "AC_DC_ _Live__.mid"
 */
export function fileName(name: string): string {
  const [, stem = "", extension = ""] = /^(.*?)(\.[A-Za-z0-9]{1,5})?$/su.exec(name) ?? [];
  const safe = stem
    .replace(/[\p{Cc}\\/:*?"<>|]/gu, "_")
    .replace(/^[.\s]+|[.\s]+$/g, "")
    .slice(0, 120);
  return (safe === "" ? "refrain" : safe) + extension;
}
