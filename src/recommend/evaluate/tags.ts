import { fault, ok, type Result } from "../../base/result";
import { fromColumns } from "../../base/sparse";
import type { ItemContent } from "../content";

/** How often each tag was given to each item, by id. */
export type ItemTags = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Names that a header may give to the columns that count. */
const names = {
  item: /^(item|artist|movie|track|song|album)(_?id)?$/i,
  tag: /^tag(_?(id|name|value))?$/i,
  weight: /^(weight|count)$/i,
};

/**
 * Reads tags of items, a line each. With a header that names an item and a tag column, those are
 * read (HetRec's user_taggedartists.dat: userID artistID tagID …; MovieLens' tags.csv), and each
 * line counts 1 or its weight; without one the columns are item, tag and perhaps weight.
 * Separated by tabs, else by commas.
 *
 * @returns  the fault names the first row that cannot be read
 * @example readTags("up\tfolk\t3\nup\trock")  // up: folk 3, rock 1
 */
export function readTags(text: string): Result<ItemTags> {
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/);
  const separator = (lines[0] ?? "").includes("\t") ? "\t" : ",";
  const head = (lines[0] ?? "").split(separator).map((field) => field.trim());
  const column = (name: RegExp) => head.findIndex((field) => name.test(field));
  const named = { item: column(names.item), tag: column(names.tag), weight: column(names.weight) };
  const headed = named.item >= 0 && named.tag >= 0;
  const at = headed ? named : { item: 0, tag: 1, weight: 2 };

  const tags = new Map<string, Map<string, number>>();
  for (const [row, line] of lines.entries()) {
    if (line.trim() === "" || (headed && row === 0)) continue;
    const fields = line.split(separator);
    const item = fields[at.item]?.trim() ?? "";
    const tag = fields[at.tag]?.trim() ?? "";
    if (item === "" || tag === "") return fault(`Row ${row + 1} lacks an item or a tag.`);
    const given = fields[at.weight]?.trim() ?? "";
    const weight = given === "" ? 1 : Number(given);
    if (!(weight >= 0 && Number.isFinite(weight))) {
      return fault(`Row ${row + 1}: "${given}" is not a weight of 0 or more.`);
    }
    const ofItem = tags.get(item) ?? new Map<string, number>();
    tags.set(item, ofItem.set(tag, (ofItem.get(tag) ?? 0) + weight));
  }
  return tags.size > 0 ? ok(tags) : fault("The file of tags is empty.");
}

/** The tags of the items with these ids, in this order; features in the order they are met. */
export function contentOf(tags: ItemTags, itemIds: readonly string[]): ItemContent {
  const numbers = new Map<string, number>();
  const entries = itemIds.flatMap((id, item) =>
    Array.from(tags.get(id) ?? [], ([tag, count]) => {
      const number = numbers.get(tag) ?? numbers.size;
      numbers.set(tag, number);
      return { item, number, count };
    }),
  );
  const rows = fromColumns(
    {
      row: entries.map(({ item }) => item),
      column: entries.map(({ number }) => number),
      value: entries.map(({ count }) => count),
    },
    { rows: itemIds.length, columns: numbers.size },
  );
  return { features: [...numbers.keys()], rows };
}
