import { SAMPLE_RATE_HZ } from "../bank";
import { faded, whiteNoise } from "./noise";

/** A string and how it is plucked. */
export interface PluckedString {
  readonly hertz: number;
  readonly sec: number;
  /** Time to −60 dB at the fundamental. */
  readonly decaySec: number;
  /** 0 a soft thumb, 1 a hard pick. */
  readonly brightness: number;
  /** Where it is plucked, as a share of the string's length: 0.1 near the bridge, 0.5 the middle. */
  readonly position: number;
  /** How fast the upper partials die: 0 never sooner, 0.5 soonest. */
  readonly damping: number;
}

/**
 * A plucked string: a burst of noise goes round a delay as long as the period, damped each time.
 * The pick's place takes out the partials that have a node there; an all-pass makes the delay
 * exact to a fraction of a frame.
 *
 * @see Karplus, Strong, "Digital synthesis of plucked-string and drum timbres", CMJ 1983
 * @see Jaffe, Smith, "Extensions of the Karplus-Strong plucked-string algorithm", CMJ 1983
 */
export function plucked(string: PluckedString): Float32Array {
  const { hertz, sec, damping } = string;
  const period = SAMPLE_RATE_HZ / hertz;
  const whole = Math.floor(period - damping - 0.1);
  const fraction = period - damping - whole;
  const allpass = (1 - fraction) / (1 + fraction);
  const loss = 10 ** (-3 / (hertz * string.decaySec));
  const line = burst(string, whole);
  const out = new Float32Array(Math.round(sec * SAMPLE_RATE_HZ));
  let [at, before, passedIn, passedOut] = [0, 0, 0, 0];
  for (let i = 0; i < out.length; i++) {
    const value = line[at] as number;
    out[i] = value;
    const damped = loss * ((1 - damping) * value + damping * before);
    before = value;
    passedOut = allpass * (damped - passedOut) + passedIn;
    passedIn = damped;
    line[at] = passedOut;
    if (++at === whole) at = 0;
  }
  return faded(out, Math.min(out.length, Math.round(0.15 * SAMPLE_RATE_HZ)));
}

function burst({ brightness, position, hertz }: PluckedString, length: number): Float32Array {
  const noise = whiteNoise(length, Math.round(hertz * 100));
  const keep = 0.12 + 0.85 * brightness;
  let low = 0;
  const soft = noise.map((value) => (low += keep * (value - low)));
  const node = Math.max(1, Math.round(position * length));
  const shaped = soft.map((value, i) => value - (soft[(i + length - node) % length] as number));
  const mean = shaped.reduce((sum, value) => sum + value, 0) / length;
  return shaped.map((value) => value - mean);
}
