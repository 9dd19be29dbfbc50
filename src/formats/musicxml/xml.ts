/** An element to be written: its children are elements, or one text. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly content: string | readonly Element[];
}

/** An element. Undefined children are left out, so that a condition can stand among them. */
export function element(
  name: string,
  content: string | number | readonly (Element | undefined)[] = [],
  attributes: Element["attributes"] = {},
): Element {
  const kept =
    typeof content === "object" ? content.filter((child) => child !== undefined) : String(content);
  return { name, attributes, content: kept };
}

/** The text of a document, an element a line. */
export function writeXml({ name, attributes, content }: Element, indent = ""): string {
  const given = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escape(String(value))}"`,
  );
  const open = `${indent}<${name}${given.join("")}`;
  if (content.length === 0) return `${open}/>\n`;
  if (typeof content === "string") return `${open}>${escape(content)}</${name}>\n`;
  const inside = content.map((child) => writeXml(child, `${indent}  `)).join("");
  return `${open}>\n${inside}${indent}</${name}>\n`;
}

/** Characters that XML cannot hold are left out. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
