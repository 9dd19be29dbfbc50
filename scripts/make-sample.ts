import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { pick, randomInt, seededRandom } from "../src/base/random";

/**
 * Makes a small set in the form of HetRec 2011 Last.fm, for tests on machines without the real one.
 * Everything in it is invented: names out of two lists, listeners who keep to one of four circles
 * of taste, play counts that fall off steeply. It says nothing about any real artist or listener.
 *
 * Usage: tsx scripts/make-sample.ts FOLDER [seed]
 */
export function makeSample(seed: number | string): Record<string, string> {
  const random = seededRandom(seed);
  const artists = madeUpNames().slice(0, ARTISTS);
  const circleOf = (artist: number) => artist % tagsByCircle.length;
  const plays: string[] = [];
  const tagged: string[] = [];
  for (let user = 2; user < 2 + LISTENERS; user++) {
    const circle = randomInt(random, tagsByCircle.length);
    const heard = new Set<number>();
    while (heard.size < PLAYED_EACH) {
      const artist = Math.floor(artists.length * random() ** 2);
      if (circleOf(artist) === circle || random() < STRAYING) heard.add(artist);
    }
    for (const artist of heard) {
      plays.push(`${user}\t${artist + 1}\t${Math.ceil(2000 * random() ** 4) + 1}`);
      if (random() > TAGGING) continue;
      const tag = pick(random, tagsByCircle[circleOf(artist)] ?? ["music"]);
      tagged.push(`${user}\t${artist + 1}\t${allTags.indexOf(tag) + 1}\t1\t4\t2009`);
    }
  }
  const link = "http://example.invalid/";
  return {
    "artists.dat": table(
      "id\tname\turl\tpictureURL",
      artists.map((name, n) => `${n + 1}\t${name}\t${link}${n + 1}\t${link}${n + 1}.jpg`),
    ),
    "user_artists.dat": table("userID\tartistID\tweight", plays),
    "tags.dat": table(
      "tagID\ttagValue",
      allTags.map((tag, n) => `${n + 1}\t${tag}`),
    ),
    "user_taggedartists.dat": table("userID\tartistID\ttagID\tday\tmonth\tyear", tagged),
    "readme.txt": "Invented data in the form of HetRec 2011 Last.fm, for tests only.\n",
  };
}

const ARTISTS = 240;
const LISTENERS = 80;
const PLAYED_EACH = 24;
/** Chance to hear an artist of another circle. */
const STRAYING = 0.1;
/** Chance to tag an artist that was heard. */
const TAGGING = 0.3;

const tagsByCircle = [
  ["folk", "acoustic", "fiddle"],
  ["electronic", "ambient", "night"],
  ["rock", "loud", "guitar"],
  ["jazz", "piano", "quiet"],
];
const allTags = tagsByCircle.flat();

/** Every first word with every second one, in an order that mixes both. */
function madeUpNames(): string[] {
  const first =
    "Amber Cobalt Distant Early Fallow Golden Hidden Inland Juniper Kindred Lesser Mellow";
  const second =
    "Anchors Bellows Candles Dunes Embers Ferries Gables Harbours Islands Jetties Kites Ladders " +
    "Meadows Needles Orchards Pilots Quarries Rivers Sailors Tunnels";
  const firsts = first.split(" ");
  const seconds = second.split(" ");
  const count = firsts.length * seconds.length;
  return Array.from({ length: count }, (_, n) => {
    const mixed = (n * 77) % count;
    return `${firsts[mixed % firsts.length]} ${seconds[Math.floor(mixed / firsts.length)]}`;
  });
}

function table(header: string, rows: readonly string[]): string {
  return `${[header, ...rows].join("\n")}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [, , folder, seed = "refrain"] = process.argv;
  if (folder === undefined) throw new Error("Usage: tsx scripts/make-sample.ts FOLDER [seed]");
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(makeSample(seed))) {
    writeFileSync(join(folder, name), text);
  }
}
