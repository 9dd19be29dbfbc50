/** A second-order filter, a0 = 1. */
interface Biquad {
  readonly b: readonly [number, number, number];
  readonly a: readonly [number, number];
}

/** Blocks of 400 ms that overlap by three quarters. */
const BLOCK_SEC = 0.4;
const OVERLAP = 4;
/** Blocks below this are silence, in LUFS. */
const ABSOLUTE_GATE = -70;
/** Blocks this far below the loudness of the others are pauses, in LU. */
const RELATIVE_GATE = -10;

/**
 * Integrated loudness of a programme, in LUFS: power of the K-weighted channels in blocks of
 * 400 ms, without silence (under −70 LUFS) and pauses (10 LU under the rest). Channels count alike,
 * as left, right and centre do.
 *
 * @param channels  one to three of one length, full scale at ±1
 * @returns nothing where all is silence, or shorter than a block
 * @see ITU-R BS.1770-4, annex 1; EBU R 128, Tech 3341
 */
export function integratedLoudness(
  channels: readonly Float32Array[],
  sampleRateHz: number,
): number | undefined {
  const hop = Math.round((BLOCK_SEC / OVERLAP) * sampleRateHz);
  const hops = Math.floor((channels[0]?.length ?? 0) / hop);
  const power = new Float64Array(hops);
  for (const channel of channels) addPower(channel, sampleRateHz, hop, power);
  const blocks: number[] = [];
  for (let i = 0; i + OVERLAP <= hops; i++) {
    blocks.push(mean(power.subarray(i, i + OVERLAP)));
  }
  const sounding = blocks.filter((block) => lufs(block) > ABSOLUTE_GATE);
  if (sounding.length === 0) return undefined;
  const gate = lufs(mean(sounding)) + RELATIVE_GATE;
  return lufs(mean(sounding.filter((block) => lufs(block) > gate)));
}

function lufs(power: number): number {
  return -0.691 + 10 * Math.log10(power);
}

/** Adds the K-weighted mean square of each hop of a channel. */
function addPower(samples: Float32Array, rateHz: number, hop: number, out: Float64Array): void {
  const [shelf, pass] = kWeighting(rateHz);
  let [s1, s2, p1, p2] = [0, 0, 0, 0];
  for (let i = 0; i < out.length * hop; i++) {
    const x = samples[i] as number;
    const y = shelf.b[0] * x + s1;
    s1 = shelf.b[1] * x - shelf.a[0] * y + s2;
    s2 = shelf.b[2] * x - shelf.a[1] * y;
    const z = pass.b[0] * y + p1;
    p1 = pass.b[1] * y - pass.a[0] * z + p2;
    p2 = pass.b[2] * y - pass.a[1] * z;
    const at = Math.floor(i / hop);
    out[at] = (out[at] as number) + (z * z) / hop;
  }
}

/**
 * The two filters of K-weighting for any sampling rate: a shelf for the head and a high pass. The
 * standard gives coefficients at 48 kHz; these analogue parameters give back those.
 *
 * @see De Man, "Evaluation of implementations of the EBU R128 loudness measurement", AES 2018
 */
function kWeighting(rateHz: number): readonly [shelf: Biquad, highPass: Biquad] {
  const shelfK = Math.tan((Math.PI * 1681.974450955533) / rateHz);
  const shelfQ = 0.7071752369554196;
  const high = 10 ** (3.999843853973347 / 20);
  const band = high ** 0.4996667741545416;
  const s0 = 1 + shelfK / shelfQ + shelfK ** 2;
  const passK = Math.tan((Math.PI * 38.13547087602444) / rateHz);
  const passQ = 0.5003270373238773;
  const p0 = 1 + passK / passQ + passK ** 2;
  return [
    {
      b: [
        (high + (band * shelfK) / shelfQ + shelfK ** 2) / s0,
        (2 * (shelfK ** 2 - high)) / s0,
        (high - (band * shelfK) / shelfQ + shelfK ** 2) / s0,
      ],
      a: [(2 * (shelfK ** 2 - 1)) / s0, (1 - shelfK / shelfQ + shelfK ** 2) / s0],
    },
    {
      b: [1, -2, 1],
      a: [(2 * (passK ** 2 - 1)) / p0, (1 - passK / passQ + passK ** 2) / p0],
    },
  ];
}

function mean(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total / values.length;
}
