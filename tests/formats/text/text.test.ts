import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanText, ownCopy, shown } from "../../../src/formats/text/clean";
import { eachRecord, splitQuoted, type Dialect } from "../../../src/formats/text/delimited";
import { eachJsonObject } from "../../../src/formats/text/json";
import { eachLine, LINE_LIMIT_BYTES } from "../../../src/formats/text/lines";
import { Refusal } from "../../../src/formats/text/refusal";
import { anyTime, dayMonthTime, isoTime } from "../../../src/formats/text/times";
import { bytesOf, chunked, context } from "../import/support";

async function linesOf(bytes: Uint8Array, size = 7): Promise<string[]> {
  const lines: string[] = [];
  await eachLine(chunked("f", bytes, size), context, (line) => lines.push(line));
  return lines;
}

describe("lines", () => {
  test.each<[string, Uint8Array, string[]]>([
    ["LF", bytesOf("a\nb\n"), ["a", "b"]],
    ["CRLF, the last without an end", bytesOf("a\r\n\r\nb"), ["a", "", "b"]],
    ["a mark of UTF-8", Uint8Array.of(0xef, 0xbb, 0xbf, 0xc3, 0xa9), ["é"]],
    ["UTF-16, little end first", Uint8Array.of(0xff, 0xfe, 0xe9, 0, 10, 0, 0x61, 0), ["é", "a"]],
    ["UTF-16, big end first", Uint8Array.of(0xfe, 0xff, 0, 0xe9, 0, 10, 0, 0x61), ["é", "a"]],
    ["Latin-1 beside UTF-8", Uint8Array.of(0xe9, 0x74, 10, 0xc3, 0xa9), ["ét", "é"]],
    ["nothing", new Uint8Array(), []],
  ])("%s", async (_, bytes, expected) => {
    for (const size of [1, 2, 3, 100]) expect(await linesOf(bytes, size)).toEqual(expected);
  });

  test("do not depend on where the chunks are cut", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.nat({ max: 9 }), async (text, size) => {
        const clean = text.replaceAll("\r", "").replaceAll("\ufeff", "");
        expect((await linesOf(bytesOf(clean), size + 1)).join("\n")).toBe(clean.replace(/\n$/, ""));
      }),
    );
  });

  test("lines that are not UTF-8 are counted", async () => {
    let repaired = 0;
    const onRepair = (lines: number) => (repaired += lines);
    const source = chunked("f", Uint8Array.of(0xe9, 10, 0x61, 10, 0xff, 10), 3);
    await eachLine(source, { ...context, onRepair }, () => undefined);
    expect(repaired).toBe(2);
  });

  test("a line without an end is refused, not gathered", async () => {
    let chunks = 0;
    const endless = {
      name: "log.csv",
      size: 1e9,

      read: async function* () {
        for (; chunks < 16_000; chunks++) yield new Uint8Array(65_536).fill(97);
      },
    };
    await expect(eachLine(endless, context, () => undefined)).rejects.toThrow(
      "log.csv has a line longer than 1 MB",
    );
    expect(chunks * 65_536).toBeLessThan(2 * LINE_LIMIT_BYTES);
  });

  test("a long line inside a chunk is refused too, with its row", async () => {
    const bytes = bytesOf(`a\n${"b".repeat(LINE_LIMIT_BYTES + 1)}\nc\n`);
    const refusal = await eachLine(
      chunked("f", bytes, bytes.length),
      context,
      () => undefined,
    ).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).fault.position).toEqual({ file: "f", row: 2 });
  });
});

describe("tables", () => {
  const commas: Dialect = { separator: ",", quoted: true };

  async function recordsOf(text: string): Promise<{ records: unknown[]; broken: number[] }> {
    const records: unknown[] = [];
    const broken: number[] = [];
    await eachRecord(
      chunked("f", bytesOf(text), 5),
      commas,
      context,
      (fields, row) => records.push([row, ...fields]),
      (row) => broken.push(row),
    );
    return { records, broken };
  }

  test.each<[string, unknown[]]>([
    ['a,"b, c",d', [[1, "a", "b, c", "d"]]],
    ['"say ""hi""",x', [[1, 'say "hi"', "x"]]],
    [
      '"two\nlines",x\ny,z',
      [
        [1, "two\nlines", "x"],
        [3, "y", "z"],
      ],
    ],
    ['a, "b" ,c', [[1, "a", "b", "c"]]],
    ['5" vinyl,x', [[1, '5" vinyl', "x"]]],
    ["a,,", [[1, "a", "", ""]]],
    ["\n\na", [[3, "a"]]],
  ])("%j", async (text, expected) => {
    expect(await recordsOf(text)).toEqual({ records: expected, broken: [] });
  });

  test("a mark that is never closed costs its own row only", async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `r${i},x`).join("\n");
    const { records, broken } = await recordsOf(`"open,x\n${rows}`);
    expect(broken).toEqual([1]);
    expect(records).toHaveLength(30);
    expect(records[0]).toEqual([2, "r0", "x"]);
  });

  test("what is quoted by RFC 4180 is read back", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1 }), (fields) => {
        const record = fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(",");
        expect(splitQuoted(record, ",")).toEqual(fields);
      }),
    );
  });
});

describe("JSON objects", () => {
  async function objectsOf(text: string, size = 4): Promise<unknown[]> {
    const found: unknown[] = [];
    await eachJsonObject(chunked("f", bytesOf(text), size), context, {
      entry: (value, row) => found.push([row, value]),
      broken: (row, reason) => found.push([row, reason]),
    });
    return found;
  }

  test("an array, lines, and values one after the other read the same", async () => {
    const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })));
    await fc.assert(
      fc.asyncProperty(objects, fc.integer({ min: 1, max: 50 }), async (values, size) => {
        const plain = JSON.parse(JSON.stringify(values)) as unknown[];
        const expected = plain.map((value, i) => [i + 1, value]);
        expect(await objectsOf(JSON.stringify(values), size)).toEqual(expected);
        expect(await objectsOf(JSON.stringify(values, null, 2), size)).toEqual(expected);
        const lines = values.map((value) => JSON.stringify(value)).join("\n");
        expect(await objectsOf(lines, size)).toEqual(expected);
      }),
    );
  });

  test.each<[string, string, unknown[]]>([
    ["a stray word", '[{"a":1}, oops, {"a":2}]', [1, "This entry is not a JSON object.", 2]],
    ["a missing value", '[{"a":}, {"a":2}]', ["This entry is not valid JSON.", 2]],
    [
      "a missing brace",
      '[{"a":1, {"a":2}, {"a":3}]',
      ["The closing brace of this entry is missing.", 2, 3],
    ],
    [
      "a missing quote",
      '[\n{"a":"x},\n{"a":2}]',
      ["A quotation mark in this entry is never closed.", 2],
    ],
    ["an end too soon", '[{"a":1},{"a"', [1, "The file ends in the middle of this entry."]],
  ])("%s costs little", async (_, text, expected) => {
    const found = (await objectsOf(text)) as [number, { a: number } | string][];
    expect(found.map(([, what]) => (typeof what === "string" ? what : what.a))).toEqual(expected);
  });

  test("nesting without end is told, and costs no stack", async () => {
    const deep = `[{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}},{"a":2}]`;
    expect(await objectsOf(deep, 65_536)).toEqual([
      [1, "This entry is nested more than 64 levels deep."],
      [2, { a: 2 }],
    ]);
  });

  test("an entry without end is let go, not gathered", async () => {
    const found = await objectsOf(`[{"a":[${"1,".repeat(3_000_000)}`, 65_536);
    expect(found[0]).toEqual([1, "This entry is too long, or its closing brace is missing."]);
  });
});

describe("cleaning", () => {
  test.each([
    ["  Mira   Sol ", "Mira Sol"],
    ["Sigur Ro\u0301s", "Sigur Rós"],
    ["bell\u0007 and\ttab\nline", "bell and tab line"],
    ["\u202eevil\u202c", "evil"],
    ["\ufeffBOM", "BOM"],
    ["lone \ud800 half", "lone \ufffd half"],
    ["", ""],
  ])("%j becomes %j", (text, clean) => expect(cleanText(text)).toBe(clean));

  test("is done once, and bounded", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 2000 }), (text) => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect(clean.length).toBeLessThanOrEqual(500);
        expect(ownCopy(clean)).toBe(clean);
        expect(shown(text).length).toBeLessThan(50);
      }),
    );
  });
});

describe("times", () => {
  test.each<[string, number | undefined]>([
    ["2023-04-01 10:03", Date.UTC(2023, 3, 1, 10, 3)],
    ["2023-04-01T10:03:20Z", Date.UTC(2023, 3, 1, 10, 3, 20)],
    ["2023-04-01T10:03:20.5Z", Date.UTC(2023, 3, 1, 10, 3, 20, 500)],
    ["2023-04-01", Date.UTC(2023, 3, 1)],
    ["2023-02-30", undefined],
    ["2023-13-01", undefined],
    ["2023-04-01 24:00", undefined],
    ["soon", undefined],
  ])("%s", (text, expected) => expect(isoTime(text)).toBe(expected));

  test.each<[string, number | undefined]>([
    ["01 Apr 2023 10:03", Date.UTC(2023, 3, 1, 10, 3)],
    ["1 Apr 2023, 10:03", Date.UTC(2023, 3, 1, 10, 3)],
    ["31 Apr 2023 10:03", undefined],
    ["01 Foo 2023 10:03", undefined],
  ])("%s", (text, expected) => expect(dayMonthTime(text)).toBe(expected));

  test("seconds and milliseconds are told apart", () => {
    expect(anyTime("1600000000")).toBe(1_600_000_000_000);
    expect(anyTime("1600000000000")).toBe(1_600_000_000_000);
  });
});
