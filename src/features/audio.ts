import { ANALYSIS_RATE_HZ } from "./analysis-rate";
import { estimateKey } from "./key";
import { integratedLoudness } from "./loudness";
import { series, type Features } from "./names";
import { onsetEnvelope, onsetRate } from "./onsets";
import { estimateTempo } from "./tempo";
import { measureTimbre } from "./timbre";

/**
 * Everything measured of a sound. Silence gives nothing; noise has no key and no tempo.
 *
 * @param channels  one to three of one length at 22,050 Hz, full scale at ±1
 */
export function audioFeatures(channels: readonly Float32Array[]): Features {
  const mono = mixed(channels);
  const timbre = measureTimbre(mono);
  if (timbre === undefined) return {};
  const onsets = onsetEnvelope(mono, ANALYSIS_RATE_HZ);
  const tempo = estimateTempo(onsets);
  const key = estimateKey(timbre.chroma);
  const loudness = integratedLoudness(channels, ANALYSIS_RATE_HZ);
  return {
    ...(tempo && { bpm: tempo.bpm, pulse: tempo.clarity }),
    ...(key && key.fit >= LEAST_FIT && { key: key.tonic, mode: Number(key.mode === "major") }),
    ...(loudness !== undefined && { loudness }),
    energy: onsetRate(onsets),
    brightness: timbre.brightness,
    ...series("chroma", timbre.chroma, 0),
    ...series("mfcc", timbre.mfcc, 1),
    ...series("mfccDeviation", timbre.mfccDeviation, 1),
  };
}

/** A key that fits worse than this is a guess. */
const LEAST_FIT = 0.4;

function mixed(channels: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array(), ...others] = channels;
  if (others.length === 0) return first;
  return first.map(
    (value, i) =>
      others.reduce((sum, channel) => sum + (channel[i] as number), value) / channels.length,
  );
}
