import { expect, test } from "vitest";
import { artistItem, trackItem } from "../../../src/base/item";
import { matchPack, type MatchableTrack } from "../../../src/formats/pack/match";
import type { PackItem } from "../../../src/recommend/pack";

const track = (artist: string, title: string, more: object = {}): MatchableTrack => ({
  ...{ id: trackItem(artist, title), artist, title },
  ...more,
});
const recording = (artist: string, name: string, more: object = {}): PackItem => ({
  ...{ id: trackItem(artist, name), artist, name },
  ...more,
});

const recordings: PackItem[] = [
  recording("David Bowie", "“Heroes” - 2017 Remaster"),
  recording("Queen feat. David Bowie", "Under Pressure", { isrc: "GBUM71029622" }),
  recording("Björk", "Jóga", { mbid: "d87e52c5-bb8d-4da8-b941-9f4928627dc8" }),
  recording("Queen", "Live Aid"),
];

test.each([
  [
    "the MBID, whatever the name",
    track("?", "?", { mbid: "D87E52C5-BB8D-4DA8-B941-9F4928627DC8" }),
    2,
    "mbid",
  ],
  ["the ISRC, however written", track("?", "?", { isrc: "gb-um7-10-29622" }), 1, "isrc"],
  ["the name, case and accents aside", track("BJORK", "joga"), 2, "name"],
  ["the name without the remaster of the pack", track("David Bowie", "“Heroes”"), 0, "name"],
  ["the name without its own remaster", track("Queen", "Live Aid (Remastered 2011)"), 3, "name"],
  ["the name without guests", track("Queen", "Under Pressure (feat. David Bowie)"), 1, "name"],
])("a track is found by %s", (_name, own, item, by) => {
  const match = matchPack(recordings, [own]);
  expect([...match.items]).toEqual([item]);
  expect(match.by).toMatchObject({ [by]: 1 });
});

test("identifiers come before names, and what is not there is not found", () => {
  const misnamed = track("Queen", "Live Aid", { isrc: "GBUM71029622" });
  const absent = track("Queen", "Innuendo");
  const nameless = track("", "Live Aid");
  const match = matchPack(recordings, [misnamed, absent, nameless]);
  expect([...match.items]).toEqual([1, -1, -1]);
  expect(match.matched).toBe(1);
});

test("in a pack of artists every track meets its artist", () => {
  const artists = ["ABBA", "Sigur Rós"].map((name) => ({ id: artistItem(name), name }));
  const match = matchPack(artists, [
    track("abba", "Waterloo"),
    track("ABBA feat. Cher", "Fernando"),
    track("Sigur Ros", "Hoppípolla"),
    track("Cher", "Believe"),
  ]);
  expect([...match.items]).toEqual([0, 0, 1, -1]);
  expect(match).toMatchObject({ matched: 2, by: { mbid: 0, isrc: 0, name: 0, artist: 3 } });
});

test("an MBID of an artist is not one of a recording", () => {
  const mbid = "d87e52c5-bb8d-4da8-b941-9f4928627dc8";
  const match = matchPack(
    [{ id: artistItem("ABBA"), name: "ABBA", mbid }],
    [track("x", "y", { mbid })],
  );
  expect(match.items[0]).toBe(-1);
});
