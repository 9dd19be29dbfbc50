import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { writeCsv } from "../../../src/app/playlist/csv";
import { lineName, type Playlist, type PlaylistEntry } from "../../../src/app/playlist/entry";
import { writeJspf } from "../../../src/app/playlist/jspf";
import { writeM3u } from "../../../src/app/playlist/m3u";
import { playlistForms } from "../../../src/app/playlist/write";

const list: Playlist = {
  name: "For you",
  entries: [
    { artist: "Nina Simone", title: "Sinnerman", album: "Pastel Blues", durationMs: 622_400 },
    { artist: "AC/DC", reason: 'Because you liked "Motörhead", often' },
  ],
};

const entries: fc.Arbitrary<PlaylistEntry> = fc.record(
  {
    artist: fc.string({ unit: "binary" }),
    title: fc.string({ unit: "binary" }),
    album: fc.string(),
    durationMs: fc.nat(),
    reason: fc.string(),
  },
  { requiredKeys: ["artist"] },
);

describe("M3U", () => {
  test("names length, artist and title, and a file by its usual name", () => {
    expect(writeM3u(list).split("\n")).toEqual([
      "#EXTM3U",
      "#PLAYLIST:For you",
      "#EXTINF:622,Nina Simone - Sinnerman",
      "Nina Simone - Sinnerman.mp3",
      "#EXTINF:-1,AC/DC",
      "AC_DC.mp3",
      "",
    ]);
  });

  test("keeps two lines an entry whatever the names hold", () => {
    fc.assert(
      fc.property(fc.array(entries), (some) => {
        const lines = writeM3u({ name: "n", entries: some }).split(/\r\n|[\n\r\u2028\u2029]/);
        expect(lines).toHaveLength(2 + 2 * some.length + 1);
        const files = lines.slice(2, -1).filter((_, i) => i % 2 === 1);
        for (const file of files) expect(file).toMatch(/^[^#\s].*\.mp3$/u);
      }),
    );
  });
});

describe("JSPF", () => {
  test("is JSON with title, creator, duration and the reason as annotation", () => {
    expect(JSON.parse(writeJspf(list))).toEqual({
      playlist: {
        title: "For you",
        track: [
          {
            title: "Sinnerman",
            creator: "Nina Simone",
            album: "Pastel Blues",
            duration: 622_400,
          },
          { creator: "AC/DC", annotation: 'Because you liked "Motörhead", often' },
        ],
      },
    });
  });
});

describe("CSV", () => {
  test("reads back with another parser, formulas made inert", () => {
    fc.assert(
      fc.property(fc.array(entries, { minLength: 1 }), (some) => {
        const parsed = Papa.parse<string[]>(writeCsv({ name: "n", entries: some }), {
          skipEmptyLines: false,
          newline: "\r\n",
        }).data;
        expect(parsed[0]).toEqual(["artist", "title", "album", "duration_ms", "reason"]);
        some.forEach((entry, i) => {
          const artist = parsed[i + 1]?.[0] ?? "";
          expect(artist).not.toMatch(/^[=+\-@\t\r]/);
          expect(artist.replace(/^'(?=[=+\-@\t\r])/, "")).toBe(entry.artist);
        });
      }),
    );
  });
});

test.each([
  [{ artist: "A", title: "B" }, "A - B"],
  [{ artist: "", title: "B" }, "B"],
  [{ artist: "A\nB", title: "C\u2028D" }, "A B - C D"],
])("the line name of %j", (entry, name) => expect(lineName(entry)).toBe(name));

test("each form writes the same list", () => {
  for (const form of Object.values(playlistForms)) expect(form.write(list)).toContain("Sinnerman");
});
