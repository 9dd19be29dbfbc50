import { foldName } from "../../base/item";
import { foldUnits, isSpaceless, isWordUnit } from "./fold";
import { lexiconOf, type Meaning } from "./lexicon";
import { quantityAt } from "./quantity";
import type { Trie } from "./trie";
import type { Entry, Wish, WordRequest } from "./wish";

/** Lists longer than this are not asked for by words. */
const mostTracks = 500;
const mostMinutes = 24 * 60;

/**
 * Reads requests such as "20 calm songs for studying, no vocals" or "安静的钢琴曲，不要人声，半小时".
 * The longest phrase of the lexicon counts; "not", "no", "不要" and the like turn the wish round
 * that follows, and "or" passes them on. Never throws; takes time in proportion to the text.
 *
 * @param styles  names of styles that the catalogue knows, beside those of the lexicon
 */
export function requestReader(styles: Iterable<string> = []): (text: string) => WordRequest {
  const lexicon = lexiconOf(styles);
  return (text) => new Reading(text.normalize("NFC"), lexicon).read();
}

/** One request while it is read. */
class Reading {
  readonly #text: string;
  readonly #folded: string;
  readonly #lexicon: Trie<Meaning>;
  readonly #wishes = new Map<string, Wish>();
  readonly #unknown = new Set<string>();
  #tracks: number | undefined;
  #minutes: number | undefined;
  /** Where the "not" in force was written; −1 for none. */
  #not = -1;
  /** Whether the last wish was negated, which an "or" passes on. */
  #wasNot = false;
  /** A number without its noun. */
  #waiting: { readonly value: number; readonly text: string } | undefined;

  constructor(text: string, lexicon: Trie<Meaning>) {
    this.#text = text;
    this.#folded = foldUnits(text);
    this.#lexicon = lexicon;
  }

  read(): WordRequest {
    for (let at = 0; at < this.#folded.length;) at = this.#step(at);
    this.#dropWaiting();
    return {
      wishes: [...this.#wishes.values()],
      ...(this.#tracks !== undefined && { tracks: this.#tracks }),
      ...(this.#minutes !== undefined && { minutes: this.#minutes }),
      unknown: [...this.#unknown],
    };
  }

  /** Reads what stands at a place. @returns the next place */
  #step(at: number): number {
    const unit = this.#folded.charAt(at);
    const quantity = isInsideWord(this.#folded, at) ? undefined : quantityAt(this.#folded, at);
    const found = this.#lexicon.longest(this.#folded, at);
    // The longer wins: "8-bit" is a style, "8 songs" a length.
    if (quantity && quantity.end >= (found?.end ?? 0)) {
      if (quantity.is === "wish") this.#wish(quantity.entry, at, quantity.end);
      else if (quantity.is === "number") this.#wait(quantity.value, at, quantity.end);
      else this.#length(quantity.is, quantity.value, at, quantity.end);
      return quantity.end;
    }
    if (found) {
      this.#mean(found.value, at, found.end);
      return found.end;
    }
    if (isWordUnit(unit) || isSpaceless(unit)) return this.#skip(at);
    if (/[,.;:!?，。；：！？\n]/.test(unit)) this.#endNot();
    return at + 1;
  }

  #mean(meaning: Meaning, at: number, end: number): void {
    if (typeof meaning === "object") this.#wish(meaning, at, end);
    else if (meaning === "not") this.#not = at;
    else if (meaning === "join" && this.#wasNot) this.#not = end;
    else if (meaning === "break") this.#endNot();
    else if (meaning === "noun" && this.#waiting) {
      const { value } = this.#waiting;
      this.#waiting = undefined;
      this.#length("tracks", Math.round(value), at, end);
    }
  }

  #wish(entry: Entry, at: number, end: number): void {
    const negated = this.#not >= 0;
    const from = negated ? this.#not : at;
    const key = `${negated ? "not " : ""}${entry.term}`;
    if (!this.#wishes.has(key)) {
      this.#wishes.set(key, {
        text: this.#text.slice(from, end).trim(),
        kind: entry.kind,
        term: entry.term,
        negated,
        targets: entry.targets,
        tags: entry.words.map(foldName),
      });
    }
    this.#not = -1;
    this.#wasNot = negated;
  }

  #length(is: "tracks" | "minutes", value: number, at: number, end: number): void {
    const most = is === "tracks" ? mostTracks : mostMinutes;
    if (!(value > 0 && value <= most)) this.#unknown.add(this.#text.slice(at, end));
    else if (is === "tracks") this.#tracks = value;
    else this.#minutes = Math.min(most, (this.#minutes ?? 0) + value);
  }

  #wait(value: number, at: number, end: number): void {
    this.#dropWaiting();
    this.#waiting = { value, text: this.#text.slice(at, end) };
  }

  #dropWaiting(): void {
    if (this.#waiting) this.#unknown.add(this.#waiting.text);
    this.#waiting = undefined;
  }

  #endNot(): void {
    this.#not = -1;
    this.#wasNot = false;
  }

  /** A word that is not known, or characters up to the next that begin something known. */
  #skip(from: number): number {
    const spaceless = isSpaceless(this.#folded.charAt(from));
    let at = from + 1;
    for (; at < this.#folded.length; at++) {
      const unit = this.#folded.charAt(at);
      if (spaceless ? !isSpaceless(unit) : !isWordUnit(unit) && unit !== "-") break;
      if (spaceless && (this.#lexicon.longest(this.#folded, at) || quantityAt(this.#folded, at)))
        break;
    }
    this.#unknown.add(this.#text.slice(from, at));
    return at;
  }
}

function isInsideWord(text: string, at: number): boolean {
  return isWordUnit(text.charAt(at)) && isWordUnit(text.charAt(at - 1));
}
