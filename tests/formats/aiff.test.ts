import fc from "fast-check";
import { expect, test } from "vitest";
import { aiffToWav } from "../../src/formats/aiff/to-wav";
import { readWav } from "../../src/formats/wav/read";
import { fixture } from "./tags/samples";

test("an AIFF file gives the samples of the WAV file made from the same sound", () => {
  const made = aiffToWav(fixture("tone.aiff"));
  const wav = readWav(made.ok ? made.value : new Uint8Array());
  const same = readWav(fixture("tone.wav"));
  if (!wav.ok || !same.ok) throw new Error("A fixture cannot be read.");
  expect(wav.value.sampleRateHz).toBe(22_050);
  expect(wav.value.channels).toEqual(same.value.channels);
});

test.each([
  ["NONE", 24, [1, 2, 3, 4, 5, 6], [3, 2, 1, 6, 5, 4]],
  ["sowt", 16, [1, 2, 3, 4], [1, 2, 3, 4]],
  ["twos", 32, [1, 2, 3, 4], [4, 3, 2, 1]],
] as const)("AIFF-C %s at %d bits", (kind, bits, samples, expected) => {
  const made = aiffToWav(aiffc(kind, bits, samples));
  expect(made.ok && [...made.value.subarray(44)]).toEqual(expected);
  const view = new DataView(made.ok ? made.value.buffer : new ArrayBuffer(44));
  expect([view.getUint16(34, true), view.getUint32(24, true)]).toEqual([bits, 44_100]);
});

test("compressed sound, and no sound, are told", () => {
  expect(aiffToWav(aiffc("ima4", 16, [1, 2]))).toMatchObject({ ok: false });
  expect(aiffToWav(fixture("tone.aiff").slice(0, 60))).toMatchObject({ ok: false });
});

test("any bytes are converted or refused", () => {
  const whole = fixture("tone.aiff");
  fc.assert(
    fc.property(fc.nat(200), fc.uint8Array({ maxLength: 40 }), (at, bytes) => {
      const mutant = whole.slice(0, 600);
      mutant.set(bytes, at);
      expect(typeof aiffToWav(mutant).ok).toBe("boolean");
    }),
    { numRuns: 500 },
  );
});

/** One channel at 44.1 kHz. */
function aiffc(kind: string, bits: number, samples: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(12 + 8 + 24 + 16 + samples.length);
  const view = new DataView(bytes.buffer);
  const text = (at: number, value: string) => bytes.set(new TextEncoder().encode(value), at);
  text(0, "FORM");
  text(8, "AIFC");
  text(12, "COMM");
  view.setUint32(16, 24);
  view.setUint16(20, 1);
  view.setUint32(22, samples.length / (bits / 8));
  view.setUint16(26, bits);
  // 44,100 as an 80-bit float.
  view.setUint16(28, 0x400e);
  view.setUint32(30, 0xac44_0000);
  text(38, kind);
  text(44, "SSND");
  view.setUint32(48, 8 + samples.length);
  bytes.set(samples, 60);
  return bytes;
}
