import fc from "fast-check";
import { expect, test } from "vitest";
import { fileName } from "../../src/app/files";

test.each([
  ["The Blue Hill.mid", "The Blue Hill.mid"],
  ['AC/DC: "Live"?.mid', "AC_DC_ _Live__.mid"],
  ["..hidden.abc", "hidden.abc"],
  [".mid", "refrain.mid"],
  ["青山.abc", "青山.abc"],
  ["no extension", "no extension"],
])("%j becomes %j", (name, safe) => expect(fileName(name)).toBe(safe));

test("no name holds what a system refuses, and the extension stays", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (title) => {
      const name = fileName(`${title}.mid`);
      expect(name).not.toMatch(/[\p{Cc}\\/:*?"<>|]/u);
      expect(name.endsWith(".mid")).toBe(true);
      expect(name.length).toBeLessThanOrEqual(124);
    }),
  );
});
