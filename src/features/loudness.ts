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
 * Measures the loudness of a programme as it comes, a stretch at a time: power of the K-weighted
 * channels in blocks of 400 ms, without silence (under −70 LUFS) and pauses (10 LU under the
 * rest). Channels count alike, as left, right and centre do.
 *
 * @see ITU-R BS.1770-4, annex 1; EBU R 128, Tech 3341
 */
export class LoudnessMeter {
  readonly #hop: number;
  readonly #filters: readonly KWeighting[];
  readonly #power: number[] = [];
  #frames = 0;
  #sum = 0;

  /** @param channels  how many there are, one to three */
  constructor(channels: number, sampleRateHz: number) {
    this.#hop = Math.round((BLOCK_SEC / OVERLAP) * sampleRateHz);
    this.#filters = Array.from({ length: channels }, () => new KWeighting(sampleRateHz));
  }

  /** Takes frames `from` to `to` of the channels, full scale at ±1. */
  add(channels: readonly Float32Array[], from: number, to: number): void {
    for (let start = from; start < to;) {
      const end = Math.min(to, start + this.#hop - this.#frames);
      for (const [c, filter] of this.#filters.entries()) {
        this.#sum += filter.squares(channels[c] as Float32Array, start, end);
      }
      this.#frames += end - start;
      start = end;
      if (this.#frames < this.#hop) continue;
      this.#power.push(this.#sum / this.#hop);
      this.#frames = 0;
      this.#sum = 0;
    }
  }

  /** LUFS of all so far; nothing where all is silence, or shorter than a block. */
  integrated(): number | undefined {
    const blocks: number[] = [];
    for (let i = 0; i + OVERLAP <= this.#power.length; i++) {
      blocks.push(mean(this.#power.slice(i, i + OVERLAP)));
    }
    const sounding = blocks.filter((block) => lufs(block) > ABSOLUTE_GATE);
    if (sounding.length === 0) return undefined;
    const gate = lufs(mean(sounding)) + RELATIVE_GATE;
    return lufs(mean(sounding.filter((block) => lufs(block) > gate)));
  }
}

/**
 * Integrated loudness of a whole programme, in LUFS; nothing where all is silence, or shorter than
 * a block.
 *
 * @param channels  one to three of one length, full scale at ±1
 */
export function integratedLoudness(
  channels: readonly Float32Array[],
  sampleRateHz: number,
): number | undefined {
  const meter = new LoudnessMeter(channels.length, sampleRateHz);
  meter.add(channels, 0, channels[0]?.length ?? 0);
  return meter.integrated();
}

function lufs(power: number): number {
  return -0.691 + 10 * Math.log10(power);
}

/** The K-weighting of one channel; it remembers where it was. */
class KWeighting {
  readonly #shelf: Biquad;
  readonly #pass: Biquad;
  readonly #state = new Float64Array(4);

  constructor(rateHz: number) {
    [this.#shelf, this.#pass] = kWeighting(rateHz);
  }

  /** Sum of the squares of the weighted samples. */
  squares(samples: Float32Array, from: number, to: number): number {
    const [shelf, pass] = [this.#shelf, this.#pass];
    let [s1 = 0, s2 = 0, p1 = 0, p2 = 0] = this.#state;
    let total = 0;
    for (let i = from; i < to; i++) {
      const x = samples[i] as number;
      const y = shelf.b[0] * x + s1;
      s1 = shelf.b[1] * x - shelf.a[0] * y + s2;
      s2 = shelf.b[2] * x - shelf.a[1] * y;
      const z = pass.b[0] * y + p1;
      p1 = pass.b[1] * y - pass.a[0] * z + p2;
      p2 = pass.b[2] * y - pass.a[1] * z;
      total += z * z;
    }
    this.#state.set([s1, s2, p1, p2]);
    return total;
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
