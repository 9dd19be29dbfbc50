import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("./sql/", import.meta.url));

/**
 * The statements of `sql/<name>.sql` with their blanks filled in: `{{x}}` by the value of that
 * name, `{{fold:column}}` by a name reduced to what its spellings share, as well as SQL can.
 *
 * @throws RangeError when a blank has no value
 */
export function sqlOf(name: string, values: Readonly<Record<string, string>> = {}): string {
  const template = readFileSync(`${folder}${name}.sql`, "utf8");
  return template.replace(/\{\{(fold:)?(\w+)\}\}/g, (_, fold: string | undefined, key: string) => {
    if (fold !== undefined) return folded(key);
    const value = values[key];
    if (value === undefined) throw new RangeError(`${name}.sql needs a value for ${key}.`);
    return value;
  });
}

/** A text as SQL writes it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A list of texts as DuckDB writes it. */
export function list(texts: readonly string[]): string {
  return `[${texts.map(quoted).join(", ")}]`;
}

/** Nearly `foldName`; what it leaves apart is joined by it later, among the items that are kept. */
export function folded(column: string): string {
  return `LOWER(TRIM(STRIP_ACCENTS(${column})))`;
}
