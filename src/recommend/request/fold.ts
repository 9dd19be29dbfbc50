/**
 * A text reduced for comparing, code unit by code unit, so that a place in it is the same place in
 * what was written: lower case, without accents and full-width forms.
 *
 * @example foldUnits("Café ＢＰＭ") // "cafe bpm"
 */
export function foldUnits(text: string): string {
  let folded = "";
  for (let at = 0; at < text.length; at++) folded += foldUnit(text.charAt(at));
  return folded;
}

function foldUnit(unit: string): string {
  if (unit <= "\x7f") return unit.toLowerCase();
  if (unit === "’" || unit === "‘") return "'";
  // Hangul would fall apart into letters.
  if (unit >= "가" && unit <= "힣") return unit;
  const plain = unit.normalize("NFKD").charAt(0).toLowerCase();
  return plain.length === 1 ? plain : unit;
}

/** Chinese characters and kana: words of them stand without blanks between. */
export function isSpaceless(unit: string): boolean {
  return (unit >= "\u2e80" && unit <= "\u9fff" && unit >= "\u3040") || isCompatible(unit);
}

function isCompatible(unit: string): boolean {
  return unit >= "\uf900" && unit <= "\ufaff";
}

/** A letter or digit of a script that puts blanks between words. */
export function isWordUnit(unit: string): boolean {
  return /[\p{L}\p{N}&']/u.test(unit) && !isSpaceless(unit);
}

/** Whether a stretch of a folded text is cut off from what is around it: no half words. */
export function isWhole(text: string, from: number, to: number): boolean {
  return !joins(text, from - 1) && !joins(text, to - 1);
}

/** Whether a word goes on from one place to the next. */
function joins(text: string, at: number): boolean {
  return isWordUnit(text.charAt(at)) && isWordUnit(text.charAt(at + 1));
}
