import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import subsetFont from "subset-font";

/**
 * Cuts the display face (Fraunces, SIL Open Font License 1.1) to what titles and numbers need:
 * western letters, typographic punctuation, tabular and lining figures, two axes (weight, optical
 * size). Writes public/fonts/fraunces.woff2 with its licence beside it.
 */
const limitBytes = 60_000;
const source = dirname(
  createRequire(import.meta.url).resolve("@fontsource-variable/fraunces/package.json"),
);
const target = "public/fonts";

const ranges: readonly (readonly [number, number])[] = [
  [0x20, 0x7e], // Basic Latin
  [0xa0, 0xff], // Latin-1: names in most western languages
];
const extras = "–—‘’“”…•€™−×";
const unused = /[¤¦¨¬¯²³´¶¸¹º¼½¾]/;
const letters = ranges
  .flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)),
  )
  .filter((letter) => !unused.test(letter));

const font = await subsetFont(
  await readFile(join(source, "files/fraunces-latin-full-normal.woff2")),
  letters.join("") + extras,
  {
    targetFormat: "woff2",
    variationAxes: {
      wght: { min: 300, max: 600 },
      opsz: { min: 9, max: 144 },
      SOFT: 0,
      WONK: 0,
    },
    keepFeatures: ["kern", "liga", "ccmp", "tnum", "lnum", "rvrn", "rclt"],
    noHinting: true,
  },
);
if (font.byteLength >= limitBytes) {
  throw new Error(`The display face has ${font.byteLength} bytes; the limit is ${limitBytes}.`);
}
await mkdir(target, { recursive: true });
await writeFile(join(target, "fraunces.woff2"), font);
await copyFile(join(source, "LICENSE"), join(target, "fraunces.LICENSE.txt"));
console.log(`${target}/fraunces.woff2: ${font.byteLength} bytes`);
