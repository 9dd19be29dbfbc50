import { CHORD_SYMBOL, isChordSymbol } from "../../music/chord-symbol";
import { element, type Element } from "./xml";
import { child, numberAt, textAt, type XmlNode } from "./tree";

/** What follows the root of a symbol and the `kind` that names it; the first symbol of a kind is read back. */
const KINDS: readonly (readonly [symbol: string, kind: string])[] = [
  ["", "major"],
  ["maj", "major"],
  ["M", "major"],
  ["m", "minor"],
  ["min", "minor"],
  ["-", "minor"],
  ["7", "dominant"],
  ["maj7", "major-seventh"],
  ["M7", "major-seventh"],
  ["m7", "minor-seventh"],
  ["min7", "minor-seventh"],
  ["dim", "diminished"],
  ["dim7", "diminished-seventh"],
  ["aug", "augmented"],
  ["+", "augmented"],
  ["m7b5", "half-diminished"],
  ["6", "major-sixth"],
  ["m6", "minor-sixth"],
  ["9", "dominant-ninth"],
  ["maj9", "major-ninth"],
  ["m9", "minor-ninth"],
  ["sus2", "suspended-second"],
  ["sus4", "suspended-fourth"],
  ["5", "power"],
];

/** A chord symbol as harmony; of a colour that has no kind, the text is kept and the kind is "other". */
export function writeHarmony(symbol: string): Element | undefined {
  const found = CHORD_SYMBOL.exec(symbol);
  if (found === null) return undefined;
  const [, root = "", quality = "", bass] = found;
  const kind = KINDS.find(([name]) => name === quality)?.[1] ?? "other";
  return element("harmony", [
    element("root", note("root", root)),
    element("kind", kind, { text: quality }),
    bass === undefined ? undefined : element("bass", note("bass", bass)),
  ]);
}

function note(of: "root" | "bass", name: string): (Element | undefined)[] {
  const alter = name[1] === "#" ? 1 : name[1] === "b" ? -1 : 0;
  return [
    element(`${of}-step`, name.slice(0, 1)),
    alter === 0 ? undefined : element(`${of}-alter`, alter),
  ];
}

/** The chord symbol of a harmony, or undefined where it has no root (a function, "no chord"). */
export function readHarmony(harmony: XmlNode): string | undefined {
  const root = nameOf(harmony, "root");
  const kind = child(harmony, "kind");
  if (root === undefined || kind === undefined) return undefined;
  const known = KINDS.find(([, name]) => name === kind.text.trim())?.[0];
  const bass = nameOf(harmony, "bass");
  const under = bass === undefined ? "" : `/${bass}`;
  const written = `${root}${kind.attributes.get("text") ?? known ?? ""}${under}`;
  return isChordSymbol(written) ? written : `${root}${known ?? ""}${under}`;
}

function nameOf(harmony: XmlNode, of: "root" | "bass"): string | undefined {
  const node = child(harmony, of);
  const step = textAt(node, `${of}-step`);
  if (!/^[A-G]$/.test(step)) return undefined;
  const alter = numberAt(node, `${of}-alter`) ?? 0;
  return step + (alter > 0 ? "#" : alter < 0 ? "b" : "");
}
