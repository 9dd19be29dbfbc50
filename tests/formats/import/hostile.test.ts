import { strToU8, zipSync } from "fflate";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { pick, randomInt, seededRandom, type Random } from "../../../src/base/random";
import type { ImportDraft } from "../../../src/formats/import/draft";
import { readImport } from "../../../src/formats/import/read";
import { context, file, NOW_MS } from "./support";
import { validDrops } from "./samples";

/** Mutants of each format; the long run is REFRAIN_LONG=1. */
const MUTANTS = process.env["REFRAIN_LONG"] === "1" ? 10_000 : 200;

type Bytes = Uint8Array<ArrayBuffer>;

/** Pieces that break parsers: signs of every format, numbers at the edge, markup, odd text. */
const nasty = [
  ..."\0\"'`,;\t|:{}[]\\\n\r\u001a<>",
  "::",
  '""',
  "NaN",
  "-1",
  "1e999",
  "99999999999999999999",
  "0x10",
  "null",
  "__proto__",
  "constructor",
  "<img src=x onerror=alert(1)>",
  "\u202e\u0000\ufeff",
  "é".normalize("NFD"),
  "\ud83d\ude00",
].map((text) => strToU8(text));

function mutate(bytes: Bytes, random: Random): Bytes {
  let mutant = bytes;
  for (let n = 1 + randomInt(random, 4); n > 0; n--) {
    const at = randomInt(random, mutant.length + 1);
    const to = Math.min(mutant.length, at + randomInt(random, 40));
    const edits: (() => Uint8Array[])[] = [
      () => [
        mutant.subarray(0, at),
        Uint8Array.of(randomInt(random, 256)),
        mutant.subarray(at + 1),
      ],
      () => [mutant.subarray(0, at), pick(random, nasty), mutant.subarray(at)],
      () => [mutant.subarray(0, at), mutant.subarray(to)],
      () => [mutant.subarray(0, to), mutant.subarray(at)],
      () => [mutant.subarray(0, at)],
      () => [mutant.subarray(at), mutant.subarray(0, at)],
    ];
    mutant = new Uint8Array(pick(random, edits)().flatMap((part) => [...part]));
  }
  return mutant;
}

/** What holds for every draft, however the file came to be. */
function expectSound(draft: ImportDraft): void {
  expect(draft.rejected.length).toBe(Math.min(1000, draft.rejectedCount));
  for (const { row, reason } of draft.rejected) {
    expect(row).toBeGreaterThanOrEqual(0);
    expect(reason).toMatch(/\.$/);
    expect(reason.length).toBeLessThan(300);
  }
  const tracks = new Set(draft.tracks.map(({ id }) => id));
  expect(tracks.size).toBe(draft.tracks.length);
  for (const { trackId, startMs, playedMs } of draft.listens) {
    expect(tracks.has(trackId)).toBe(true);
    expect(Number.isInteger(startMs) && startMs <= NOW_MS + 86_400_000).toBe(true);
    expect(playedMs === undefined || playedMs >= 0).toBe(true);
  }
  for (const { value } of draft.ratings) expect(value >= 0.5 && value <= 5).toBe(true);
  const { community } = draft;
  if (community === undefined) return;
  const { users, items, userPtr, userIndex, userValue, itemPtr, itemIndex, scale } = community;
  expect(userPtr.length).toBe(users.length + 1);
  expect(itemPtr.length).toBe(items.length + 1);
  expect(userPtr.at(-1)).toBe(userIndex.length);
  expect(itemPtr.at(-1)).toBe(itemIndex.length);
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  expect(userIndex.every((item) => item < items.length)).toBe(true);
  expect(
    userValue.every((value) =>
      scale.kind === "plays" ? value > 0 : value >= scale.min && value <= scale.max,
    ),
  ).toBe(true);
}

async function expectTold(name: string, bytes: Bytes): Promise<"draft" | "fault"> {
  const result = await readImport([file(name, bytes)], context);
  if (result.ok) {
    expectSound(result.value);
    return "draft";
  }
  expect(result.fault.message).toMatch(/[.]$/);
  expect(result.fault.message.length).toBeLessThan(600);
  return "fault";
}

vi.setConfig({ testTimeout: MUTANTS > 1000 ? 3_600_000 : 120_000 });

describe("any bytes at all", () => {
  test.each(["a.csv", "a.json", "a.zip", "a"])("as %s are read or refused", async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 4096 }), async (bytes) => {
        await expectTold(name, new Uint8Array(bytes));
      }),
      { numRuns: MUTANTS },
    );
  });

  test("any text in the form of a table is read or refused", async () => {
    const cell = fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String));
    const table = fc
      .tuple(fc.constantFrom(",", "\t", ";", "::", "|", " "), fc.array(fc.array(cell)))
      .map(([separator, rows]) => rows.map((row) => row.join(separator)).join("\n"));
    await fc.assert(
      fc.asyncProperty(table, async (text) => {
        await expectTold("a.csv", strToU8(text) as Bytes);
      }),
      { numRuns: MUTANTS },
    );
  });

  test("any values in the fields of a play are read or refused", async () => {
    const fields = ["ts", "ms_played", "master_metadata_track_name", "endTime", "trackName"].concat(
      ["artistName", "msPlayed", "listened_at", "track_metadata", "score", "recording_msid"],
    );
    const entry = fc.dictionary(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 2 }));
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1 }), async (entries) => {
        await expectTold("a.json", strToU8(JSON.stringify(entries)) as Bytes);
      }),
      { numRuns: MUTANTS },
    );
  });
});

describe("mutants of a valid drop", () => {
  const plain = Object.entries(validDrops).flatMap(([format, entries]) =>
    Object.entries(entries).map(([name, text]) => [format, name, strToU8(text) as Bytes] as const),
  );

  test.each(plain)("%s: %s", async (format, name, bytes) => {
    const random = seededRandom(`${format} ${name}`);
    const companions = Object.entries(validDrops[format] ?? {}).filter(([other]) => other !== name);
    const beside = companions.map(([other, text]) => file(other, text));
    const seen = new Set<boolean>();
    for (let n = 0; n < MUTANTS; n++) {
      const result = await readImport([file(name, mutate(bytes, random)), ...beside], context);
      if (result.ok) expectSound(result.value);
      seen.add(result.ok);
    }
    expect(seen.has(true)).toBe(true);
  });

  test("archives", async () => {
    const random = seededRandom("archives");
    const entries = Object.entries(validDrops["movielens"] ?? {});
    const whole = zipSync(Object.fromEntries(entries.map(([name, text]) => [name, strToU8(text)])));
    const seen = new Set<string>();
    for (let n = 0; n < MUTANTS; n++) {
      seen.add(await expectTold("a.zip", mutate(whole as Bytes, random)));
    }
    expect(seen).toEqual(new Set(["draft", "fault"]));
  });
});

describe("giants", () => {
  /** A blob that holds one megabyte many times over, without the memory for it. */
  const endless = (unit: string, megabytes: number): Blob => {
    const part = new Blob([unit.repeat(2 ** 20)]);
    return new Blob(Array.from({ length: megabytes }, () => part));
  };

  test.each([
    ["a line of 1 GB", "x", "a.csv"],
    ["a number of 1 GB", "7", "a.csv"],
    ["a quotation of 1 GB", '"', "a.csv"],
    ["brackets of 1 GB", "[", "a.json"],
    ["spaces of 1 GB", " ", "a.json"],
  ])("%s is refused", async (_, unit, name) => {
    const result = await readImport([{ name, blob: endless(unit, 1024) }], context);
    expect(result.ok).toBe(false);
  });

  test("a line of 1 GB after a good head is refused with its file", async () => {
    const head = "user,item,rating\na,x,5\nb,x,4\n";
    const blob = new Blob([head, endless("z", 1024)]);
    const result = await readImport([{ name: "a.csv", blob }], context);
    expect(result).toEqual({
      ok: false,
      fault: {
        message:
          "a.csv has a line longer than 1 MB, so it is not a table or a log that can be read.",
        position: { file: "a.csv" },
      },
    });
  });

  test("reading stops when it is aborted", async () => {
    const controller = new AbortController();
    const text = "user,item,rating\n" + "a,x,5\nb,x,4\n".repeat(200_000);
    const reading = readImport([file("a.csv", text)], {
      ...context,
      signal: controller.signal,
      onBytes: () => controller.abort(),
    });
    await expect(reading).rejects.toMatchObject({ name: "AbortError" });
  });
});
