/** A key of a piano, as shares of the keyboard's width. */
interface PianoKey {
  readonly pitch: number;
  readonly left: number;
  readonly width: number;
}

const BLACK = new Set([1, 3, 6, 8, 10]);
/** Width of a black key, in white ones. */
const BLACK_WIDTH = 0.62;

export function isBlack(pitch: number): boolean {
  return BLACK.has(pitch % 12);
}

/** The keys of `count` semitones from a white key on; black ones lie over the gaps. */
export function pianoKeys(lowest: number, count: number): readonly PianoKey[] {
  const pitches = Array.from({ length: count }, (_, i) => lowest + i);
  const whites = pitches.filter((pitch) => !isBlack(pitch)).length;
  let passed = 0;
  return pitches.map((pitch) => {
    if (!isBlack(pitch)) return { pitch, left: passed++ / whites, width: 1 / whites };
    return { pitch, left: (passed - BLACK_WIDTH / 2) / whites, width: BLACK_WIDTH / whites };
  });
}
