import { expect, test } from "vitest";
import {
  addTasteRule,
  listTasteRules,
  readTasteRules,
  removeTasteRule,
} from "../../src/library/taste-rules";
import { freshLibrary } from "./support";

const item = (name: string) => ({ kind: "item", itemId: `artist:${name}`, name }) as const;

test("what is left out of the taste belongs to one profile, and can count again", async () => {
  const library = await freshLibrary();
  const ana = await addTasteRule(library, "me", item("ana"));
  await addTasteRule(library, "me", item("bo"));
  await addTasteRule(library, "you", item("cy"));
  const names = async () =>
    (await listTasteRules(library, "me")).map(({ rule }) =>
      rule.kind === "item" ? rule.name : "",
    );
  expect((await names()).toSorted()).toEqual(["ana", "bo"]);
  expect((await readTasteRules(library, "me")).items).toHaveLength(2);
  await removeTasteRule(library, ana.id);
  expect(await names()).toEqual(["bo"]);
});
