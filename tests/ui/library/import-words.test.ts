import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en";
import { formatFor } from "../../../src/i18n/format";
import { countsText, filesText, formatName, skipName } from "../../../src/ui/library/import-words";

test.each([
  ["hetrec", "HetRec Last.fm 2011"],
  ["spotify-account+lastfm-csv", "Spotify account history + Last.fm history"],
  ["toString", "toString"],
])("the format %s is called %s", (format, name) => expect(formatName(en, format)).toBe(name));

test("reasons to leave a row out have words, unknown ones too", () => {
  expect(skipName(en, "private-session")).toBe("Private sessions");
  expect(skipName(en, "constructor")).toBe("Other");
});

test("counts name only what there is", () => {
  const none = { listens: 0, ratings: 0, tracks: 0, artists: 0, communityEntries: 0 };
  const format = formatFor("en");
  expect(countsText(en, format, none)).toBe("");
  expect(countsText(en, format, { ...none, listens: 1200, artists: 1 })).toBe(
    "1,200 plays and 1 artist",
  );
});

test.each([
  [["a.csv", "b.csv"], "a.csv, b.csv"],
  [["M/1.mp3", "M/2.mp3", "M/x/3.mp3", "M/4.mp3", "M/5.mp3"], "M/"],
  [["1.mp3", "2.mp3", "3.mp3", "4.mp3", "5.mp3"], "1.mp3, 2.mp3, 3.mp3, 4.mp3 …"],
])("%j are told as %s", (files, text) => expect(filesText(files)).toBe(text));

test("files and playlists are counted where there are any", () => {
  const none = { listens: 0, ratings: 0, tracks: 0, artists: 0, communityEntries: 0 };
  const added = { ...none, tracks: 2, audioFiles: 2, playlists: 1 };
  expect(countsText(en, formatFor("en"), added)).toBe("2 tracks, 2 files, and 1 playlist");
});
