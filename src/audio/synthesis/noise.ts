import { seededRandom } from "../../base/random";

/** White noise, −1 to 1, the same for the same seed. */
export function whiteNoise(length: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length }, () => 2 * random() - 1);
}

/** Turns a sound so that its loudest 50 ms have this root mean square; silence stays silent. */
export function levelled(samples: Float32Array, rms: number, sampleRateHz: number): Float32Array {
  const window = Math.round(0.05 * sampleRateHz);
  let loudest = 0;
  for (let from = 0; from < samples.length; from += window) {
    const part = samples.subarray(from, from + window);
    let squares = 0;
    for (let i = 0; i < part.length; i++) squares += (part[i] as number) ** 2;
    loudest = Math.max(loudest, squares / window);
  }
  const factor = loudest === 0 ? 0 : rms / Math.sqrt(loudest);
  return samples.map((value) => value * factor);
}

/** Fades the last stretch to nothing, in place, so that a sound cut short does not click. */
export function faded(samples: Float32Array, lastFrames: number): Float32Array {
  const from = samples.length - lastFrames;
  for (let i = Math.max(0, from); i < samples.length; i++) {
    samples[i] = (samples[i] as number) * ((samples.length - i) / lastFrames);
  }
  return samples;
}
