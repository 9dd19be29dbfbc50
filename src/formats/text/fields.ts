import { cleanText } from "./clean";

type Entry = Readonly<Record<string, unknown>>;

/** A cleaned text field of a JSON entry; undefined when absent, null, empty or no text. */
export function textField(entry: Entry, name: string): string | undefined {
  const value = Object.hasOwn(entry, name) ? entry[name] : undefined;
  return typeof value === "string" ? cleanText(value) || undefined : undefined;
}

/** A finite number of a JSON entry, also when written as text; undefined otherwise. */
export function numberField(entry: Entry, name: string): number | undefined {
  const value = Object.hasOwn(entry, name) ? entry[name] : undefined;
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** An object inside a JSON entry; an empty one when absent. */
export function objectField(entry: Entry, name: string): Entry {
  const value = Object.hasOwn(entry, name) ? entry[name] : undefined;
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Entry)
    : {};
}
