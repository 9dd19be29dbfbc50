import { DRUM_KEYS, type Drum } from "../../music/percussion";
import { SAMPLE_RATE_HZ, type BankSample } from "../bank";
import { faded, levelled, whiteNoise } from "./noise";
import { struck } from "./struck";

/** A skin whose pitch falls as it rings. */
interface Skin {
  readonly fromHz: number;
  readonly toHz: number;
  readonly fallSec: number;
  readonly decaySec: number;
}

/** Noise through a band, with a rise and a decay. */
interface Hiss {
  readonly lowHz: number;
  readonly highHz: number;
  readonly riseSec: number;
  readonly decaySec: number;
}

const frames = (sec: number): number => Math.round(sec * SAMPLE_RATE_HZ);

function skin(sec: number, { fromHz, toHz, fallSec, decaySec }: Skin): Float32Array {
  let phase = 0;
  return Float32Array.from({ length: frames(sec) }, (_, i) => {
    const t = i / SAMPLE_RATE_HZ;
    phase += (2 * Math.PI * (toHz + (fromHz - toHz) * Math.exp(-t / fallSec))) / SAMPLE_RATE_HZ;
    // Bent a little, so that small speakers have partials to sound.
    return Math.tanh(1.6 * Math.sin(phase)) * Math.exp(-t / decaySec);
  });
}

function hiss(sec: number, { lowHz, highHz, riseSec, decaySec }: Hiss, seed: number): Float32Array {
  const under = 1 - Math.exp((-2 * Math.PI * lowHz) / SAMPLE_RATE_HZ);
  const over = 1 - Math.exp((-2 * Math.PI * highHz) / SAMPLE_RATE_HZ);
  let [a, b, c, d] = [0, 0, 0, 0];
  return whiteNoise(frames(sec), seed).map((value, i) => {
    const t = i / SAMPLE_RATE_HZ;
    a += over * (value - a);
    b += over * (a - b);
    c += under * (b - c);
    d += under * (b - c - d);
    return (b - c - d) * Math.min(1, t / riseSec) * Math.exp(-t / decaySec);
  });
}

/** Square-ish partials that fit no scale: what makes metal of noise. */
function metal(sec: number, decaySec: number): Float32Array {
  const ratios = [2, 3.0, 4.16, 5.43, 6.79, 8.21, 9.7, 11.3];
  const modes = ratios.map((ratio) => ({ ratio, amplitude: 1 / ratios.length, decaySec }));
  return struck(830, sec, modes);
}

function sum(...sounds: readonly (readonly [gain: number, sound: Float32Array])[]): Float32Array {
  const length = Math.max(...sounds.map(([, sound]) => sound.length));
  const out = Float32Array.from({ length }, (_, i) =>
    sounds.reduce((total, [gain, sound]) => total + gain * (sound[i] ?? 0), 0),
  );
  return faded(out, frames(0.01));
}

const click = (): Float32Array =>
  hiss(0.02, { lowHz: 1200, highHz: 7000, riseSec: 0.0002, decaySec: 0.003 }, 3);

const tom = (hertz: number): Float32Array =>
  sum(
    [1, skin(0.6, { fromHz: hertz * 1.7, toHz: hertz, fallSec: 0.04, decaySec: 0.16 })],
    [0.5, click()],
  );

const claps = (): Float32Array => {
  const burst = hiss(0.2, { lowHz: 900, highHz: 4200, riseSec: 0.001, decaySec: 0.006 }, 5);
  const last = hiss(0.3, { lowHz: 900, highHz: 4200, riseSec: 0.001, decaySec: 0.07 }, 6);
  const out = new Float32Array(frames(0.34));
  [0, 0.011, 0.023].forEach((sec, k) => {
    const sound = k === 2 ? last : burst;
    sound.forEach((value, i) => {
      const at = i + frames(sec);
      if (at < out.length) out[at] = (out[at] as number) + value;
    });
  });
  return out;
};

/** Each drum's sound and the root mean square of its loudest moment, set by meter in a full mix. */
const KIT: Readonly<Record<Drum, readonly [level: number, make: () => Float32Array]>> = {
  kick: [
    0.3,
    () =>
      sum(
        [1, skin(0.42, { fromHz: 190, toHz: 52, fallSec: 0.028, decaySec: 0.12 })],
        [0.45, click()],
      ),
  ],
  snare: [
    0.2,
    () =>
      sum(
        [0.6, skin(0.3, { fromHz: 260, toHz: 185, fallSec: 0.02, decaySec: 0.07 })],
        [1.2, hiss(0.32, { lowHz: 1100, highHz: 8500, riseSec: 0.0005, decaySec: 0.085 }, 1)],
      ),
  ],
  rim: [
    0.09,
    () =>
      struck(820, 0.09, [
        { ratio: 1, amplitude: 1, decaySec: 0.012 },
        { ratio: 2.1, amplitude: 0.8, decaySec: 0.008 },
      ]),
  ],
  clap: [0.15, claps],
  brush: [0.09, () => hiss(0.3, { lowHz: 1400, highHz: 6500, riseSec: 0.018, decaySec: 0.07 }, 8)],
  hat: [
    0.045,
    () =>
      sum(
        [1, hiss(0.11, { lowHz: 6500, highHz: 14000, riseSec: 0.0005, decaySec: 0.028 }, 2)],
        [0.15, metal(0.11, 0.02)],
      ),
  ],
  openHat: [
    0.05,
    () =>
      sum(
        [1, hiss(0.45, { lowHz: 6000, highHz: 13000, riseSec: 0.001, decaySec: 0.13 }, 2)],
        [0.15, metal(0.45, 0.12)],
      ),
  ],
  ride: [
    0.05,
    () =>
      sum(
        [0.5, hiss(1.1, { lowHz: 5000, highHz: 12000, riseSec: 0.0005, decaySec: 0.25 }, 4)],
        [0.5, metal(1.1, 0.3)],
      ),
  ],
  crash: [0.09, () => hiss(1.8, { lowHz: 2500, highHz: 12000, riseSec: 0.002, decaySec: 0.45 }, 9)],
  lowTom: [0.22, () => tom(82)],
  midTom: [0.2, () => tom(118)],
  highTom: [0.19, () => tom(165)],
  tambourine: [
    0.05,
    () =>
      sum(
        [1, hiss(0.22, { lowHz: 6500, highHz: 15000, riseSec: 0.003, decaySec: 0.05 }, 11)],
        [0.3, struck(3900, 0.22, [{ ratio: 1, amplitude: 0.5, decaySec: 0.05 }])],
      ),
  ],
  shaker: [
    0.04,
    () => hiss(0.12, { lowHz: 4500, highHz: 11000, riseSec: 0.022, decaySec: 0.03 }, 12),
  ],
  block: [
    0.1,
    () =>
      struck(1050, 0.12, [
        { ratio: 1, amplitude: 1, decaySec: 0.02 },
        { ratio: 2.6, amplitude: 0.4, decaySec: 0.01 },
      ]),
  ],
};

/** The kit, a drum at a step so that the caller may pause. */
export function* drumKit(): Generator<void, BankSample[]> {
  const samples: BankSample[] = [];
  for (const drum of Object.keys(KIT) as Drum[]) {
    const [level, make] = KIT[drum];
    samples.push({ pitch: DRUM_KEYS[drum], samples: levelled(make(), level, SAMPLE_RATE_HZ) });
    yield;
  }
  return samples;
}
