import fc from "fast-check";
import { expect, test } from "vitest";
import { writeJspf } from "../../../src/app/playlist/jspf";
import { writeM3u } from "../../../src/app/playlist/m3u";
import { draftOf, file } from "../import/support";

const plain = "Nina Lane/Low Sun.mp3\r\n..\\Other\\Jóga.flac\r\n\r\n# a remark\r\nc.ogg\r\n";
const extended = [
  "#EXTM3U",
  "#PLAYLIST:Slow mornings",
  "#EXTINF:123,Nina Lane - Low Sun",
  "Nina Lane/Low Sun.mp3",
  "#EXTINF:-1 group=x,Mr. Kite",
  "file:///home/ann/Music/Mr%20Kite.mp3",
].join("\n");

test("a plain list: one file a line, named after its file", async () => {
  const { playlists, format } = await draftOf(file("Lists/Evening.m3u", plain));
  expect(format).toBe("playlist");
  expect(playlists).toEqual([
    {
      name: "Evening",
      folder: "Lists/",
      lines: [
        { path: "Nina Lane/Low Sun.mp3" },
        { path: "..\\Other\\Jóga.flac" },
        { path: "c.ogg" },
      ],
    },
  ]);
});

test("an extended list has names for its files and for itself", async () => {
  const { playlists } = await draftOf(file("a.m3u8", extended));
  expect(playlists?.[0]).toMatchObject({
    name: "Slow mornings",
    lines: [
      { path: "Nina Lane/Low Sun.mp3", artist: "Nina Lane", title: "Low Sun" },
      { path: "/home/ann/Music/Mr Kite.mp3", title: "Mr. Kite" },
    ],
  });
});

test("a list in Windows-1252 keeps its accents", async () => {
  const bytes = Uint8Array.from("J\xf3ga.mp3\n", (letter) => letter.charCodeAt(0));
  const { playlists } = await draftOf(file("a.m3u", bytes));
  expect(playlists?.[0]?.lines).toEqual([{ path: "Jóga.mp3" }]);
});

const list = {
  name: "Winter",
  entries: [
    { artist: "Nina Lane", title: "Low Sun", durationMs: 60_000 },
    { artist: "王菲", title: "红豆" },
  ],
};

test.each([
  ["w.m3u8", writeM3u(list)],
  ["w.jspf", writeJspf(list)],
])("what the app writes as %s comes back", async (name, text) => {
  const { playlists } = await draftOf(file(name, text));
  expect(playlists?.[0]).toMatchObject({
    name: "Winter",
    lines: [
      { artist: "Nina Lane", title: "Low Sun" },
      { artist: "王菲", title: "红豆" },
    ],
  });
});

test("a list that is empty or broken is told, and nothing is kept of it", async () => {
  const draft = await draftOf(
    file("a.m3u", "#EXTM3U\n"),
    file("b.jspf", '{ "playlist": { "track": 3 } }'),
    file("c.m3u", "x.mp3\n"),
  );
  expect(draft.playlists?.map(({ name }) => name)).toEqual(["c"]);
  expect(draft.rejected.map(({ file: name, row }) => [name, row])).toEqual([
    ["a.m3u", 0],
    ["b.jspf", 0],
  ]);
});

test("any text as a list, and any values in one, are read or told", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.jsonValue({ maxDepth: 4 }), async (text, value) => {
      const draft = await draftOf(
        file("a.m3u", `#EXTM3U\n${text}`),
        file("b.jspf", JSON.stringify({ playlist: { title: value, track: [value] } })),
      );
      for (const { name, lines } of draft.playlists ?? []) {
        expect(name.length).toBeGreaterThan(0);
        expect(lines.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 200 },
  );
});
