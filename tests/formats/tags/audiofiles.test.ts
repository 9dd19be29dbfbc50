import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { artistItem, trackItem } from "../../../src/base/item";
import { partsOfName } from "../../../src/formats/tags/file-name";
import { audioType, pictureType } from "../../../src/formats/tags/kind";
import { draftOf, faultOf, file, zip } from "../import/support";
import { fixture, tone, tones, untagged } from "./samples";

describe("every kind", () => {
  test.each(tones)("%s tells what it is", async (kind) => {
    const { tracks, audio, format, rejectedCount } = await draftOf(tone(kind));
    expect({ format, rejectedCount }).toEqual({ format: "audio", rejectedCount: 0 });
    expect(tracks[0]).toMatchObject({
      id: trackItem("Mira Sol", "Glasfluß"),
      title: "Glasfluß",
      artist: "Mira Sol",
      artistId: artistItem("Mira Sol"),
      album: "Low Water",
      year: 2019,
      tags: ["folk", "ambient"],
    });
    expect(tracks[0]?.durationMs).toBeGreaterThanOrEqual(600);
    expect(tracks[0]?.durationMs).toBeLessThan(700);
    expect(audio?.[0]).toMatchObject({
      name: `tone.${kind}`,
      bytes: fixture(`tone.${kind}`).length,
    });
  });

  test.each(["mp3", "flac", "ogg", "opus"] as const)(
    "%s has an ISRC, hyphens or not",
    async (kind) => {
      const { tracks } = await draftOf(tone(kind));
      expect(tracks[0]?.isrc).toBe("GBAYE0601498");
    },
  );

  test.each(["mp3", "m4a", "flac"] as const)(
    "%s has its picture, named by its bytes",
    async (kind) => {
      const { art, tracks } = await draftOf(tone(kind));
      const cover = fixture("cover.png");
      const id = createHash("sha256").update(cover).digest("hex");
      expect(art).toEqual([{ id, type: "image/png", bytes: cover }]);
      expect(tracks[0]).toMatchObject({ artId: id });
    },
  );

  test("by its first bytes, whatever its name", async () => {
    const { audio } = await draftOf(tone("flac", "song.mp3"));
    expect(audio?.[0]?.type).toBe("audio/flac");
  });
});

test("one track in two files is one, the first by name", async () => {
  const { audio, skipped } = await draftOf(tone("mp3", "b.mp3"), tone("flac", "a.flac"));
  expect(audio?.map(({ name }) => name)).toEqual(["a.flac"]);
  expect(skipped).toEqual({ "duplicate-file": 1 });
});

test("one file under two names is one", async () => {
  const silent = { "a.wav": untagged(1), "b.wav": untagged(1), "c.wav": untagged(2) };
  const draft = await draftOf(...Object.entries(silent).map(([name, bytes]) => file(name, bytes)));
  expect(draft.audio?.map(({ name }) => name)).toEqual(["a.wav", "c.wav"]);
  expect(draft.skipped).toEqual({ "duplicate-file": 1 });
});

test("without tags the name speaks; without an artist, tracks of one title stay apart", async () => {
  const draft = await draftOf(
    file("Disc 1/03 - Nina Lane - Low Sun.wav", untagged(1)),
    file("a/Track 01.wav", untagged(2)),
    file("b/Track 01.wav", untagged(3)),
  );
  expect(draft.tracks.map(({ artist, title }) => [artist, title])).toEqual([
    ["Nina Lane", "Low Sun"],
    ["", "Track 01"],
    ["", "Track 01"],
  ]);
  expect(new Set(draft.tracks.map(({ id }) => id)).size).toBe(3);
});

test("the picture beside the files is theirs, where they have none of their own", async () => {
  const cover = file("Album/Cover.png", fixture("cover.png"));
  const draft = await draftOf(
    tone("ogg", "Album/1.ogg"),
    file("Other/A - B.wav", untagged(2)),
    cover,
    file("Album/booklet.png", fixture("cover.png")),
  );
  expect(draft.art).toHaveLength(1);
  expect(draft.tracks.map((track) => "artId" in track && track.artId !== undefined)).toEqual([
    true,
    false,
  ]);
  expect(draft.skipped).toEqual({ "other-file": 1 });
});

test("out of an archive, as from a folder", async () => {
  const bytes = Buffer.from(untagged(1)).toString("latin1");
  const packed = await draftOf(zip("album.zip", { "Ann - One.txt": "hello there" }), tone("mp3"));
  expect(packed.skipped).toEqual({ "other-file": 1 });
  expect(bytes.length).toBeGreaterThan(44);
  const { zipSync } = await import("fflate");
  const archive = zipSync({ "Ann - One.wav": untagged(1) }) as Uint8Array<ArrayBuffer>;
  const { audio, tracks } = await draftOf(file("album.zip", archive));
  expect(tracks[0]).toMatchObject({ artist: "Ann", title: "One" });
  expect(new Uint8Array((await audio?.[0]?.blob.arrayBuffer()) ?? [])).toEqual(untagged(1));
});

test.each([
  ["cut within its header", (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, 40)],
  ["with a header alone", (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, 12)],
])("a file %s is told, and the others are read", async (_, cut) => {
  const draft = await draftOf(file("bad.flac", cut(fixture("tone.flac"))), tone("mp3"));
  expect(draft.rejected).toEqual([
    { file: "bad.flac", row: 0, reason: expect.stringMatching(/damaged|no sound/) as string },
  ]);
  expect(draft.audio).toHaveLength(1);
});

test("a drop of files that cannot be read gives a draft with reasons and nothing to write", async () => {
  const draft = await draftOf(file("bad.flac", fixture("tone.flac").slice(0, 12)));
  expect(draft).toMatchObject({ tracks: [], audio: [], art: [], rejectedCount: 1 });
});

test("sounds and a history are two imports", async () => {
  const history = file("r.csv", "user,item,rating\na,x,5\nb,x,4\nb,y,3\n");
  expect(await faultOf(tone("mp3"), history)).toContain("do not belong together");
});

test.each([
  ["Disc 1/03 - Nina Lane - Low Sun.flac", { artist: "Nina Lane", title: "Low Sun" }],
  ["04. Jóga.mp3", { title: "Jóga" }],
  ["99 Luftballons.mp3", { title: "Luftballons" }],
  ["1979.mp3", { title: "1979" }],
  ["Nina_Lane_-_Low_Sun_-_Live.ogg", { artist: "Nina Lane", title: "Low Sun - Live" }],
  [".mp3", { title: ".mp3" }],
  ["王菲 - 红豆.m4a", { artist: "王菲", title: "红豆" }],
])("the name %s", (name, parts) => {
  expect(partsOfName(name)).toEqual(parts);
});

test.each([
  [[0xff, 0xfe, 0x41, 0], undefined],
  [[0xff, 0xfb, 0x90, 0], "audio/mpeg"],
  [[0xff, 0xf1, 0x50, 0], "audio/aac"],
  [[0x7b, 0x22], undefined],
  [[], undefined],
] as const)("bytes %j begin %s", (bytes, type) => {
  expect(audioType(Uint8Array.from(bytes))).toBe(type);
});

test("a script is no picture, whatever its tag says", () => {
  expect(pictureType(new TextEncoder().encode("<svg onload=alert(1)>"))).toBeUndefined();
  expect(pictureType(fixture("cover.png"))).toBe("image/png");
});
