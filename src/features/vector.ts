import { MFCC, RANGES, type FeatureName, type Features } from "./names";

/** Steps that a range is cut into; a value belongs to the two steps it lies between, in parts. */
const STEPS = 5;

interface Block {
  readonly names: readonly string[];
  /** Writes the block's values, each 0–1, from `at` on. */
  readonly write: (features: Features, out: Float64Array, at: number) => void;
}

/** A number on a scale: near values share steps, far ones share none, whatever the unit. */
function steps(name: keyof typeof RANGES, weight: number): Block {
  const { min, max } = RANGES[name];
  return {
    names: Array.from({ length: STEPS }, (_, i) => `${name}:${i + 1}/${STEPS}`),
    write: (features, out, at) => {
      const value = features[name];
      if (value === undefined) return;
      const place = ((STEPS - 1) * (Math.min(max, Math.max(min, value)) - min)) / (max - min);
      const low = Math.min(STEPS - 2, Math.floor(place));
      out[at + low] = weight * (1 - (place - low));
      out[at + low + 1] = weight * (place - low);
    },
  };
}

const mode: Block = {
  names: ["mode:minor", "mode:major"],
  write: ({ mode: value }, out, at) => {
    if (value !== undefined) out[at + value] = 0.5;
  },
};

/** The tonic, and its neighbours on the circle of fifths by half. */
const key: Block = {
  names: Array.from({ length: 12 }, (_, i) => `key:${i}`),
  write: ({ key: tonic }, out, at) => {
    if (tonic === undefined) return;
    out[at + tonic] = 0.4;
    for (const fifth of [5, 7]) out[at + ((tonic + fifth) % 12)] = 0.2;
  },
};

/** Timbre as a whole weighs as much as tempo: each coefficient is a share of it. */
const timbre: Block = {
  names: Array.from({ length: 2 * MFCC }, (_, i) => `mfcc${Math.floor(i / 2) + 1}:${"-+"[i % 2]}`),
  write: (features, out, at) => {
    for (let i = 0; i < MFCC; i++) {
      const value = features[`mfcc${i + 1}` as FeatureName];
      if (value === undefined) return;
      // Coefficients beyond ±10 are rare; the logistic keeps them apart without an end.
      const share = 1 / (1 + Math.exp(-value / 3));
      out[at + 2 * i] = (1 - share) / Math.sqrt(MFCC);
      out[at + 2 * i + 1] = share / Math.sqrt(MFCC);
    }
  },
};

const blocks: readonly Block[] = [
  steps("bpm", 1),
  steps("energy", 1),
  steps("brightness", 0.8),
  steps("loudness", 0.5),
  steps("pulse", 0.5),
  steps("register", 0.6),
  steps("span", 0.3),
  mode,
  key,
  timbre,
];

/** The names of the places of a vector. */
export const VECTOR_NAMES: readonly string[] = blocks.flatMap((block) => block.names);

/**
 * A track's features as one vector of values 0–1, for cosine: near tempi, energies and keys share
 * places and far ones do not. What was not measured is 0 and counts for nothing.
 */
export function toVector(features: Features): Float64Array {
  const out = new Float64Array(VECTOR_NAMES.length);
  let at = 0;
  for (const block of blocks) {
    block.write(features, out, at);
    at += block.names.length;
  }
  return out;
}
