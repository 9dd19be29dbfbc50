import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseMidi } from "midi-file";
import { writeAbc } from "../../src/formats/abc/write";
import { tunes } from "../fixtures/music/tunes";
import { unfold } from "../../src/music/unfold";

const judge = "abc2midi";
const present = spawnSync(judge, ["-ver"]).error === undefined;

test.runIf(present).each(tunes.map((tune) => [tune.title, tune] as const))(
  "abc2midi plays the same notes: %s",
  (_, score) => {
    const folder = mkdtempSync(join(tmpdir(), "refrain-abc-"));
    try {
      writeFileSync(join(folder, "t.abc"), writeAbc(score));
      const said = execFileSync(judge, ["t.abc", "1", "-o", "t.mid"], {
        cwd: folder,
        encoding: "utf8",
      });
      expect(said).not.toMatch(/error/i);
      const midi = parseMidi(readFileSync(join(folder, "t.mid")));
      const pitches = midi.tracks
        .flat()
        .filter((event) => event.type === "noteOn" && event.velocity > 0 && event.channel === 0)
        .map((event) => (event.type === "noteOn" ? event.noteNumber : 0));
      expect(pitches).toEqual(unfold(score).parts[0]?.notes.map((note) => note.pitch));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
