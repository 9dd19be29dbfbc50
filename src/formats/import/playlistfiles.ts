import { readJspf } from "../playlists/jspf";
import { readM3u } from "../playlists/m3u";
import type { PlaylistFile } from "../playlists/playlist";
import type { LeftOut } from "../text/rows";
import type { ByteSource, ReadContext } from "../text/source";

export interface PlaylistSource {
  readonly source: ByteSource;
  readonly form: "m3u" | "jspf";
}

/** A playlist of a drop and the folder it lay in, from which its paths count. */
export interface PlaylistDraft extends PlaylistFile {
  readonly folder: string;
}

/** Reads the playlists of a drop; one that cannot be read or is empty is told and left out. */
export async function readPlaylists(
  files: readonly PlaylistSource[],
  context: ReadContext,
  left: LeftOut,
): Promise<readonly PlaylistDraft[]> {
  const lists: PlaylistDraft[] = [];
  for (const { source, form } of files) {
    const folder = source.name.slice(0, source.name.lastIndexOf("/") + 1);
    const jspf = form === "jspf" ? await readJspf(source, context) : undefined;
    if (jspf?.ok === false) {
      left.reject(source.name, 0, jspf.fault.message);
      continue;
    }
    const list = jspf?.value ?? (await readM3u(source, context));
    if (list.lines.length > 0) lists.push({ ...list, folder });
    else left.reject(source.name, 0, "This playlist is empty.");
  }
  return lists;
}
