import fc from "fast-check";
import { expect, test } from "vitest";
import { readWav } from "../../src/formats/wav/read";
import { pcm16, WAV_HEADER_BYTES, wavHeader, writeWav } from "../../src/formats/wav/write";
import { mutated } from "../fixtures/music/mutate";
import { mutations } from "../fixtures/music/runs";

const sound = fc
  .record({
    sampleRateHz: fc.constantFrom(8_000, 22_050, 44_100, 48_000),
    frames: fc.integer({ min: 0, max: 50 }),
    channels: fc.integer({ min: 1, max: 3 }),
    seed: fc.array(fc.integer({ min: -32767, max: 32767 }), { minLength: 1, maxLength: 20 }),
  })
  .map(({ sampleRateHz, frames, channels, seed }) => ({
    sampleRateHz,
    channels: Array.from({ length: channels }, (_, c) =>
      Float32Array.from(
        { length: frames },
        (_, i) => (seed[(i + c) % seed.length] as number) / 32767,
      ),
    ),
  }));

test("parse(write(sound)) is the sound", () => {
  fc.assert(
    fc.property(sound, (pcm) => {
      expect(readWav(writeWav(pcm))).toEqual({ ok: true, value: pcm });
    }),
  );
});

test("written in pieces it is the same file", () => {
  const channels = [Float32Array.of(0.1, -0.2, 0.3), Float32Array.of(0, 1, -1)];
  const pieces = [wavHeader(44_100, 2, 3), pcm16(channels, 0, 1), pcm16(channels, 1, 3)];
  expect(pieces.flatMap((piece) => [...piece])).toEqual([
    ...writeWav({ sampleRateHz: 44_100, channels }),
  ]);
});

test("holds values past full scale; the header says what follows", () => {
  const bytes = writeWav({ sampleRateHz: 44_100, channels: [Float32Array.of(2, -2)] });
  expect([...bytes.subarray(WAV_HEADER_BYTES)]).toEqual([0xff, 0x7f, 0x01, 0x80]);
  expect(new TextDecoder().decode(bytes.subarray(0, 4))).toBe("RIFF");
  expect(() => wavHeader(44_100, 2, 2 ** 31)).toThrow(RangeError);
});

test.each([
  ["nothing", new Uint8Array(), 1],
  ["another file", new TextEncoder().encode("MThd and so on, not a sound"), 1],
  [
    "8-bit samples",
    writeWav({ sampleRateHz: 8_000, channels: [new Float32Array(4)] }).with(34, 8),
    21,
  ],
  [
    "no channels",
    writeWav({ sampleRateHz: 8_000, channels: [new Float32Array(4)] }).with(22, 0),
    21,
  ],
  [
    "no samples",
    writeWav({ sampleRateHz: 8_000, channels: [new Float32Array(4)] }).subarray(0, 36),
    36,
  ],
])("refuses %s", (_, bytes, byte) => {
  const result = readWav(bytes);
  expect(result.ok ? result : result.fault.position).toEqual({ byte });
});

test("spoiled WAV never throws", () => {
  const sample = writeWav({ sampleRateHz: 8_000, channels: [new Float32Array(20)] });
  fc.assert(
    fc.property(mutated(sample), (bytes) => {
      const result = readWav(bytes);
      if (result.ok) expect(result.value.channels.length).toBeGreaterThan(0);
    }),
    { numRuns: mutations },
  );
});
