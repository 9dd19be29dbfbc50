import { expect, test } from "vitest";
import { meaningOf, type KeyPlace } from "../../../src/ui/player/keys";

const page: KeyPlace = { field: false, control: false, item: false, player: false };
const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  ...more,
});

test.each([
  [" ", page, "toggle"],
  [" ", { ...page, field: true }, undefined],
  [" ", { ...page, control: true }, undefined],
  ["l", page, undefined],
  ["l", { ...page, item: true }, "like"],
  ["L", { ...page, item: true, control: true }, "like"],
  ["l", { ...page, item: true, field: true }, undefined],
  ["n", page, undefined],
  ["n", { ...page, player: true }, "next"],
  ["p", { ...page, player: true }, "previous"],
  ["r", { ...page, player: true }, "loop"],
  ["x", { ...page, player: true }, undefined],
] as const)("%j at %j means %j", (key, place, meaning) => {
  expect(meaningOf(press(key), place)).toBe(meaning);
});

test.each([{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { repeat: true }])(
  "with %j it means nothing",
  (more) => expect(meaningOf(press(" ", more), page)).toBeUndefined(),
);
