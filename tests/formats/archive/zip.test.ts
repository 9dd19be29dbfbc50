import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { crc32 } from "../../../src/formats/archive/crc32";
import { archiveLimits } from "../../../src/formats/archive/limits";
import { openDrop } from "../../../src/formats/import/files";
import { readImport } from "../../../src/formats/import/read";
import { communityRatings, spotifyAccount } from "../import/samples";
import { context, draftOf, faultOf, file, zip } from "../import/support";

type Bytes = Uint8Array<ArrayBuffer>;

function zipped(entries: Record<string, Uint8Array>): Bytes {
  return zipSync(entries) as Bytes;
}

function patched(bytes: Bytes, change: (view: DataView, directory: number) => void): Bytes {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  const end = copy.length - 22;
  change(view, view.getUint32(end + 16, true));
  return copy;
}

const good = zipped({ "a.json": strToU8(spotifyAccount) });

describe("an archive", () => {
  test("crc32 of the standard's check value", () => {
    expect(crc32(strToU8("123456789"))).toBe(0xcbf43926);
    expect(crc32(strToU8("6789"), crc32(strToU8("12345")))).toBe(0xcbf43926);
  });

  test("stored files, folders and a comment at the end are read", async () => {
    const stored = zipSync(
      { "x/": new Uint8Array(), "x/r.csv": strToU8(communityRatings) },
      { level: 0 },
    );
    const comment = strToU8("a comment");
    const bytes = new Uint8Array([...stored, ...comment]);
    new DataView(bytes.buffer).setUint16(stored.length - 2, comment.length, true);
    expect((await draftOf(file("a.zip", bytes))).read.ratings).toBe(16);
  });

  test("what systems add is passed over, and names are only names", async () => {
    const sources = await openDrop(
      [
        zip("a.zip", {
          "../../etc/passwd": "x",
          "__MACOSX/._a": "x",
          ".DS_Store": "x",
          "b/.h": "x",
        }),
      ],
      context,
    );
    expect(sources.map(({ name }) => name)).toEqual(["a.zip/../../etc/passwd"]);
  });

  test("one archive inside another is opened, a third is not", async () => {
    const inner = zipped({ "a.json": strToU8(spotifyAccount) });
    const middle = zipped({ "inner.zip": inner });
    expect((await draftOf(file("middle.zip", middle))).listens).toHaveLength(4);
    expect(await faultOf(file("outer.zip", zipped({ "middle.zip": middle })))).toBe(
      "outer.zip/middle.zip/inner.zip is an archive in an archive in an archive; unpack it first.",
    );
  });

  test.each<[string, Bytes, string]>([
    [
      "cut off",
      good.slice(0, -30),
      "a.zip is cut off or damaged: its list of files cannot be read.",
    ],
    [
      "without data",
      good.slice(-22),
      "a.zip is cut off or damaged: its list of files cannot be read.",
    ],
    [
      "with a password",
      patched(good, (view, at) => view.setUint16(at + 8, 1, true)),
      "a.zip/a.json is locked with a password; unpack it first.",
    ],
    [
      "packed in another way",
      patched(good, (view, at) => view.setUint16(at + 10, 14, true)),
      "a.zip/a.json is packed in a way that is not known here; unpack it first.",
    ],
    [
      "with a flipped bit in the data",
      patched(good, (view) => view.setUint8(120, view.getUint8(120) ^ 4)),
      "a.zip/a.json is damaged inside the archive; fetch the archive again.",
    ],
    [
      "with a forged check sum",
      patched(good, (view, at) => view.setUint32(at + 16, 7, true)),
      "a.zip/a.json is damaged inside the archive; fetch the archive again.",
    ],
    [
      "with a stored size beyond its end",
      patched(good, (view, at) => view.setUint32(at + 20, 1e9, true)),
      "a.zip is cut off or damaged: its list of files cannot be read.",
    ],
    [
      "with data outside of it",
      patched(good, (view, at) => view.setUint32(at + 42, 0xfffffff0, true)),
      "a.zip is cut off or damaged: its list of files cannot be read.",
    ],
  ])("%s is refused", async (_, bytes, message) => {
    const result = await readImport([file("a.zip", bytes)], context);
    expect(result.ok ? "" : result.fault.message).toBe(message);
  });

  test("a size that the header makes smaller changes nothing: what comes out is counted", async () => {
    const forged = patched(good, (view, at) => view.setUint32(at + 24, 1, true));
    expect((await draftOf(file("a.zip", forged))).listens).toHaveLength(4);
  });

  test("entries that share their data are refused", async () => {
    const two = zipped({ "a.csv": strToU8(communityRatings), "b.csv": strToU8(communityRatings) });
    const overlapping = patched(two, (view, at) => {
      const second = at + 46 + 5;
      view.setUint32(second + 42, view.getUint32(at + 42, true), true);
    });
    expect(await faultOf(file("a.zip", overlapping))).toContain("cut off or damaged");
  });
});

describe("an archive bomb", () => {
  const spaces = new Uint8Array(40 * 1024 ** 2).fill(10);

  test("of too high a ratio is let go at once", async () => {
    const bomb = zipped({ "StreamingHistory0.json": spaces });
    expect(bomb.length).toBeLessThan(60_000);
    expect(await faultOf(file("a.zip", bomb))).toBe(
      "a.zip/StreamingHistory0.json unpacks to more than 200 times its size, as only a forged archive does.",
    );
  });

  test("inside an archive is let go too", async () => {
    const bomb = zipped({ "in.zip": zipped({ "a.json": spaces }) });
    expect(await faultOf(file("a.zip", bomb))).toContain("unpacks to more than 200 times its size");
  });

  test("of too many bytes in all is let go", async () => {
    const text = strToU8(communityRatings.repeat(200));
    const many = zipped(Object.fromEntries(["a", "b", "c", "d"].map((n) => [`${n}.csv`, text])));
    const limits = { ...archiveLimits, totalBytes: 2 * text.length };
    const result = await readImport([file("a.zip", many)], context, limits);
    expect(result.ok ? "" : result.fault.message).toMatch(/^a\.zip\/.\.csv unpacks to more than/);
  });

  test("of too many files is let go", async () => {
    const limits = { ...archiveLimits, entries: 3 };
    const many = zip("a.zip", { a: "1", b: "2", c: "3", d: "4" });
    const result = await readImport([many], context, limits);
    expect(result.ok ? "" : result.fault.message).toBe(
      "a.zip holds 4 files; at most 3 are opened.",
    );
  });
});
