import { expect, test } from "vitest";
import { kernelOf } from "../../src/base/kernel";

/** The smallest module: magic number and version. */
const EMPTY = btoa("\0asm\x01\0\0\0");

test("a module is compiled once", () => {
  const kernel = kernelOf(EMPTY);
  expect(kernel()).toBeInstanceOf(WebAssembly.Module);
  expect(kernel()).toBe(kernel());
});

test.each(["", "not base64!", btoa("no module")])("%j is no kernel", (text) => {
  expect(kernelOf(text)()).toBeNull();
});
