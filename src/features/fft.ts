/**
 * Power spectra of real frames of one size: Hann window, radix-2 FFT, |X|². Bin k lies at
 * k × rate / size Hz.
 *
 * @see Cooley, Tukey, "An algorithm for the machine calculation of complex Fourier series", 1965
 */
export class Spectrum {
  /** size / 2 + 1. */
  readonly bins: number;
  readonly #window: Float64Array;
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #swap: Uint32Array;
  readonly #real: Float64Array;
  readonly #imag: Float64Array;

  /** @param size  samples a frame, a power of two ≥ 4 */
  constructor(readonly size: number) {
    if (size < 4 || (size & (size - 1)) !== 0) throw new RangeError("size must be a power of two");
    const bits = Math.log2(size);
    this.bins = size / 2 + 1;
    this.#window = Float64Array.from(
      { length: size },
      (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / size),
    );
    this.#cos = Float64Array.from({ length: size / 2 }, (_, k) =>
      Math.cos((2 * Math.PI * k) / size),
    );
    this.#sin = Float64Array.from({ length: size / 2 }, (_, k) =>
      Math.sin((2 * Math.PI * k) / size),
    );
    this.#swap = Uint32Array.from({ length: size }, (_, n) => reversed(n, bits));
    this.#real = new Float64Array(size);
    this.#imag = new Float64Array(size);
  }

  /** Power of each bin of the frame that begins at `from`; samples past the end count as silence. */
  power(samples: Float32Array, from: number, out: Float64Array): void {
    const { size } = this;
    const real = this.#real;
    const imag = this.#imag;
    for (let n = 0; n < size; n++) {
      const at = this.#swap[n] as number;
      real[n] = (samples[from + at] ?? 0) * (this.#window[at] as number);
    }
    imag.fill(0);
    for (let half = 1; half < size; half *= 2) this.#combine(half);
    for (let k = 0; k < this.bins; k++) {
      out[k] = (real[k] as number) ** 2 + (imag[k] as number) ** 2;
    }
  }

  /** Joins transforms of length `half` into transforms of twice the length. */
  #combine(half: number): void {
    const real = this.#real;
    const imag = this.#imag;
    const step = this.size / (2 * half);
    for (let start = 0; start < this.size; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const c = this.#cos[k * step] as number;
        const s = this.#sin[k * step] as number;
        const a = start + k;
        const b = a + half;
        const re = (real[b] as number) * c + (imag[b] as number) * s;
        const im = (imag[b] as number) * c - (real[b] as number) * s;
        real[b] = (real[a] as number) - re;
        imag[b] = (imag[a] as number) - im;
        real[a] = (real[a] as number) + re;
        imag[a] = (imag[a] as number) + im;
      }
    }
  }
}

function reversed(n: number, bits: number): number {
  let out = 0;
  for (let bit = 0; bit < bits; bit++) out = (out << 1) | ((n >> bit) & 1);
  return out;
}
