import { expect, test } from "vitest";
import { sha256, sha256Hex } from "../../src/base/sha256";

/** NIST's examples for FIPS 180-4. */
const EXAMPLES: readonly (readonly [text: string, digest: string])[] = [
  ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  ],
];

test.each(EXAMPLES)("the digest of %j", async (text, digest) => {
  const bytes = new TextEncoder().encode(text);
  expect(await sha256Hex(bytes)).toBe(digest);
  expect(await sha256(bytes)).toHaveLength(32);
});
