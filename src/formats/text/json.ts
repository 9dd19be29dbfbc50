import { textPieces } from "./lines";
import type { ByteSource, ReadContext } from "./source";

/** A longer entry is no play; the largest real ones are a few KB. Characters. */
const ENTRY_LIMIT = 4 * 1024 * 1024;
/** Deeper nesting is no play either, and would only be there to break a reader. */
const DEPTH_LIMIT = 64;

export interface JsonSink {
  entry(value: Readonly<Record<string, unknown>>, row: number): void;
  broken(row: number, reason: string): void;
}

/**
 * Gives each object of a JSON array, or of JSON values one after the other (JSON Lines), as soon
 * as it is complete: a broken one is told and the next ones still read, and memory stays at one
 * entry. Rows count the entries from 1.
 */
export async function eachJsonObject(
  source: ByteSource,
  context: ReadContext,
  sink: JsonSink,
): Promise<void> {
  const splitter = new ObjectSplitter(sink);
  for await (const piece of textPieces(source, context)) splitter.push(piece);
  splitter.end();
}

const NEWLINE = 10;
const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
const OPEN = 123;

class ObjectSplitter {
  readonly #sink: JsonSink;
  #row = 0;
  /** Nesting inside the present object; 0 between objects. */
  #depth = 0;
  #deepest = 0;
  #inString = false;
  #escaped = false;
  /** The last character outside strings and white space. */
  #last = 0;
  #strayReported = false;
  #parts: string[] = [];
  #length = 0;

  constructor(sink: JsonSink) {
    this.#sink = sink;
  }

  push(piece: string): void {
    let from = 0;
    for (let i = 0; i < piece.length; i++) {
      const code = piece.charCodeAt(i);
      if (this.#depth === 0) {
        if (code === OPEN) from = this.#open(i);
        else if (!isBetween(code)) this.#stray();
      } else if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (code === BACKSLASH) this.#escaped = true;
        else if (code === QUOTE) this.#inString = false;
        else if (code === NEWLINE) this.#giveUp("A quotation mark in this entry is never closed.");
      } else if (code > 32) {
        const last = this.#last;
        this.#last = code;
        if (code === QUOTE) {
          this.#inString = true;
        } else if (code === OPEN && last === COMMA && this.#depth === 1) {
          // `, {` cannot stand in an object: the present one has lost its closing brace.
          this.#sink.broken(this.#row, "The closing brace of this entry is missing.");
          from = this.#open(i);
        } else if (code === OPEN || code === 91) {
          this.#depth++;
          if (this.#depth > this.#deepest) this.#deepest = this.#depth;
        } else if ((code === 125 || code === 93) && --this.#depth === 0) {
          this.#parts.push(piece.slice(from, i + 1));
          this.#close();
        }
      }
    }
    if (this.#depth > 0) this.#keep(piece.slice(from));
  }

  end(): void {
    if (this.#depth > 0) this.#sink.broken(this.#row, "The file ends in the middle of this entry.");
  }

  #open(at: number): number {
    this.#row++;
    this.#depth = 1;
    this.#deepest = 1;
    this.#inString = false;
    this.#escaped = false;
    this.#last = OPEN;
    this.#strayReported = false;
    this.#parts = [];
    this.#length = 0;
    return at;
  }

  #keep(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
    if (this.#length > ENTRY_LIMIT) {
      this.#giveUp("This entry is too long, or its closing brace is missing.");
    }
  }

  /** Tells the present entry broken; what is left of it, up to the next object, is passed over. */
  #giveUp(reason: string): void {
    this.#sink.broken(this.#row, reason);
    this.#depth = 0;
    this.#strayReported = true;
    this.#parts = [];
  }

  #close(): void {
    const text = this.#parts.join("");
    this.#parts = [];
    if (this.#deepest > DEPTH_LIMIT) {
      this.#sink.broken(this.#row, `This entry is nested more than ${DEPTH_LIMIT} levels deep.`);
      return;
    }
    const value = parseObject(text);
    if (value === undefined) this.#sink.broken(this.#row, "This entry is not valid JSON.");
    else this.#sink.entry(value, this.#row);
  }

  /** Text between objects that is no separator: told once for each run of it. */
  #stray(): void {
    if (this.#strayReported) return;
    this.#strayReported = true;
    this.#row++;
    this.#sink.broken(this.#row, "This entry is not a JSON object.");
  }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** White space, commas and the brackets of the outer array. */
function isBetween(code: number): boolean {
  return code <= 32 || code === 44 || code === 91 || code === 93 || code === 0xfeff;
}
