import Meyda from "meyda";
import { ANALYSIS_RATE_HZ } from "./analysis-rate";
import { MFCC } from "./names";

const FRAME = 4096;
/** Frames looked at, spread evenly over a long piece: more of them change the means by nothing. */
const MOST_FRAMES = 1_200;
/** Frames this far below the loudest are pauses, as a share of its amplitude. */
const PAUSE = 0.01;

/** How a piece sounds, whatever is played. */
export interface Timbre {
  /** Mean share of each pitch class from C, 0–1; the strongest is 1. */
  readonly chroma: readonly number[];
  /** Means of mel-frequency cepstral coefficients 1–12. */
  readonly mfcc: readonly number[];
  /** Their standard deviations over time. */
  readonly mfccDeviation: readonly number[];
  /** Mean of the spectral centroid, in Hz. */
  readonly brightness: number;
}

/**
 * Means over the frames of a piece of what Meyda extracts from each, pauses left out.
 *
 * @param samples  mono at 22,050 Hz
 * @returns nothing where all is silence
 * @see Rawlinson, Segal, Fiala, "Meyda: an audio feature extraction library for the Web Audio API",
 *      WAC 2015
 */
export function measureTimbre(samples: Float32Array): Timbre | undefined {
  const peak = samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  if (peak < 1e-4) return undefined;
  Meyda.bufferSize = FRAME;
  Meyda.sampleRate = ANALYSIS_RATE_HZ;
  Meyda.numberOfMFCCCoefficients = MFCC + 1;
  const step = Math.max(FRAME / 2, Math.floor(samples.length / MOST_FRAMES));
  const chroma = new Float64Array(12);
  const sum = new Float64Array(MFCC);
  const squares = new Float64Array(MFCC);
  let centroid = 0;
  let frames = 0;
  for (let at = 0; at === 0 || at + FRAME <= samples.length; at += step) {
    const found = Meyda.extract(
      ["rms", "mfcc", "chroma", "spectralCentroid"],
      frameAt(samples, at),
    );
    if (!found?.mfcc || !found.chroma || (found.rms ?? 0) < PAUSE * peak) continue;
    frames++;
    found.chroma.forEach((value, i) => (chroma[i] = (chroma[i] as number) + value));
    found.mfcc.slice(1).forEach((value, i) => {
      sum[i] = (sum[i] as number) + value;
      squares[i] = (squares[i] as number) + value * value;
    });
    // Meyda gives the centroid in bins.
    centroid += ((found.spectralCentroid ?? 0) * ANALYSIS_RATE_HZ) / FRAME;
  }
  if (frames === 0) return undefined;
  const strongest = Math.max(...chroma);
  const mfcc = Array.from(sum, (value) => value / frames);
  return {
    chroma: Array.from(chroma, (value) => (strongest > 0 ? value / strongest : 0)),
    mfcc,
    mfccDeviation: mfcc.map((mean, i) =>
      Math.sqrt(Math.max(0, (squares[i] as number) / frames - mean * mean)),
    ),
    brightness: centroid / frames,
  };
}

/** A frame of full length; a piece shorter than one is filled up with silence. */
function frameAt(samples: Float32Array, at: number): Float32Array {
  if (at + FRAME <= samples.length) return samples.subarray(at, at + FRAME);
  const frame = new Float32Array(FRAME);
  frame.set(samples.subarray(at));
  return frame;
}
