import { expect, test, vi } from "vitest";
import { pick, randomInt, seededRandom, type Random } from "../../../src/base/random";
import { readImport } from "../../../src/formats/import/read";
import { PICTURE_LIMIT_BYTES } from "../../../src/formats/tags/tags";
import { context, file } from "../import/support";
import { fixture, tones } from "./samples";

/** Mutants of each kind; the long run is REFRAIN_LONG=1. */
const MUTANTS = process.env["REFRAIN_LONG"] === "1" ? 10_000 : 200;
type Bytes = Uint8Array<ArrayBuffer>;

vi.setConfig({ testTimeout: MUTANTS > 1000 ? 3_600_000 : 120_000 });

/** Lies mostly in the first kilobyte, where tags and lengths are. */
function mutate(bytes: Bytes, random: Random): Bytes {
  let mutant: Bytes = bytes.slice();
  for (let n = 1 + randomInt(random, 4); n > 0; n--) {
    const reach = random() < 0.7 ? Math.min(1024, mutant.length) : mutant.length;
    const at = randomInt(random, Math.max(1, reach));
    const edits: (() => Bytes)[] = [
      () => overwritten(mutant, at, [randomInt(random, 256)]),
      () => overwritten(mutant, at, [255, 255, 255, 255]),
      () => overwritten(mutant, at, [127, 255, 255, 255]),
      () => overwritten(mutant, at, [0, 0, 0, 0]),
      () => mutant.slice(0, at),
      () => Uint8Array.of(...mutant.slice(0, at), ...mutant.slice(at + randomInt(random, 40))),
      () => Uint8Array.of(...mutant.slice(0, at + 20), ...mutant.slice(at)),
    ];
    mutant = pick(random, edits)();
  }
  return mutant;
}

function overwritten(bytes: Bytes, at: number, values: readonly number[]): Bytes {
  const copy = bytes.slice();
  values.forEach((value, i) => (copy[at + i] = value));
  return copy;
}

test.each(tones)(
  "mutants of a %s file are read or told, and what is read is sound",
  async (kind) => {
    const random = seededRandom(kind);
    const whole = fixture(`tone.${kind}`);
    const seen = new Set<string>();
    for (let n = 0; n < MUTANTS; n++) {
      const result = await readImport([file(`a.${kind}`, mutate(whole, random))], context);
      if (!result.ok) {
        expect(result.fault.message).toMatch(/\.$/);
        continue;
      }
      const { tracks, audio = [], art = [], rejected } = result.value;
      seen.add(rejected.length > 0 ? "told" : "read");
      for (const { reason } of rejected) expect(reason).toMatch(/\.$/);
      expect(audio.length).toBe(tracks.length);
      for (const track of tracks) {
        expect(track.title.length).toBeGreaterThan(0);
        expect(track.title.length).toBeLessThanOrEqual(500);
        const { durationMs = 1 } = track;
        expect(Number.isInteger(durationMs) && durationMs > 0 && durationMs <= 86_400_000).toBe(
          true,
        );
      }
      for (const { bytes } of art) expect(bytes.length).toBeLessThanOrEqual(PICTURE_LIMIT_BYTES);
    }
    expect(seen.has("read")).toBe(true);
  },
);

test("a tag that claims a quarter of a gigabyte is refused without being read", async () => {
  const lie = new Uint8Array(300);
  lie.set(new TextEncoder().encode("ID3"));
  lie.set([3, 0, 0, 0x7f, 0x7f, 0x7f, 0x7f], 3);
  const giant = new Blob([lie, ...Array.from({ length: 300 }, () => new Uint8Array(2 ** 20))]);
  const result = await readImport([{ name: "a.mp3", blob: giant }], context);
  expect(result.ok && result.value.rejected[0]?.reason).toMatch(/damaged|end of its tags|no sound/);
});

test("reading stops when it is aborted", async () => {
  const controller = new AbortController();
  const drop = Array.from({ length: 30 }, (_, i) => file(`${i}.mp3`, fixture("tone.mp3")));
  const reading = readImport(drop, {
    ...context,
    signal: controller.signal,
    onBytes: () => controller.abort(),
  });
  await expect(reading).rejects.toMatchObject({ name: "AbortError" });
});
