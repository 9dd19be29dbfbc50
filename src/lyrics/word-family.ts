import { formatArpabet, parseArpabet, type Pronunciation } from "./pronunciation";

/** What is known of a word; undefined for nothing. */
export type Known = (word: string) => readonly Pronunciation[] | undefined;

/** An ending: what a word has instead of it, and the sound that comes to the word. */
interface Ending {
  readonly written: RegExp;
  /** What the word it comes from may end in, likeliest first; "2" is the last letter once only. */
  readonly stems: readonly string[];
  /** Phones after a word with these last phones; undefined when the ending cannot be. */
  readonly sound: (last: string, phones: readonly string[]) => string | undefined;
}

const hissing = new Set(["S", "Z", "SH", "ZH", "CH", "JH"]);
const voiceless = new Set(["P", "T", "K", "F", "TH"]);

const plural = (last: string) => (hissing.has(last) ? "IH0 Z" : voiceless.has(last) ? "S" : "Z");
const past = (last: string) =>
  last === "T" || last === "D"
    ? "IH0 D"
    : voiceless.has(last) || (hissing.has(last) && last !== "Z" && last !== "JH" && last !== "ZH")
      ? "T"
      : "D";
const always = (sound: string) => () => sound;

/** In the order in which they are tried. */
const endings: readonly Ending[] = [
  { written: /'s$/, stems: [""], sound: plural },
  {
    written: /s'$/,
    stems: ["s", ""],
    sound: (last) => (last === "S" || last === "Z" ? "" : plural(last)),
  },
  { written: /in'$/, stems: ["ing"], sound: always("") },
  { written: /'d$/, stems: ["", "e"], sound: past },
  { written: /'ll$/, stems: [""], sound: always("AH0 L") },
  { written: /'ve$/, stems: [""], sound: always("AH0 V") },
  { written: /'re$/, stems: [""], sound: always("ER0") },
  { written: /ies$/, stems: ["y", "ie"], sound: always("Z") },
  { written: /es$/, stems: ["e", ""], sound: plural },
  { written: /s$/, stems: [""], sound: plural },
  { written: /ied$/, stems: ["y"], sound: always("D") },
  { written: /ed$/, stems: ["e", "", "2"], sound: past },
  { written: /ing$/, stems: ["", "e", "2"], sound: always("IH0 NG") },
  { written: /ily$/, stems: ["y"], sound: always("L IY0") },
  { written: /bly$/, stems: ["ble"], sound: always("L IY0") },
  { written: /ly$/, stems: ["", "l"], sound: always("L IY0") },
  { written: /iness$/, stems: ["y"], sound: always("N AH0 S") },
  { written: /ness$/, stems: [""], sound: always("N AH0 S") },
  { written: /less$/, stems: [""], sound: always("L AH0 S") },
  { written: /ful$/, stems: [""], sound: always("F AH0 L") },
  { written: /ment$/, stems: [""], sound: always("M AH0 N T") },
  { written: /ments$/, stems: [""], sound: always("M AH0 N T S") },
  { written: /like$/, stems: [""], sound: always("L AY2 K") },
  { written: /ship$/, stems: [""], sound: always("SH IH2 P") },
];

/** What stands before a word and leaves its sound as it is. */
const beginnings: Readonly<Record<string, string>> = {
  un: "AH0 N",
  non: "N AA0 N",
  over: "OW2 V ER0",
  under: "AH2 N D ER0",
  mis: "M IH0 S",
  mc: "M AH0 K",
};

const SHORTEST = 3; // letters of a word that takes an ending

/** A word that is a known one with an ending or beginning ("singin'", "starless", "o'er"). */
export function familyOf(word: string, known: Known): readonly Pronunciation[] | undefined {
  const elided = elision(word, known);
  if (elided !== undefined) return elided;
  const stemmed = (stem: string) =>
    known(stem) ?? (stem.length > 4 ? familyOf(stem, known) : undefined);
  for (const { written, stems, sound } of endings) {
    const found = written.exec(word);
    if (found === null || found.index < SHORTEST - 1) continue;
    const bare = word.slice(0, found.index);
    const dropped = found[0] === "in'";
    for (const ending of stems) {
      const stem = stemOf(bare, ending);
      const pronunciations = stem === undefined ? undefined : stemmed(stem);
      const made = pronunciations?.flatMap((p) => withEnding(p, sound, dropped));
      if (made !== undefined && made.length > 0) return made;
    }
  }
  for (const [written, sound] of Object.entries(beginnings)) {
    const rest = word.slice(written.length);
    if (!word.startsWith(written) || rest.length < SHORTEST + 1) continue;
    const pronunciations = known(rest);
    if (pronunciations !== undefined)
      return pronunciations.map((p) => read(`${sound} ${formatArpabet(p)}`));
  }
  return undefined;
}

function stemOf(bare: string, ending: string): string | undefined {
  if (ending !== "2") return bare + ending;
  const doubled = bare.length > 2 && bare.at(-1) === bare.at(-2);
  return doubled ? bare.slice(0, -1) : undefined;
}

function withEnding(
  stem: Pronunciation,
  sound: Ending["sound"],
  dropped: boolean,
): readonly Pronunciation[] {
  const text = formatArpabet(stem);
  const phones = text.replace(/\d/g, "").split(" ");
  if (dropped) return [read(text.replace(/NG$/, "N"))];
  const added = sound(phones.at(-1) ?? "", phones);
  if (added === undefined) return [];
  // "simple" gives "simply", "full" gives "fully": one L only, and the vowel before it goes.
  const base = added.startsWith("L")
    ? text.replace(/(?<=[BPTDKGZFSN] )AH0 L$|(?<=.)L$/, "").trim()
    : text;
  return [read(`${base} ${added}`.trim())];
}

/** Shortened words that no rule gives. */
const ownWords: ReadonlyMap<string, string> = new Map([
  ["o'er", "AO1 R"],
  ["e'en", "IY1 N"],
  ["d'you", "JH UW0"],
  ["i'd've", "AY1 D AH0 V"],
  ["t'other", "T AH1 DH ER0"],
]);

/** Letters left out for the metre: "o'er", "heav'n", "ev'ry", "'neath". */
function elision(word: string, known: Known): readonly Pronunciation[] | undefined {
  const shortened = ownWords.get(word);
  if (shortened !== undefined) return [read(shortened)];
  if (!/^'|'[a-z]+$/.test(word) || /'(?:s|d|ll|ve|re|m|t)$/.test(word)) return undefined;
  for (const letter of ["e", "v", "u", "o", "a", "be", "i"]) {
    const full = known(word.replace("'", letter))?.[0];
    if (full === undefined || full.length < 2) continue;
    if (word.startsWith("'")) return [full.slice(1)];
    const texts = formatArpabet(full);
    // The first weak vowel between consonants goes; "V" between vowels takes one of them with it.
    const shorter =
      texts.includes(" V ER0") && letter === "v"
        ? texts.replace(/ V ER0/, " R")
        : texts.replace(/ (?:AH|IH|ER)0(?= )/, (vowel) => (vowel.includes("ER") ? " R" : ""));
    return [read(shorter)];
  }
  return known(word.replaceAll("'", ""));
}

function read(text: string): Pronunciation {
  const result = parseArpabet(text);
  if (!result.ok) throw new RangeError(result.fault.message);
  return result.value;
}
