import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { rescueLibrary } from "../../src/app/rescue";
import { readBackup } from "../../src/library/backup-read";
import { TABLES } from "../../src/library/schema";
import { fill } from "../library/full";
import { freshLibrary } from "../library/support";

test("what is rescued is a backup that reads as the library did", async () => {
  const library = await freshLibrary();
  await fill(library);
  const rescued = await readBackup(await rescueLibrary(library.name));
  expect(rescued.droppedCount).toBe(0);
  for (const table of TABLES) {
    expect(rescued.rows[table].length, table).toBe(await library.table(table).count());
  }
  expect(rescued.rows.ratings).toEqual(await library.ratings.toArray());
  expect(rescued.rows.communityBlocks).toEqual(await library.communityBlocks.toArray());
});

test("where there is no database, none is made and the rescue says so", async () => {
  await expect(rescueLibrary("nothing-here")).rejects.toThrow();
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain("nothing-here");
});
