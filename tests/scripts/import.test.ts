import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { zipSync } from "fflate";
import { afterAll, expect, test } from "vitest";
import { run } from "../../scripts/commands/import";
import { makeSample } from "../../scripts/make-sample";
import { ownRatings, spotifyAccount, spotifyExtended } from "../formats/import/samples";

const folder = mkdtempSync(join(tmpdir(), "refrain-import-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

async function reportOf(...args: string[]): Promise<Record<string, unknown>> {
  const reports: object[] = [];
  await run(args, (report) => reports.push(report));
  expect(reports).toHaveLength(1);
  return reports[0] as Record<string, unknown>;
}

test("several files are one import", async () => {
  const account = write("StreamingHistory0.json", spotifyAccount);
  const extended = write("Streaming_History_Audio_2023.json", spotifyExtended);
  expect(await reportOf(account, extended)).toMatchObject({
    format: "spotify-account+spotify-extended",
    listens: 5,
    ratings: 0,
    tracks: 5,
    artists: 3,
    rejected: [],
    rejectedCount: 0,
  });
});

test("rejected rows name their file only where there are several", async () => {
  const first = write("a.csv", `${ownRatings}Old Song,"4,5"\n`);
  const second = write("b.csv", `${ownRatings}New Song,eleven\n`);
  const reason = (text: string) => `"${text}" is not a rating between 1 and 5.`;
  expect((await reportOf(first))["rejected"]).toEqual([{ row: 6, reason: reason("4,5") }]);
  expect((await reportOf(first, second))["rejected"]).toEqual([
    { file: "a.csv", row: 6, reason: reason("4,5") },
    { file: "b.csv", row: 6, reason: reason("eleven") },
  ]);
});

test("the made sample reads as a folder and as an archive", async () => {
  const sample = makeSample("test");
  for (const [name, text] of Object.entries(sample)) write(`hetrec/${name}`, text);
  const bytes = Object.entries(sample).map(([name, text]) => [
    name,
    new TextEncoder().encode(text),
  ]);
  const archive = write(
    "hetrec.zip",
    zipSync(Object.fromEntries(bytes) as Record<string, Uint8Array>),
  );
  const report = await reportOf(join(folder, "hetrec"));
  expect(report).toMatchObject({
    format: "hetrec",
    destination: "community",
    users: 80,
    listens: 80 * 24,
    rejectedCount: 0,
  });
  expect(await reportOf(archive)).toEqual(report);
});

test.each<[string, () => string[], string]>([
  ["nothing asked for", () => [], "import needs at least one file, folder or archive."],
  ["no such file", () => ["no-such-file.csv"], "no-such-file.csv does not exist."],
  [
    "nothing to read",
    () => [write("letter.txt", "Dear Ann,\n")],
    "letter.txt: no sound, listening history",
  ],
])("%s", async (_, args, message) => {
  await expect(reportOf(...args())).rejects.toThrow(message);
});

const real = "../shared/data/ratings";

test.runIf(existsSync(real))("the real sets have their published counts", async () => {
  expect(await reportOf(`${real}/hetrec2011-lastfm-2k`)).toMatchObject({
    format: "hetrec",
    users: 1892,
    artists: 17_632,
    listens: 92_834,
    rejectedCount: 0,
  });
  expect(await reportOf(`${real}/ml-latest-small`)).toMatchObject({
    format: "movielens",
    users: 610,
    items: 9724,
    ratings: 100_836,
    rejectedCount: 0,
  });
});
