import { expect, test } from "vitest";
import { nameOf } from "../../../src/ui/similar/name-of";

test.each([
  ["artist:björk", "björk"],
  ["track:björk|jóga", "jóga"],
  ["score:0001", ""],
  ["work:films|12", ""],
  ["", ""],
])("%j is %j until it is known", (id, name) => expect(nameOf(id)).toBe(name));
