import { chunksOf, isWordChunk, joinPieces } from "./text";

/** What config.json of a words model says of its vocabulary, under `architecture`. */
export interface Vocabulary {
  /** The string of each token; of special ones their name in angle brackets. */
  readonly pieces: readonly string[];
  /** Pairs of pieces that become one, by rank. */
  readonly merges: readonly (readonly [string, string])[];
  /** Tokens that stand for no text, by name. */
  readonly special: Readonly<Record<string, number>>;
}

/** Lines as tokens, and back. */
export interface Tokenizer {
  /**
   * Tokens of a line, which is normalised first. Every word is encoded with a leading space; what
   * the model has no character for is left out.
   */
  encode(text: string): number[];
  /**
   * The canonical line that tokens stand for; special tokens stand for nothing.
   *
   * @throws RangeError when there is no such token
   */
  decode(tokens: readonly number[]): string;
  readonly pieces: readonly string[];
  readonly special: Readonly<Record<string, number>>;
}

/**
 * Byte pair encoding within words (docs/formats/verse-tokens.md).
 *
 * @throws RangeError when a merge gives what is no piece, or two pieces are the same
 * @see Sennrich, Haddow and Birch, "Neural machine translation of rare words …", ACL 2016
 */
export function openTokenizer({ pieces, merges, special }: Vocabulary): Tokenizer {
  const numbers = new Map(pieces.map((piece, token) => [piece, token]));
  if (numbers.size < pieces.length)
    throw new RangeError("two pieces of the vocabulary are the same");
  const ranks = new Map(merges.map(([a, b], rank) => [`${a}|${b}`, rank]));
  for (const [a, b] of merges) {
    if (!numbers.has(a + b)) throw new RangeError(`the merge of "${a}" and "${b}" is no piece`);
  }
  const specials = new Set(Object.values(special));
  const known = new Map<string, readonly number[]>();

  return {
    pieces,
    special,
    encode: (text) => chunksOf(text).flatMap(tokensOf),
    decode: (tokens) => joinPieces(tokens.filter((token) => !specials.has(token)).map(pieceOf)),
  };

  function tokensOf(chunk: string): readonly number[] {
    const before = known.get(chunk);
    if (before) return before;
    const cut = isWordChunk(chunk) ? cutWord(chunk, ranks) : [chunk];
    const tokens = cut.flatMap((piece) => numbers.get(piece) ?? []);
    known.set(chunk, tokens);
    return tokens;
  }

  function pieceOf(token: number): string {
    const piece = pieces[token];
    if (piece === undefined) throw new RangeError(`token ${token} of ${pieces.length}`);
    return piece;
  }
}

/** The pieces of a word: each time the merge of lowest rank among neighbours, leftmost first. */
function cutWord(word: string, ranks: ReadonlyMap<string, number>): string[] {
  let pieces = [...word];
  for (;;) {
    let best = Infinity;
    for (let i = 1; i < pieces.length; i++) best = Math.min(best, rankAt(i));
    if (best === Infinity) return pieces;
    const merged: string[] = [];
    for (let i = 0; i < pieces.length; i++) {
      if (rankAt(i + 1) === best) merged.push(`${pieces[i]}${pieces[++i]}`);
      else merged.push(pieces[i] as string);
    }
    pieces = merged;
  }

  function rankAt(second: number): number {
    return ranks.get(`${pieces[second - 1]}|${pieces[second]}`) ?? Infinity;
  }
}
