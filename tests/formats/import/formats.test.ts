import { describe, expect, test } from "vitest";
import { artistItem, trackItem, workItem } from "../../../src/base/item";
import { draftOf, faultOf, file, rejects, zip } from "./support";
import {
  brainzListen,
  communityRatings,
  extendedEntry,
  hetrec,
  lastfm,
  listenBrainz,
  movieLens,
  ownRatings,
  spotifyAccount,
  spotifyExtended,
  validDrops,
} from "./samples";

const filesOf = (entries: Readonly<Record<string, string>>) =>
  Object.entries(entries).map(([name, text]) => file(name, text));

describe("every format", () => {
  test.each(Object.entries(validDrops))("%s is known by its content", async (format, entries) => {
    const draft = await draftOf(...filesOf(entries));
    expect(draft.format).toBe(format);
    expect(draft.rejectedCount).toBe(0);
  });

  test.each(Object.entries(validDrops))(
    "%s reads the same out of an archive",
    async (_, entries) => {
      const plain = await draftOf(...filesOf(entries));
      const packed = await draftOf(zip("export.zip", { ...entries, "read me.txt": "Hello." }));
      expect({ ...packed, files: [], skipped: {} }).toEqual({ ...plain, files: [], skipped: {} });
      expect(packed.files).toEqual(["export.zip"]);
      expect(packed.skipped["other-file"]).toBe(1);
    },
  );

  test.each(Object.entries(validDrops))("%s reads the same twice", async (_, entries) => {
    expect(await draftOf(...filesOf(entries))).toEqual(await draftOf(...filesOf(entries)));
  });
});

describe("Spotify", () => {
  test("a play begins the time played before its end", async () => {
    const { listens, tracks } = await draftOf(file("a.json", spotifyAccount));
    expect(listens[0]).toMatchObject({
      trackId: trackItem("Mira Sol", "Glass River"),
      artistId: artistItem("Mira Sol"),
      startMs: Date.UTC(2023, 3, 1, 10, 0),
      playedMs: 180_000,
      skipped: false,
      source: "spotify",
    });
    expect(tracks).toHaveLength(4);
  });

  test("several files are one history, and both exports of one play are one play", async () => {
    const draft = await draftOf(
      file("StreamingHistory0.json", spotifyAccount),
      file("Streaming_History_Audio_2023.json", spotifyExtended),
    );
    expect(draft.format).toBe("spotify-account+spotify-extended");
    expect(draft.listens).toHaveLength(5);
    expect(draft.skipped["duplicate-play"]).toBe(2);
  });

  test.each([
    ["a podcast has no track", { master_metadata_track_name: null }, { podcast: 1 }],
    ["a private session stays private", { incognito_mode: true }, { "private-session": 1 }],
  ])("%s", async (_, change, skipped) => {
    const draft = await draftOf(
      file("a.json", JSON.stringify([extendedEntry(change), extendedEntry()])),
    );
    expect(draft.skipped).toEqual(skipped);
    expect(draft.rejectedCount).toBe(0);
    expect(draft.listens).toHaveLength(1);
  });

  test.each([
    ["done", { ms_played: 20_000 }, false],
    ["left after 4 s", { ms_played: 4000, skipped: true, reason_end: "fwdbtn" }, true],
    ["left after 4 s, not flagged", { ms_played: 4000, skipped: null, reason_end: "fwdbtn" }, true],
    ["left after a minute", { ms_played: 60_000, skipped: true, reason_end: "fwdbtn" }, false],
  ])("a skip is a play under 30 s that was left: %s", async (_, change, skipped) => {
    const draft = await draftOf(file("a.json", JSON.stringify([extendedEntry(change)])));
    expect(draft.listens[0]?.skipped).toBe(skipped);
  });

  test.each([0, 1, 1_680_343_400_000, 99_999_999_999, null])(
    "offline_timestamp %s does not move a play",
    async (offline) => {
      const entry = extendedEntry({ offline: true, offline_timestamp: offline });
      const draft = await draftOf(file("a.json", JSON.stringify([entry])));
      expect(draft.listens[0]?.startMs).toBe(Date.UTC(2023, 3, 1, 10, 0, 20));
    },
  );

  test("says what is wrong with an entry, and reads the others", async () => {
    const draft = await draftOf(
      file(
        "a.json",
        JSON.stringify([
          extendedEntry({ ts: "1970-01-01T00:00:00Z" }),
          extendedEntry({ ts: "2031-01-01T00:00:00Z" }),
          extendedEntry({ ts: "yesterday" }),
          extendedEntry({ ms_played: -5 }),
          extendedEntry({ master_metadata_album_artist_name: " " }),
          extendedEntry(),
        ]),
      ),
    );
    expect(rejects(draft)).toEqual([
      '1: "1970-01-01T00:00:00Z" is before 2000 or in the future.',
      '2: "2031-01-01T00:00:00Z" is before 2000 or in the future.',
      '3: "yesterday" is not a time like 2024-03-01T18:05:00Z.',
      '4: "ms_played" is not a time played in milliseconds.',
      "5: The artist name is missing.",
    ]);
    expect(draft.listens).toHaveLength(1);
  });

  test("a file cut off in the middle keeps its whole entries", async () => {
    const cut = spotifyAccount.slice(0, spotifyAccount.indexOf("Slow Train"));
    const draft = await draftOf(file("a.json", cut));
    expect(draft.listens).toHaveLength(2);
    expect(rejects(draft)).toEqual(["3: The file ends in the middle of this entry."]);
  });
});

describe("ListenBrainz", () => {
  test("listened_at is the start; feedback rates the tracks of the listens", async () => {
    const draft = await draftOf(
      zip("listenbrainz.zip", {
        "user.json": '{"user_id": 1, "username": "mira"}',
        "feedback.jsonl":
          '{"score": 1, "recording_msid": "msid-Glass River", "created": 1700000000}\n' +
          '{"score": -1, "recording_mbid": null, "recording_msid": "msid-Paper Moons", "created": 1700000001}\n' +
          '{"score": 1, "recording_msid": "unheard", "created": 1700000001}\n',
        "listens/2023/4.jsonl": listenBrainz,
        "listens/2024/1.jsonl": brainzListen(1_704_110_400, "The Lanterns", "Slow Train"),
      }),
    );
    expect(draft.format).toBe("listenbrainz");
    expect(draft.listens.map(({ startMs }) => startMs)).toEqual([
      1_680_343_200_000, 1_680_343_500_000, 1_680_343_800_000, 1_704_110_400_000,
    ]);
    expect(draft.ratings).toEqual([
      { itemId: trackItem("Mira Sol", "Glass River"), value: 5, timeMs: 1_700_000_000_000 },
      { itemId: trackItem("Mira Sol", "Paper Moons"), value: 1, timeMs: 1_700_000_001_000 },
    ]);
    expect(draft.skipped).toEqual({ "feedback-without-track": 1, "other-file": 1 });
    expect(draft.tracks[0]?.durationMs).toBe(181_000);
  });

  test("a broken line is told with its place among the entries", async () => {
    const draft = await draftOf(
      file("a.jsonl", `${brainzListen(1_680_343_200, "A", "B")}\nnonsense\n{"listened_at": 5}\n`),
    );
    expect(rejects(draft)).toEqual([
      "2: This entry is not a JSON object.",
      "3: The artist name is missing.",
    ]);
  });
});

describe("Last.fm", () => {
  test("without a header, quoted where needed, the time is the start", async () => {
    const draft = await draftOf(file("scrobbles.csv", lastfm));
    expect(draft.listens.map(({ startMs }) => new Date(startMs).toISOString())).toEqual([
      "2023-04-01T10:00:00.000Z",
      "2023-04-01T10:08:00.000Z",
      "2023-04-02T22:36:00.000Z",
    ]);
    expect(draft.tracks[1]?.album).toBe("Tracks, and Ties");
    expect(draft.tracks[2]?.artist).toBe("Óskar Ný");
  });

  test("a header may name the columns in any order", async () => {
    const draft = await draftOf(
      file("a.csv", "uts,utc_time,artist,album,track\n1680343200,x,Mira Sol,Shores,Glass River\n"),
    );
    expect(draft.listens[0]?.startMs).toBe(1_680_343_200_000);
  });

  test("impossible times and missing names are told", async () => {
    const draft = await draftOf(
      file(
        "a.csv",
        "Mira Sol,,Glass River,01 Jan 1970 00:00\nMira Sol,,,01 Apr 2023 10:00\n" +
          "Mira Sol,,Glass River,31 Feb 2023 10:00\nMira Sol,,Glass River\n" +
          "Mira Sol,,Glass River,01 Apr 2023 10:00\n",
      ),
    );
    expect(rejects(draft)).toEqual([
      '1: "01 Jan 1970 00:00" is before 2000 or in the future.',
      "2: The track name is missing.",
      '3: "31 Feb 2023 10:00" is not a time like "01 Mar 2024 18:05".',
      "4: This row has 3 of at least 4 columns.",
    ]);
    expect(draft.listens).toHaveLength(1);
  });
});

describe("ratings", () => {
  test("a table without users is the person's own", async () => {
    const draft = await draftOf(file("mine.csv", ownRatings));
    expect(draft.destination).toBe("mine");
    expect(draft.ratings[0]).toEqual({ itemId: workItem("name", "Glass River"), value: 4.5 });
  });

  test("artist and title make tracks", async () => {
    const draft = await draftOf(
      file(
        "mine.csv",
        "Artist;Title;My Rating\nMira Sol;Glass River;8\nThe Lanterns;Slow Train;3\n",
      ),
    );
    expect(draft.ratings).toEqual([
      { itemId: trackItem("Mira Sol", "Glass River"), value: 4 },
      { itemId: trackItem("The Lanterns", "Slow Train"), value: 1.5 },
    ]);
    expect(draft.tracks.map(({ title }) => title)).toEqual(["Glass River", "Slow Train"]);
  });

  test.each([
    ["comma", ","],
    ["tab", "\t"],
    ["semicolon", ";"],
    ["two colons", "::"],
    ["space", " "],
  ])("several users are a community: %s", async (_, separator) => {
    const text = communityRatings.replaceAll(",", separator);
    for (const form of [text, text.slice(text.indexOf("\n") + 1)]) {
      const { community, destination, read } = await draftOf(file("set.txt", form));
      expect(destination).toBe("community");
      expect(read).toMatchObject({ ratings: 16, users: 4, items: 4 });
      expect(community?.users).toEqual(["ann", "bob", "cat", "dan"]);
      expect(community?.items.map(({ name }) => name)).toEqual(["red", "green", "blue", "grey"]);
      expect([...(community?.userPtr ?? [])]).toEqual([0, 4, 8, 12, 16]);
      expect([...(community?.userIndex ?? [])].slice(0, 4)).toEqual([0, 1, 2, 3]);
      expect([...(community?.userValue ?? [])].slice(0, 4)).toEqual([1, 3, 5, 2]);
      expect([...(community?.itemValue ?? [])].slice(0, 4)).toEqual([1, 4, 2, 5]);
    }
  });

  test("the scale is detected and what is off it told", async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `u${i % 8},i${i},${1 + (i % 5)}`);
    rows.splice(3, 0, 'u1,x,"4,5"', "u1,y,11", "u1,z,good", "u1,w,");
    const draft = await draftOf(file("a.csv", `user,item,rating\n${rows.join("\n")}`));
    expect(rejects(draft)).toEqual([
      '5: "4,5" is not a rating between 1 and 5.',
      '6: "11" is not a rating between 1 and 5.',
      '7: "good" is not a rating between 1 and 5.',
    ]);
    expect(draft.skipped).toEqual({ unrated: 1 });
    expect(draft.community?.scale).toEqual({ kind: "stars", min: 1, max: 5 });
  });

  test("each file of several is named with its own rows", async () => {
    const rows = Array.from({ length: 10 }, (_, i) => `u${i},i${i},${1 + (i % 5)}`).join("\n");
    const draft = await draftOf(
      file("a.csv", `user,item,rating\n${rows}\nx,y,99`),
      file("b.csv", `user,item,rating\nx,z,77\n${rows}`),
    );
    expect(draft.rejected.map(({ file: name, row }) => `${name} ${row}`)).toEqual([
      "a.csv 12",
      "b.csv 2",
    ]);
  });

  test("of two ratings of one pair the later counts, the lower where times are equal", async () => {
    const draft = await draftOf(
      file(
        "a.csv",
        "user,item,rating,time\nu,a,1,1600000009\nu,a,5,1600000001\nv,a,2,1600000000\nv,a,4,1600000000\n",
      ),
    );
    expect([...(draft.community?.userValue ?? [])]).toEqual([1, 4]);
    expect(draft.skipped["duplicate-rating"]).toBe(2);
  });

  test("a fourth column that is no time is left alone; an impossible time is told", async () => {
    const folds = await draftOf(file("a.tsv", "1\t10\t4.0\t4\n2\t10\t3.5\t0\n1\t20\t1\t1\n"));
    expect(folds.read.ratings).toBe(3);
    const timed = await draftOf(
      file("a.csv", "user,item,rating,time\n1,10,4,1600000000\n2,10,3,9999999999\n2,11,3,\n"),
    );
    expect(rejects(timed)).toEqual(['3: "9999999999" is not a possible time of a rating.']);
  });

  test("decimal commas are understood where the comma does not separate", async () => {
    const draft = await draftOf(file("a.csv", "user;item;rating\na;x;4,5\nb;x;3,5\na;y;2\n"));
    expect([...(draft.community?.userValue ?? [])]).toEqual([4.5, 2, 3.5]);
  });

  test("plays of one person are refused with what to do instead", async () => {
    const message = await faultOf(file("a.csv", "artist,plays\nMira Sol,400\nThe Lanterns,20\n"));
    expect(message).toBe(
      "a.csv counts the plays of one person; import the single plays with their times, or ratings.",
    );
  });
});

describe("MovieLens", () => {
  test("films have titles and genres", async () => {
    const { community } = await draftOf(...filesOf(movieLens));
    expect(community?.items).toEqual([
      { id: workItem("movielens", "10"), name: "River, The (1999)", tags: ["Drama", "Music"] },
      { id: workItem("movielens", "20"), name: "Night Bus (2001)" },
    ]);
    expect(community?.scale).toEqual({ kind: "stars", min: 0.5, max: 5 });
  });

  test("the older sets: :: between fields, and u.data with u.item", async () => {
    const million = await draftOf(
      file("ratings.dat", "1::10::5::978300760\n2::10::3::978300761\n2::20::4::978300762\n"),
      file("movies.dat", "10::River, The (1999)::Drama|Music\n20::Night Bus (2001)::Drama\n"),
      file("users.dat", "1::F::1::10::48067\n2::M::56::16::70072\n"),
    );
    expect(million.format).toBe("movielens");
    expect(million.community?.items[0]?.tags).toEqual(["Drama", "Music"]);
    const item = (id: number, title: string) =>
      `${id}|${title}|01-Jan-1995||http://x|${"0|".repeat(18)}1`;
    const hundred = await draftOf(
      file("u.data", "1\t10\t5\t874965758\n2\t10\t3\t876893171\n"),
      file("u1.base", "1\t10\t5\t874965758\n"),
      file("u.item", `${item(10, "River (1995)")}\n${item(20, "Bus (1995)")}\n`),
      file("u.user", "1|24|M|technician|85711\n2|53|F|other|94043\n"),
    );
    expect(hundred.format).toBe("movielens");
    expect(hundred.read).toMatchObject({ ratings: 2, users: 2, items: 1 });
    expect(hundred.community?.items[0]?.name).toBe("River (1995)");
  });
});

describe("HetRec", () => {
  test("plays by artist, spellings joined, tags by how many gave them", async () => {
    const { community, read, skipped } = await draftOf(...filesOf(hetrec));
    expect(community?.items).toEqual([
      { id: artistItem("Mira Sol"), name: "Mira Sol", tags: ["night drive", "folk"] },
      { id: artistItem("The Lanterns"), name: "The Lanterns" },
    ]);
    expect([...(community?.userValue ?? [])]).toEqual([120, 30, 12]);
    expect(read).toMatchObject({ listens: 4, artists: 3, users: 2 });
    expect(skipped).toEqual({ "same-name": 1 });
  });

  test("what is missing is named", async () => {
    const plays = file("user_artists.dat", hetrec["user_artists.dat"]);
    expect(await faultOf(plays)).toBe(
      "artists.dat is missing; drop the whole folder, or the archive it came in.",
    );
  });

  test("faulty rows are told", async () => {
    const plays = `${hetrec["user_artists.dat"]}4\t9\t1\n4\t1\t0\n4\t1\n`;
    const draft = await draftOf(...filesOf({ ...hetrec, "user_artists.dat": plays }));
    expect(rejects(draft)).toEqual([
      '6: Artist "9" is not in artists.dat.',
      '7: "0" is not a count of plays above 0.',
      "8: This row has 2 of 3 columns.",
    ]);
  });
});

describe("a drop that is no import", () => {
  test.each([
    ["nothing", [], "There is no file to import here."],
    ["an empty file", [file("a.csv", "")], "a.csv is empty."],
    [
      "a letter",
      [file("a.txt", "Dear Ann,\nit rains.\n")],
      "a.txt: no sound, listening history or table of ratings that can be read here. Known are MP3, M4A, FLAC, Ogg, Opus, WAV and AIFF, M3U and JSPF, exports of Spotify, Last.fm and ListenBrainz, MovieLens, HetRec and CSV ratings, and packs.",
    ],
    [
      "a history beside a community",
      [file("a.json", spotifyAccount), file("r.csv", communityRatings)],
      "These files do not belong together (a.json, r.csv); import each kind on its own.",
    ],
    [
      "titles alone",
      [file("movies.csv", movieLens["movies.csv"])],
      "movies.csv lists titles; drop the file with the ratings together with it.",
    ],
  ])("%s", async (_, files, message) => {
    expect(await faultOf(...files)).toBe(message);
  });
});
