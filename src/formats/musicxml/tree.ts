import { fault, ok, type Result } from "../../base/result";

/** An element as read; `row` is the line of its start tag, from 1. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
  /** Its own text, entities resolved. */
  readonly text: string;
  readonly row: number;
}

/** Limits that no piece of music comes near. */
const MAX_TEXT = 32 * 2 ** 20;
const MAX_DEPTH = 60;
const MAX_NODES = 2_000_000;

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlNode[];
  readonly row: number;
  text: string;
}

/** A comment, an instruction, CDATA, a document type without definitions, a tag, or text. */
const TOKEN =
  /<!--[^]*?-->|<\?[^]*?\?>|<!\[CDATA\[([^]*?)\]\]>|<!DOCTYPE[^[>]*>|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Reads a document of XML 1.0 without definitions of its own, which MusicXML never has: so no
 * entity can stand for more than a character, and nothing is fetched.
 */
export function parseXml(source: string): Result<XmlNode> {
  if (source.length > MAX_TEXT) return fault("The file is larger than 32 MB.", { row: 1 });
  const root: Open = { name: "", attributes: new Map(), children: [], row: 1, text: "" };
  const stack: Open[] = [root];
  let row = 1;
  let nodes = 0;
  TOKEN.lastIndex = 0;
  const text = source.replace(/^\uFEFF/, "");
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (found === null) return fault("This is not XML that can be read.", { row });
    const [whole, data, closing, name, attributes = "", empty, words] = found;
    const top = stack.at(-1) as Open;
    const begins = row;
    row += whole.split("\n").length - 1;
    if (data !== undefined || words !== undefined) top.text += data ?? entities(words as string);
    if (name === undefined) continue;
    if (closing === "/") {
      if (stack.length < 2 || top.name !== name) {
        return fault(`</${name}> closes nothing that is open.`, { row: begins });
      }
      stack.pop();
      (stack.at(-1) as Open).children.push(top);
      continue;
    }
    if (++nodes > MAX_NODES || stack.length > MAX_DEPTH) {
      return fault("The file is larger or deeper than any score.", { row: begins });
    }
    const given = [...attributes.matchAll(ATTRIBUTE)].map(([, key, double, single]) => {
      return [key as string, entities(double ?? single ?? "")] as const;
    });
    const node: Open = { name, attributes: new Map(given), children: [], row: begins, text: "" };
    if (empty === "/") top.children.push(node);
    else stack.push(node);
  }
  const [document] = root.children;
  if (stack.length > 1) return fault(`<${(stack.at(-1) as Open).name}> is not closed.`, { row });
  return document === undefined ? fault("The file is empty.", { row: 1 }) : ok(document);
}

/** The first child of a name. */
export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((one) => one.name === name);
}

/** The text of the first child at a path, without spare blanks; "" where there is none. */
export function textAt(node: XmlNode | undefined, ...path: readonly string[]): string {
  const last = path.reduce<XmlNode | undefined>((at, name) => child(at, name), node);
  return last?.text.trim() ?? "";
}

/** A number at a path, or undefined. */
export function numberAt(
  node: XmlNode | undefined,
  ...path: readonly string[]
): number | undefined {
  const text = textAt(node, ...path);
  const value = Number(text);
  return text !== "" && Number.isFinite(value) ? value : undefined;
}

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

function entities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{2,4}));/g, (all, ten, hex, name) => {
    if (name !== undefined) return NAMED[name as string] ?? (all as string);
    const code = ten === undefined ? parseInt(hex as string, 16) : Number(ten);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}
