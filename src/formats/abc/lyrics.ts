import type { LyricLine, SungSyllable, Ticks, Verse } from "../../music/score";
import { decodeText } from "./text";

/** A note head that can have a syllable: the start of its note (a tied head has its first's), its bar. */
export interface Head {
  readonly tick: Ticks;
  readonly bar: number;
}

/** A `w:` with its continuations, the heads of the music line before it, and which of its `w:` it is. */
interface Block {
  readonly verse: number;
  readonly from: number;
  readonly to: number;
  readonly texts: string[];
}

const MAX_VERSES = 64;
/** Longest text under a note. */
const MAX_TEXT = 100;

/** Signs of a `w:`: blanks, a bar, an empty note, a held note, a hyphen; else a syllable. */
const SIGN = /\s+|[|*_-]|(?:\\.|[^\s|*_\\-]|\\$)+/gy;

/** The `w:` lines of a tune as they come in, each under the line of music before it. */
export class LyricBlocks {
  private readonly blocks: Block[] = [];
  private line = { from: 0, to: 0, verses: 0 };

  /** A line of music was read, with the heads from one count to another. */
  music(from: number, to: number): void {
    if (to > from) this.line = { from, to, verses: 0 };
  }

  words(text: string): void {
    const { from, to, verses } = this.line;
    if (to === from || verses >= MAX_VERSES) return;
    this.blocks.push({ verse: this.line.verses++, from, to, texts: [text] });
  }

  /** `+:`, the same words going on: the writer's sign for a new line of verse. */
  more(text: string): void {
    if (this.line.verses > 0) this.blocks.at(-1)?.texts.push(text);
  }

  /** The verses, once all heads are known. A block of words is a line, as is each continuation. */
  verses(heads: readonly Head[]): readonly Verse[] {
    const verses: LyricLine[][] = [];
    for (const { verse, from, to, texts } of this.blocks) {
      while (verses.length <= verse) verses.push([]);
      const cursor = new Cursor(heads.slice(from, to));
      const lines = texts.map((text) => cursor.line(text)).filter((line) => line.length > 0);
      verses[verse]?.push(...lines);
    }
    return verses.some((lines) => lines.length > 0) ? verses.map((lines) => ({ lines })) : [];
  }
}

/** Goes along the heads of a line of music. */
class Cursor {
  private at = 0;
  private bar: number;

  constructor(private readonly heads: readonly Head[]) {
    this.bar = heads[0]?.bar ?? 0;
  }

  line(text: string): LyricLine {
    const found: { -readonly [Field in keyof SungSyllable]: SungSyllable[Field] }[] = [];
    let before = " ";
    for (const [sign] of text.matchAll(SIGN)) {
      const last = found.at(-1);
      if (sign === "|") {
        this.bar++;
        while (this.at < this.heads.length && (this.heads[this.at] as Head).bar < this.bar)
          this.at++;
      } else if (sign === "*") this.at++;
      else if (sign === "_" || (sign === "-" && /^[\s-]/.test(before))) {
        const head = this.heads[this.at++];
        if (head !== undefined && last !== undefined && head.tick > last.tick)
          last.until = head.tick;
        if (sign === "-" && last !== undefined) last.hyphen = true;
      } else if (sign === "-") {
        if (last !== undefined) last.hyphen = true;
      } else if (sign.trim() !== "") {
        const taken = last?.until ?? last?.tick ?? -1;
        while (this.at < this.heads.length && (this.heads[this.at] as Head).tick <= taken)
          this.at++;
        const head = this.heads[this.at++];
        const words = syllableText(sign);
        if (head !== undefined && words !== "") found.push({ tick: head.tick, text: words });
      }
      before = sign;
    }
    delete found.at(-1)?.hyphen;
    return found;
  }
}

function syllableText(sign: string): string {
  return decodeText(sign.replaceAll("~", " ").replaceAll("\\-", "\\u002d")).slice(0, MAX_TEXT);
}
