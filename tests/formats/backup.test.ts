import { createHash, randomBytes } from "node:crypto";
import fc from "fast-check";
import { unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { BackupManifest } from "../../src/formats/backup/manifest";
import { openBackup } from "../../src/formats/backup/read";
import type { BackupRow } from "../../src/formats/backup/read";
import { Sha256 } from "../../src/formats/backup/sha256";
import { BackupWriter } from "../../src/formats/backup/write";

interface Table {
  readonly name: string;
  readonly rows: readonly BackupRow[];
}

const sample: readonly Table[] = [
  {
    name: "tracks",
    rows: [
      { id: "a", title: "红豆\n“x”", n: 1.5 },
      { id: "b", tags: ["x", null] },
    ],
  },
  { name: "empty", rows: [] },
  {
    name: "blocks",
    rows: [
      { id: 1, bytes: Uint8Array.of(0, 0, 0) },
      { id: 2, bytes: new Uint8Array(0) },
      { id: 4, bytes: new Uint8Array(60).fill(3, 40) },
      { id: 3, bytes: new Uint8Array(2_000).fill(7) },
    ],
  },
];

function write(tables: readonly Table[]): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const writer = new BackupWriter((bytes) => parts.push(bytes as Uint8Array<ArrayBuffer>));
  for (const { name, rows } of tables) {
    writer.begin(name, name.startsWith("blocks") ? "bytes" : undefined);
    for (const row of rows) {
      const bytes = row["bytes"];
      if (bytes instanceof Uint8Array) {
        writer.rows([{ ...row, bytes: bytes.length }]);
        const half = bytes.length >> 1;
        writer.bytes(bytes.subarray(0, half));
        writer.bytes(bytes.subarray(half));
      } else writer.rows([row]);
    }
    writer.end();
  }
  writer.finish({ schema: 1, createdMs: 5 });
  return new Blob(parts);
}

/** The tables of a backup, or the fault with its place. */
async function read(file: Blob): Promise<readonly Table[] | { message: string; place: string }> {
  const refused = ({
    fault,
  }: {
    fault: { message: string; position?: { file?: string; row?: number } };
  }) => ({
    message: fault.message,
    place: `${fault.position?.file ?? "?"}:${fault.position?.row ?? ""}`,
  });
  const backup = await openBackup(file, "b.zip");
  if (!backup.ok) return refused(backup);
  const tables: Table[] = [];
  for (const table of backup.value.manifest.tables) {
    const rows: BackupRow[] = [];
    const result = await backup.value.readTable(table, (row) => rows.push(row));
    if (!result.ok) return refused(result);
    tables.push({ name: table.name, rows });
  }
  return tables;
}

async function unpacked(file: Blob): Promise<Record<string, Uint8Array>> {
  return unzipSync(new Uint8Array(await file.arrayBuffer()));
}

function packed(files: Record<string, Uint8Array>): Blob {
  return new Blob([zipSync(files, { level: 1 }) as Uint8Array<ArrayBuffer>]);
}

/** A MiB that does not deflate much. */
const noise = randomBytes(2 ** 19).toString("hex");

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

test("SHA-256 equals the platform's, however the bytes are cut", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.array(fc.nat(300)), (bytes, cuts) => {
      const hash = new Sha256();
      let at = 0;
      for (const cut of cuts.toSorted((a, b) => a - b)) {
        hash.update(bytes.subarray(at, Math.max(at, cut)));
        at = Math.max(at, Math.min(cut, bytes.length));
      }
      expect(hash.update(bytes.subarray(at)).hex()).toBe(sha256(bytes));
    }),
  );
});

test("a backup reads back as it was written, and the same rows give the same bytes", async () => {
  expect(await read(write(sample))).toEqual(sample);
  expect(await unpacked(write(sample))).toEqual(await unpacked(write(sample)));
  const [one, two] = await Promise.all([write(sample).arrayBuffer(), write(sample).arrayBuffer()]);
  expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
});

test("any rows of JSON, with or without bytes, read back as they were", async () => {
  const json = fc.dictionary(
    fc.string({ unit: "binary" }).filter((key) => key !== "bytes"),
    fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown),
    { noNullPrototype: true },
  );
  const plain = fc.record({
    name: fc.constantFrom("a", "B"),
    rows: fc.array(json, { maxLength: 5 }),
  });
  const bytes = fc.uint8Array({ max: 3, maxLength: 50 });
  const binary = fc.record({
    name: fc.constantFrom("blocks", "blocksToo"),
    rows: fc.array(
      fc.tuple(json, bytes).map(([row, own]) => ({ ...row, bytes: own })),
      { maxLength: 5 },
    ),
  });
  const tables = fc.uniqueArray(fc.oneof(plain, binary), { selector: ({ name }) => name });
  await fc.assert(
    fc.asyncProperty(tables, async (given) => {
      expect(await read(write(given))).toEqual(given);
    }),
    { numRuns: 40 },
  );
});

describe("what is refused, and where", () => {
  const change = async (
    edit: (files: Record<string, Uint8Array>, manifest: BackupManifest) => unknown,
  ) => {
    const files = await unpacked(write(sample));
    const manifest = JSON.parse(new TextDecoder().decode(files["manifest.json"])) as BackupManifest;
    const edited = edit(files, manifest) ?? manifest;
    files["manifest.json"] = utf8(typeof edited === "string" ? edited : JSON.stringify(edited));
    return read(packed(files));
  };
  /** Puts another text in place of a table's rows, with the hash that goes with it. */
  const rows = (text: string) => (files: Record<string, Uint8Array>, manifest: BackupManifest) => {
    files["tables/tracks.jsonl"] = utf8(text);
    const tables = manifest.tables.map((table) =>
      table.name === "tracks" ? { ...table, sha256: sha256(utf8(text)) } : table,
    );
    return { ...manifest, tables };
  };

  test.each<[string, Parameters<typeof change>[0], string, RegExp]>([
    [
      "a newer format",
      (_f, m) => ({ ...m, version: 2, tables: "?" }),
      "manifest.json:",
      /newer version/,
    ],
    ["another archive", () => ({ format: "else" }), "manifest.json:", /not a backup/],
    ["no JSON", () => "{", "manifest.json:", /damaged/],
    [
      "a table named twice",
      (_f, m) => ({ ...m, tables: [...m.tables, ...m.tables] }),
      "manifest.json:",
      /tables/,
    ],
    [
      "a path for a name",
      (_f, m) => ({ ...m, tables: [{ ...m.tables[0], name: "../x" }] }),
      "manifest.json:",
      /name/,
    ],
    [
      "a count beyond all",
      (_f, m) => ({ ...m, tables: [{ ...m.tables[0], rows: 1e12 }] }),
      "manifest.json:",
      /rows/,
    ],
    ["a manifest without end", () => "[" + " ".repeat(2 ** 20 + 1), "manifest.json:", /too long/],
    ["rows missing", rows("{}\n"), "tables/tracks.jsonl:1", /does not hold the 2 rows/],
    ["rows too many", rows("{}\n{}\n{}\n"), "tables/tracks.jsonl:3", /does not hold the 2 rows/],
    ["a row that is no JSON", rows("{}\n{\n"), "tables/tracks.jsonl:2", /cannot be read/],
    ["a row that is no record", rows("[]\n{}\n"), "tables/tracks.jsonl:1", /no record/],
    ["a row cut off", rows("{}\n{}"), "tables/tracks.jsonl:", /cut off/],
    [
      "a line without end",
      rows(`{"a":"${noise.repeat(17)}"}\n`),
      "tables/tracks.jsonl:",
      /longer than any/,
    ],
    [
      "a table missing",
      (f) => void delete f["tables/tracks.jsonl"],
      "tables/tracks.jsonl:",
      /missing/,
    ],
    ["bytes missing", (f) => void delete f["tables/blocks.bin"], "tables/blocks.bin:", /missing/],
    [
      "rows changed",
      (f) => void (f["tables/empty.jsonl"] = utf8("\n")),
      "tables/empty.jsonl:1",
      /./,
    ],
    [
      "bytes too few",
      (f) => void (f["tables/blocks.bin"] = Uint8Array.of(1)),
      "tables/blocks.jsonl:1",
      /fit its bytes/,
    ],
    [
      "bytes too many",
      (f) => void (f["tables/blocks.bin"] = new Uint8Array(2_064)),
      "tables/blocks.bin:",
      /longer than its rows say/,
    ],
    [
      "bytes changed",
      (f) => void (f["tables/blocks.bin"] = new Uint8Array(2_063)),
      "tables/blocks.bin:",
      /changed or damaged/,
    ],
  ])("%s", async (_name, edit, place, message) => {
    expect(await change(edit)).toEqual({
      place,
      message: expect.stringMatching(message) as string,
    });
  });

  test("a file that is no archive, an empty one, an archive of something else", async () => {
    expect(await read(new Blob(["hello"]))).toMatchObject({ place: "b.zip:" });
    expect(await read(new Blob([]))).toMatchObject({ place: "b.zip:" });
    expect(await read(packed({ "a.txt": utf8("a") }))).toMatchObject({
      message: expect.stringMatching(/not a backup/) as string,
    });
  });

  test("a bomb is stopped by what really comes out", async () => {
    const bomb = new Uint8Array(12 * 2 ** 20);
    const result = await change((files) => void (files["tables/tracks.jsonl"] = bomb));
    expect(result).toMatchObject({ message: expect.stringMatching(/250 times/) as string });
  });
});

const mutants = process.env["REFRAIN_LONG"] === "1" ? 10_000 : 400;

test(`${mutants} damaged backups are refused or read as they were, never misread`, async () => {
  const good = new Uint8Array(await write(sample).arrayBuffer());
  const edit = fc.record({
    at: fc.nat(good.length - 1),
    remove: fc.oneof(fc.constant(0), fc.constant(1), fc.nat(good.length)),
    insert: fc.uint8Array({ maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
      let bytes = good;
      for (const { at, remove, insert } of edits) {
        const rest = bytes.subarray(Math.min(bytes.length, at + remove));
        bytes = Uint8Array.of(...bytes.subarray(0, at), ...insert, ...rest);
      }
      const result = await read(new Blob([bytes]));
      if ("message" in result) expect(result.message).not.toBe("");
      else expect(result).toEqual(sample);
    }),
    { numRuns: mutants },
  );
}, 600_000);
