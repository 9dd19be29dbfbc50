import { pick, randomInt, seededRandom, type Random } from "../base/random";

/*
 * Titles of tunes that have none: a small grammar of our own words, in the manner of tune books.
 */

// prettier-ignore
const PEOPLE = [
  "Ada", "Bartle", "Cass", "Dorrie", "Ewan", "Fenella", "Greta", "Hob", "Ines", "Jory", "Kit",
  "Lorna", "Merrick", "Nell", "Orla", "Piers", "Quill", "Rowan", "Sabine", "Tam", "Una", "Verity",
  "Wren", "Yarrow",
];
// prettier-ignore
const PLACES = [
  "Alder Bridge", "Brackwater", "Coldharbour", "Drummel Hill", "Eelbrook", "Farley Cross",
  "Gannet Point", "Hazel Lane", "Inchmarrow", "Kelder", "Larkfield", "Marram Sands", "Netherby",
  "Otter Ferry", "Pennywell", "Quayhead", "Rushmere", "Saltmarsh", "Thornholm", "Upper Wick",
  "Windle Moss", "Yellow Gate",
];
// prettier-ignore
const THINGS = [
  "Anchor", "Apron", "Basket", "Bellows", "Boat", "Candle", "Chimney", "Compass", "Creel", "Door",
  "Drum", "Feather", "Ferry", "Garden", "Gate", "Ginger Cat", "Hare", "Harvest", "Heron", "Kettle",
  "Lantern", "Ladder", "Mill", "Moon", "Morning", "Orchard", "Otter", "Path", "Penny", "Pony",
  "Rain", "Ribbon", "River", "Shawl", "Shore", "Spinner", "Stile", "Swallow", "Teapot", "Tide",
  "Weaver", "Window", "Winter", "Wheel",
];
// prettier-ignore
const QUALITIES = [
  "Bright", "Borrowed", "Broken", "Copper", "Crooked", "Early", "Empty", "Far", "Folded", "Gentle",
  "Golden", "Green", "Idle", "Last", "Laughing", "Little", "Lost", "Merry", "New", "Old", "Open",
  "Painted", "Quiet", "Restless", "Silver", "Sleepy", "Turning", "Wandering", "Wild",
];
// prettier-ignore
const ACTIONS = [
  "Across", "Down to", "Home to", "On the Road to", "Out by", "Over to", "Round by", "Up at",
];

const NAMES: Readonly<Record<string, string>> = {
  air: "Air",
  hornpipe: "Hornpipe",
  hymn: "Hymn",
  jig: "Jig",
  march: "March",
  reel: "Reel",
  slipjig: "Slip Jig",
  song: "Song",
  strathspey: "Strathspey",
  waltz: "Waltz",
};

const PATTERNS: readonly ((random: Random, kind: string) => string)[] = [
  (random) => `The ${pick(random, QUALITIES)} ${pick(random, THINGS)}`,
  (random, kind) => `${pick(random, PEOPLE)}'s ${pick(random, QUALITIES)} ${kind}`,
  (random) => `${pick(random, PEOPLE)}'s Farewell to ${pick(random, PLACES)}`,
  (random) => `${pick(random, ACTIONS)} ${pick(random, PLACES)}`,
  (random) => `${pick(random, PEOPLE)}'s ${pick(random, QUALITIES)} ${pick(random, THINGS)}`,
  (random) => `The ${pick(random, THINGS)} and the ${pick(random, THINGS)}`,
  (random) => `The ${pick(random, THINGS)} of ${pick(random, PLACES)}`,
];

/**
 * A title in English, the same for the same seed.
 *
 * @param type    kind of tune, which some titles name; "Tune" where it has no name of its own
 * @param isTaken titles to avoid, as long as another comes up in a few draws
 */
export function titleFor(
  seed: number | string,
  type: string | undefined,
  isTaken: (title: string) => boolean = () => false,
): string {
  const random = seededRandom(`title ${seed}`);
  const kind = NAMES[type ?? ""] ?? "Tune";
  const draw = () =>
    (PATTERNS[randomInt(random, PATTERNS.length)] as (typeof PATTERNS)[number])(random, kind);
  let title = draw();
  for (let again = 0; again < 20 && (isTaken(title) || repeatsWord(title)); again++) title = draw();
  return title;
}

function repeatsWord(title: string): boolean {
  const words = title.split(" ").filter((word) => word.length > 3);
  return new Set(words).size < words.length;
}
