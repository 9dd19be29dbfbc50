/** A root, a quality and a bass, each in a group of its own. */
export const CHORD_SYMBOL =
  /^([A-G][#b]?)((?:m|min|maj|M|dim|aug|sus|add|alt|no|[#b]?\d|[-+°ø()Δ])*)(?:\/([A-G][#b]?))?$/;

/** Whether a text over the staff is a chord symbol ("Am7", "D/F#") and not a remark ("D.C."). */
export function isChordSymbol(text: string): boolean {
  return CHORD_SYMBOL.test(text);
}
