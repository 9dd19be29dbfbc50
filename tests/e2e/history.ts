import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeSample } from "../../scripts/make-sample";

const real = "../shared/data/ratings/hetrec2011-lastfm-2k";
const files = ["artists.dat", "user_artists.dat", "tags.dat", "user_taggedartists.dat"];

export interface ListeningFiles {
  readonly paths: readonly string[];
  /** True for the public set, false for the made one of the same form. */
  readonly real: boolean;
}

/** HetRec 2011 Last.fm where it is on this machine, a made set of the same form otherwise. */
export function listeningFiles(): ListeningFiles {
  if (files.every((file) => existsSync(join(real, file)))) {
    return { paths: files.map((file) => join(real, file)), real: true };
  }
  const folder = mkdtempSync(join(tmpdir(), "refrain-sample-"));
  const paths = Object.entries(makeSample(1)).map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  });
  return { paths, real: false };
}
