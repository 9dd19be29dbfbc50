import fc from "fast-check";
import { decodeQR } from "qr/decode.js";
import { encodeQR } from "qr";
import { expect, test } from "vitest";
import { fromBase45, toBase45 } from "../../../src/formats/tastecard/base45";
import { GRID, cardLimits, type TasteCard } from "../../../src/formats/tastecard/card";
import { CODE_CHARACTERS, thatFits, toCode } from "../../../src/formats/tastecard/code";
import { readCard, writeCard } from "../../../src/formats/tastecard/json";
import { cleanText } from "../../../src/formats/text/clean";

const LONG = process.env["REFRAIN_LONG"] === "1";

const name = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
  .map(cleanText)
  .filter((text) => text !== "");
const cards: fc.Arbitrary<TasteCard> = fc
  .record(
    {
      name,
      epsilon: fc.integer({ min: 1, max: 5_000 }).map((hundredths) => hundredths / 100),
      items: fc.array(
        fc.record(
          { name, artist: name, weight: fc.integer({ min: 1, max: GRID }) },
          { requiredKeys: ["name", "weight"] },
        ),
        { minLength: 1, maxLength: 30 },
      ),
    },
    { requiredKeys: ["name", "items"] },
  )
  .map((card) => card);

test("a card comes back from a file and from a code as it was", () => {
  fc.assert(
    fc.property(cards, (card) => {
      expect(readCard(writeCard(card))).toEqual({ ok: true, value: card });
      expect(readCard(toCode(card))).toEqual({ ok: true, value: card });
    }),
    { numRuns: LONG ? 5_000 : 300 },
  );
});

test("base 45 is that of RFC 9285", () => {
  const text = (bytes: string) => toBase45(new TextEncoder().encode(bytes));
  expect(text("AB")).toBe("BB8");
  expect(text("Hello!!")).toBe("%69 VD92EX0");
  expect(text("base-45")).toBe("UJCLQE7W581");
  expect(new TextDecoder().decode(fromBase45("QED8WEX0"))).toBe("ietf!");
  for (const bad of ["A", "GGW", "::", "ab", "AÄ"]) expect(fromBase45(bad)).toBeUndefined();
});

test.each([
  ["nothing", ""],
  ["another JSON", "[1, 2]"],
  ["another object", '{"format":"other"}'],
  ["no items", '{"format":"refrain-taste-card","version":1,"name":"A","items":[]}'],
  ["a weight too large", card({ weight: GRID + 1 })],
  ["half a weight", card({ weight: 1.5 })],
  ["a name of nothing but marks", card({ name: "\u200b\u202e " })],
  [
    "too many items",
    JSON.stringify({ ...JSON.parse(card({})), items: Array(501).fill({ name: "A", weight: 1 }) }),
  ],
  ["a file too large", " ".repeat(cardLimits.fileBytes + 1)],
  ["a code cut off", toCode({ name: "A", items: [{ name: "B", weight: 3 }] }).slice(0, -4)],
  [
    "a code of another letter",
    toCode({ name: "A", items: [{ name: "B", weight: 3 }] }).replace(/.$/, "A"),
  ],
])("%s is refused with a sentence", (_name, text) => {
  const result = readCard(text);
  expect(result.ok ? "read" : result.fault.message).toMatch(/^This .+\.$/);
});

test("a later version is named", () => {
  const later = card({}).replace('"version":1', '"version":2');
  const result = readCard(later);
  expect(result.ok ? "" : result.fault.message).toContain("version 2");
});

function card(item: object): string {
  const items = [{ name: "ABBA", weight: 3, ...item }];
  return JSON.stringify({ format: "refrain-taste-card", version: 1, name: "A", items });
}

test("names are cleaned and cut", () => {
  const result = readCard(card({ name: `  Sigur\u0301\u0007 ${"x".repeat(300)}` }));
  const cleaned = result.ok ? result.value.items[0]?.name : "";
  expect(cleaned).toHaveLength(cardLimits.name);
  expect(cleaned).toMatch(/^Siguŕ x+$/);
});

test("mutated files and codes give a card or a sentence", () => {
  const whole = {
    name: "Mira",
    epsilon: 8,
    items: [
      { name: "Björk", weight: 9 },
      { name: "Jóga", artist: "Björk", weight: 4 },
    ],
  };
  const edit = fc.record({ at: fc.nat(400), drop: fc.nat(8), put: fc.string({ maxLength: 4 }) });
  const mutant = fc
    .tuple(
      fc.constantFrom(writeCard(whole), toCode(whole)),
      fc.array(edit, { minLength: 1, maxLength: 4 }),
    )
    .map(([text, edits]) =>
      edits.reduce((t, { at, drop, put }) => t.slice(0, at) + put + t.slice(at + drop), text),
    );
  fc.assert(
    fc.property(mutant, (text) => {
      const result = readCard(text);
      if (!result.ok) {
        expect(result.fault.message).toMatch(/\.$/);
        return;
      }
      for (const { name: of, weight } of result.value.items) {
        expect(of).toBe(cleanText(of));
        expect(weight).toBeGreaterThanOrEqual(1);
        expect(weight).toBeLessThanOrEqual(GRID);
      }
    }),
    { numRuns: LONG ? 10_000 : 500 },
  );
});

const artists = ["Radiohead", "The Beatles", "Björk", "Nina Simone", "Sigur Rós", "Massive Attack", "Portishead", "陈奕迅", "王菲", "Aphex Twin", "Boards of Canada", "Miles Davis", "John Coltrane", "Joni Mitchell", "Leonard Cohen", "Tom Waits", "PJ Harvey", "Nick Cave & The Bad Seeds", "Godspeed You! Black Emperor", "Ludovico Einaudi"]; // prettier-ignore
const many: TasteCard = {
  name: "Mira",
  epsilon: 8,
  items: Array.from({ length: 200 }, (_, n) => ({
    name: `${artists[n % artists.length]}${n < artists.length ? "" : ` ${(n * 7919).toString(36)}`}`,
    weight: 1 + ((n * 5) % GRID),
  })),
};

test("forty artists and more fit one code; what does not fit is left out at the end", () => {
  const fitting = thatFits(many);
  expect(fitting.items.length).toBeGreaterThan(40);
  expect(fitting.items).toEqual(many.items.slice(0, fitting.items.length));
  expect(toCode(fitting).length).toBeLessThanOrEqual(CODE_CHARACTERS);
  const more = { ...many, items: many.items.slice(0, fitting.items.length + 1) };
  expect(toCode(more).length).toBeGreaterThan(CODE_CHARACTERS);
});

test("the largest code is read back from its picture", () => {
  const text = toCode(thatFits(many));
  const modules = encodeQR(text, "raw", { ecc: "low", encoding: "alphanumeric", border: 4 });
  const scale = 4;
  const size = modules.length * scale;
  const data = new Uint8Array(size * size * 4).fill(255);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (modules[Math.floor(y / scale)]?.[Math.floor(x / scale)])
        data.fill(0, (y * size + x) * 4, (y * size + x) * 4 + 3);
    }
  }
  expect(decodeQR({ width: size, height: size, data })).toBe(text);
});
