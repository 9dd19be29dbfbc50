import { artistItem, trackItem, workItem, type ItemId } from "../../base/item";
import type { PackItem } from "../../recommend/pack";
import { ByteReader, ByteWriter } from "./bytes";
import { packLimits } from "./layout";
import type { Sections } from "./sections";
import { readNumbers, readStrings, writeStrings, type TextBudget } from "./strings";

/** The byte of an item in the part "kind": what it has, and how its id is made. */
const HAS_ARTIST = 1;
const HAS_MBID = 2;
/** Set with HAS_MBID: not in the form of a UUID, kept as text. */
const MBID_TEXT = 4;
const HAS_ISRC = 8;
const HAS_TAGS = 16;
const ID_SHIFT = 5;
const ID_FORMS = ["written", "artist", "track", "work"] as const;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The parts that hold items; an id that its name gives is not written. */
export function writeItems(items: readonly PackItem[], set: string): Sections {
  const kind = new Uint8Array(items.length);
  const mbid = new ByteWriter();
  const texts = { arts: [], idta: [], mbtx: [], isrc: [] } as Record<string, string[]>;
  items.forEach((item, n) => {
    const form = ID_FORMS.findIndex((name) => idFrom(name, item, set) === item.id);
    let bits = Math.max(0, form) << ID_SHIFT;
    if (form < 0) texts["idta"]?.push(item.id);
    if (item.artist !== undefined) {
      bits |= HAS_ARTIST;
      texts["arts"]?.push(item.artist);
    }
    if (item.mbid !== undefined) {
      bits |= HAS_MBID;
      if (uuid.test(item.mbid)) mbid.bytes(uuidBytes(item.mbid));
      else {
        bits |= MBID_TEXT;
        texts["mbtx"]?.push(item.mbid);
      }
    }
    if (item.isrc !== undefined) {
      bits |= HAS_ISRC;
      texts["isrc"]?.push(item.isrc);
    }
    if (item.tags !== undefined) bits |= HAS_TAGS;
    kind[n] = bits;
  });
  const columns = Object.entries(texts).map(([tag, column]) => [tag, writeStrings(column)]);
  return {
    ...(Object.fromEntries(columns) as Sections),
    kind,
    name: writeStrings(items.map(({ name }) => name)),
    mbid: mbid.finish(),
    tags: writeTags(items),
  };
}

/** @throws Refusal when the parts do not fit together */
export function readItems(
  sections: Sections,
  count: number,
  set: string,
  budget: TextBudget,
): PackItem[] {
  const kind = new ByteReader(sections.kind ?? new Uint8Array(), "kind").bytes(count);
  if (sections.kind !== undefined && sections.kind.length !== count) {
    throw new ByteReader(sections.kind, "kind").refusal("does not fit the number of items");
  }
  const having = (bits: number, value = bits): number => {
    let n = 0;
    for (const byte of kind) if ((byte & bits) === value) n++;
    return n;
  };
  const strings = (tag: "name" | "arts" | "idta" | "mbtx" | "isrc", size: number) =>
    readStrings(readerOf(sections, tag), size, budget).values();
  const names = strings("name", count);
  const artists = strings("arts", having(HAS_ARTIST));
  const ids = strings("idta", having(7 << ID_SHIFT, 0));
  const mbidTexts = strings("mbtx", having(HAS_MBID | MBID_TEXT));
  const isrcs = strings("isrc", having(HAS_ISRC));
  const mbids = readerOf(sections, "mbid");
  const tags = readTags(sections, having(HAS_TAGS), budget).values();
  const next = <T>(values: Iterator<T>): T => values.next().value as T;
  const items = Array.from(kind, (bits): PackItem => {
    const name = next(names);
    const artist = bits & HAS_ARTIST ? next(artists) : undefined;
    const form = ID_FORMS[bits >> ID_SHIFT];
    if (form === undefined) throw readerOf(sections, "kind").refusal("names an id unknown here");
    const about = artist === undefined ? { name } : { name, artist };
    return {
      id: idFrom(form, about, set) ?? next(ids),
      ...about,
      ...(bits & HAS_MBID && {
        mbid: bits & MBID_TEXT ? next(mbidTexts) : uuidText(mbids.bytes(16)),
      }),
      ...(bits & HAS_ISRC && { isrc: next(isrcs) }),
      ...(bits & HAS_TAGS && { tags: next(tags) }),
    };
  });
  mbids.end();
  return items;
}

function readerOf(sections: Sections, tag: keyof Sections): ByteReader {
  return new ByteReader(sections[tag] ?? new Uint8Array(), tag);
}

function idFrom(
  form: (typeof ID_FORMS)[number],
  { name, artist }: { readonly name: string; readonly artist?: string },
  set: string,
): ItemId | undefined {
  if (form === "artist") return artistItem(name);
  if (form === "track") return trackItem(artist ?? "", name);
  return form === "work" ? workItem(set, name) : undefined;
}

/** The tags once, the most used first, then for each item how many and which. */
function writeTags(items: readonly PackItem[]): Uint8Array {
  const uses = new Map<string, number>();
  for (const { tags = [] } of items) {
    for (const tag of tags) uses.set(tag, (uses.get(tag) ?? 0) + 1);
  }
  const lists = items.flatMap(({ tags }) => (tags === undefined ? [] : [tags]));
  if (lists.length === 0) return new Uint8Array();
  const ordered = [...uses].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const numbers = new Map(ordered.map(([tag], number) => [tag, number]));
  const table = writeStrings(ordered.map(([tag]) => tag));
  const out = new ByteWriter();
  out.number(ordered.length);
  out.number(table.length);
  out.bytes(table);
  for (const list of lists) out.byte(list.length);
  for (const tag of lists.flat()) out.number(numbers.get(tag) as number);
  return out.finish();
}

function readTags(sections: Sections, lists: number, budget: TextBudget): string[][] {
  if (lists === 0) return [];
  const reader = readerOf(sections, "tags");
  const different = reader.number();
  const table = new ByteReader(reader.bytes(reader.number()), "tags");
  const tags = readStrings(table, different, budget);
  const counts = reader.bytes(lists);
  const read = Array.from(counts, (count) =>
    Array.from(readNumbers(reader, count), (number) => {
      const tag = tags[number];
      if (tag === undefined) throw reader.refusal("names a tag that is not there");
      return tag;
    }),
  );
  reader.end();
  return read;
}

/** @throws RangeError when an item has more tags than a pack can hold */
export function checkItems(items: readonly PackItem[]): void {
  if (items.length > packLimits.items) {
    throw new RangeError(`A pack holds at most ${packLimits.items} items, not ${items.length}.`);
  }
  const full = items.find(({ tags = [] }) => tags.length > packLimits.tagsPerItem);
  if (full) throw new RangeError(`"${full.name}" has more than ${packLimits.tagsPerItem} tags.`);
}

function uuidBytes(text: string): Uint8Array {
  const digits = text.replaceAll("-", "").match(/../g) ?? [];
  return Uint8Array.from(digits, (pair) => parseInt(pair, 16));
}

function uuidText(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
