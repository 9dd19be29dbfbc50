import { DuckDBInstance } from "@duckdb/node-api";
import { existsSync } from "node:fs";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { makePack, type MakeOptions } from "../../scripts/pack/make";
import { writePack } from "../../src/formats/pack/write";
import type { Pack } from "../../src/recommend/pack";

async function folderOf(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "refrain-test-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

function make(from: string, more: Partial<MakeOptions> = {}) {
  return makePack({
    ...{ from, set: "set", kind: "artist", minListeners: 1, items: 100, perItem: 10, lambda: 1 },
    ...{ factors: 2, onProgress: () => undefined },
    ...more,
  });
}

/** What a pack says of each item, a line each. */
function told({ items, popularity }: Pack): string[] {
  return items.map(({ id, name, artist, mbid, isrc, tags }, n) =>
    [id, name, artist, mbid, isrc, tags?.join("+"), popularity[n]].filter((x) => x).join(" · "),
  );
}

const mbid = "d87e52c5-bb8d-4da8-b941-9f4928627dc8";
const listen = (user: number, artist: string, title: string, more: object = {}) =>
  JSON.stringify({
    ...{ user_id: user, user_name: `u${user}`, timestamp: 1, recording_msid: "x" },
    track_metadata: { artist_name: artist, track_name: title, additional_info: {}, ...more },
  });
const brainz = [
  listen(1, "ABBA", "Waterloo", { mbid_mapping: { artist_mbids: [mbid], recording_mbid: mbid } }),
  listen(1, "Abba", "Waterloo"),
  listen(1, "ABBA", "Waterloo"),
  listen(2, "ABBA", "Fernando", { additional_info: { isrc: "SEAYD7601020" } }),
  listen(2, "Sigur Rós", "Hoppípolla"),
  "this line is broken",
].join("\n");

test("a ListenBrainz dump becomes artists, spellings joined, or tracks", async () => {
  const folder = await folderOf({ "listens/2024/1.listens": brainz, "README.txt": "About." });
  const { form, pack } = await make(folder);
  expect(form).toBe("listenbrainz");
  expect(pack.users).toBe(2);
  expect(told(pack)).toEqual([
    `artist:abba · ABBA · ${mbid} · 2`,
    "artist:sigur ros · Sigur Rós · 1",
  ]);
  expect(told((await make(folder, { kind: "track" })).pack)).toEqual([
    "track:abba|fernando · Fernando · ABBA · SEAYD7601020 · 1",
    `track:abba|waterloo · Waterloo · ABBA · ${mbid} · 1`,
    "track:sigur ros|hoppipolla · Hoppípolla · Sigur Rós · 1",
  ]);
});

test("compressed dumps are read as they are, .gz and .zst", async () => {
  const folder = await folderOf({ "a.jsonl": brainz, "b.jsonl.gz": gzipSync(brainz) });
  const db = await (await DuckDBInstance.create()).connect();
  await db.run(
    `COPY (SELECT line FROM read_csv('${folder}/a.jsonl', header = false, delim = '\\x01', quote = '', columns = {line: 'VARCHAR'})) TO '${folder}/c.jsonl.zst' (FORMAT csv, HEADER false, DELIMITER '\\x01', QUOTE '', ESCAPE '', COMPRESSION zstd)`,
  );
  db.closeSync();
  const plain = told((await make(join(folder, "a.jsonl"))).pack);
  expect(told((await make(join(folder, "b.jsonl.gz"))).pack)).toEqual(plain);
  expect(told((await make(join(folder, "c.jsonl.zst"))).pack)).toEqual(plain);
});

test("Last.fm 360K: listener, MBID, artist, plays", async () => {
  const user = (letter: string) => letter.repeat(40);
  const rows = [
    `${user("a")}\t${mbid}\tABBA\t120`,
    `${user("b")}\t\tabba\t3`,
    `${user("b")}\t\tthe "quoted\t7`,
    `${user("c")}\t${mbid}\tABBA\t0`,
  ];
  const folder = await folderOf({ "usersha1-artmbid-artname-plays.tsv": rows.join("\n") });
  const { form, pack } = await make(folder);
  expect(form).toBe("lastfm-360k");
  expect(told(pack)).toEqual([
    `artist:abba · ABBA · ${mbid} · 2`,
    'artist:the "quoted · the "quoted · 1',
  ]);
});

test("HetRec: plays, names and the tags that most listeners gave", async () => {
  const folder = await folderOf({
    "artists.dat": "id\tname\turl\tpictureURL\n1\tABBA\tu\tp\n2\tCher\tu\tp\n",
    "tags.dat": Buffer.from("tagID\ttagValue\n1\tpop\n2\tm\u00fasica\n", "latin1"),
    "user_artists.dat": "userID\tartistID\tweight\n5\t1\t10\n6\t1\t3\n6\t2\t1\n",
    "user_taggedartists.dat":
      "userID\tartistID\ttagID\tday\tmonth\tyear\n5\t1\t2\t1\t4\t2009\n6\t1\t2\t1\t4\t2009\n6\t1\t1\t1\t4\t2009\n",
    "user_friends.dat": "userID\tfriendID\n5\t6\n",
  });
  const { form, pack } = await make(folder);
  expect(form).toBe("hetrec");
  expect(told(pack)).toEqual(["artist:abba · ABBA · música+pop · 2", "artist:cher · Cher · 1"]);
  await rm(join(folder, "tags.dat"));
  await expect(make(folder)).rejects.toThrow("tags.dat is missing");
});

test.each([
  {
    "movies.csv":
      'movieId,title,genres\n1,"Amélie, le film",Comedy|Romance\n2,Heat,(no genres listed)\n',
    "ratings.csv":
      "userId,movieId,rating,timestamp\n1,1,4.5,964982703\n2,1,3.5,964982703\n2,2,5.0,964982703\n1,2,1.0,964982703\n",
  },
  {
    "movies.dat": Buffer.from("1::Amélie, le film::Comedy|Romance\n2::Heat::\n", "latin1"),
    "ratings.dat":
      "1::1::5::978300760\n2::1::4::978300760\n2::2::5::978300760\n1::2::1::978300760\n",
    "users.dat": "1::F::1::10::48067\n2::M::56::16::70072\n",
  },
])("MovieLens, either form: films liked from 3.5 of 5", async (files) => {
  const { form, pack } = await make(await folderOf(files));
  expect(form).toBe("movielens");
  expect(told(pack)).toEqual([
    "work:set|1 · Amélie, le film · Comedy+Romance · 2",
    "work:set|2 · Heat · 1",
  ]);
});

test.each([
  [
    "ids and plays",
    "u1\t7\t300\nu2\t7\t4\nu2\t12\t1\n",
    ["work:set|12 · 12 · 1", "work:set|7 · 7 · 2"],
  ],
  ["pairs of numbers", "1\t7\n2\t7\n2\t12\n", ["work:set|12 · 12 · 1", "work:set|7 · 7 · 2"]],
  [
    "names of artists",
    "user,artist,plays\nann,Björk,5\nbob,bjork,1\n",
    ["artist:bjork · Björk · 2"],
  ],
  [
    "tracks with artists",
    "user,artist,title,plays\nann,ABBA,Waterloo,5\nbob,abba,waterloo,1\n",
    ["track:abba|waterloo · Waterloo · ABBA · 2"],
  ],
])("any table of %s", async (_name, text, expected) => {
  const folder = await folderOf({ "table.txt": text });
  const { form, pack } = await make(join(folder, "table.txt"));
  expect(form).toBe("triples");
  expect(told(pack)).toEqual(expected);
});

test("what goes together has weight, and a pack of the same set is the same to the byte", async () => {
  const rows = ["1\ta", "1\tb", "2\ta", "2\tb", "3\tc", "3\td", "4\tc", "4\td", "5\ta", "5\tb"];
  const folder = await folderOf({ "pairs.tsv": rows.join("\n") });
  const { pack } = await make(folder, { perItem: 1 });
  const { ptr, index, value, scale } = pack.weights;
  expect([...ptr]).toEqual([0, 1, 2, 3, 4]);
  expect([...index]).toEqual([1, 0, 3, 2]);
  // b_ab = n_ab / (n + λ) for two items that are always together: 3 / 4 and 2 / 3.
  [0.75, 0.75, 2 / 3, 2 / 3].forEach((weight, t) => {
    expect((value[t] as number) * (scale[t] as number)).toBeCloseTo(weight, 6);
  });
  expect(writePack((await make(folder, { perItem: 1 })).pack)).toEqual(writePack(pack));
});

test("items need as many listeners as were asked for", async () => {
  const folder = await folderOf({ "pairs.tsv": "1\ta\n2\ta\n2\tb\n" });
  expect(told((await make(folder, { minListeners: 2 })).pack)).toEqual(["work:set|a · a · 2"]);
  await expect(make(folder, { minListeners: 3 })).rejects.toThrow("--min-listeners");
});

test("what is absent, packed up or unknown is told in a sentence", async () => {
  const folder = await folderOf({
    "note.txt": "Nothing here.\n",
    "dump.tar.zst": "x",
    "b.bin": Uint8Array.of(0, 1, 2),
  });
  await expect(make(join(folder, "absent.tsv"))).rejects.toThrow("does not exist");
  await expect(make(join(folder, "dump.tar.zst"))).rejects.toThrow("unpack it");
  await expect(make(folder)).rejects.toThrow("holds no listens or ratings that are known");
});

const hetrec = "../shared/data/ratings/hetrec2011-lastfm-2k";
test.runIf(existsSync(hetrec))("names, tags and popularity of all HetRec take 200 kB", async () => {
  const { pack } = await make(hetrec, { items: 100, perItem: 10, lambda: 100, factors: 0 });
  expect(pack.items.length).toBeGreaterThan(17_000);
  expect(pack.users).toBe(1_892);
  expect(writePack(pack).length).toBeLessThan(220_000);
});
