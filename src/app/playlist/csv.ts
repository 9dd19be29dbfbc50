import type { Playlist } from "./entry";

const columns = ["artist", "title", "album", "duration_ms", "reason"] as const;

/**
 * The list as comma-separated values with a header, CRLF between rows.
 *
 * A cell that a spreadsheet would run as a formula gets a leading apostrophe: titles come from
 * files of strangers.
 *
 * @see RFC 4180; OWASP, "CSV Injection"
 */
export function writeCsv(playlist: Playlist): string {
  const rows = playlist.entries.map((entry) => [
    entry.artist,
    entry.title ?? "",
    entry.album ?? "",
    entry.durationMs === undefined ? "" : String(Math.round(entry.durationMs)),
    entry.reason ?? "",
  ]);
  return [columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

function cell(text: string): string {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
