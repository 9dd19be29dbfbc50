/** Round constants: the first 32 bits of the fractional parts of the cube roots of 64 primes. */
const K = Int32Array.of(
  0x428a2f98,
  0x71374491,
  0xb5c0fbcf,
  0xe9b5dba5,
  0x3956c25b,
  0x59f111f1,
  0x923f82a4,
  0xab1c5ed5,
  0xd807aa98,
  0x12835b01,
  0x243185be,
  0x550c7dc3,
  0x72be5d74,
  0x80deb1fe,
  0x9bdc06a7,
  0xc19bf174,
  0xe49b69c1,
  0xefbe4786,
  0x0fc19dc6,
  0x240ca1cc,
  0x2de92c6f,
  0x4a7484aa,
  0x5cb0a9dc,
  0x76f988da,
  0x983e5152,
  0xa831c66d,
  0xb00327c8,
  0xbf597fc7,
  0xc6e00bf3,
  0xd5a79147,
  0x06ca6351,
  0x14292967,
  0x27b70a85,
  0x2e1b2138,
  0x4d2c6dfc,
  0x53380d13,
  0x650a7354,
  0x766a0abb,
  0x81c2c92e,
  0x92722c85,
  0xa2bfe8a1,
  0xa81a664b,
  0xc24b8b70,
  0xc76c51a3,
  0xd192e819,
  0xd6990624,
  0xf40e3585,
  0x106aa070,
  0x19a4c116,
  0x1e376c08,
  0x2748774c,
  0x34b0bcb5,
  0x391c0cb3,
  0x4ed8aa4a,
  0x5b9cca4f,
  0x682e6ff3,
  0x748f82ee,
  0x78a5636f,
  0x84c87814,
  0x8cc70208,
  0x90befffa,
  0xa4506ceb,
  0xbef9a3f7,
  0xc67178f2,
);
const START = Uint32Array.of(
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19,
);
const BLOCK = 64;

/**
 * SHA-256 of bytes that arrive in pieces. The platform's own digest needs all bytes at once, which
 * a backup of hundreds of MB cannot afford.
 *
 * @see FIPS PUB 180-4, section 6.2
 * @example new Sha256().update(new TextEncoder().encode("abc")).hex() // "ba7816bf…f20015ad"
 */
export class Sha256 {
  readonly #state = START.slice();
  readonly #schedule = new Int32Array(64);
  readonly #rest = new Uint8Array(BLOCK);
  #restLength = 0;
  #total = 0;

  update(bytes: Uint8Array): this {
    this.#total += bytes.length;
    let at = 0;
    if (this.#restLength > 0) {
      at = Math.min(BLOCK - this.#restLength, bytes.length);
      this.#rest.set(bytes.subarray(0, at), this.#restLength);
      this.#restLength += at;
      if (this.#restLength < BLOCK) return this;
      this.#block(this.#rest, 0);
      this.#restLength = 0;
    }
    for (; at + BLOCK <= bytes.length; at += BLOCK) this.#block(bytes, at);
    this.#rest.set(bytes.subarray(at));
    this.#restLength = bytes.length - at;
    return this;
  }

  /** The digest as 64 lower-case hexadecimal digits. No `update` may follow. */
  hex(): string {
    const bits = this.#total * 8;
    const padded = new Uint8Array(this.#restLength < 56 ? BLOCK : 2 * BLOCK);
    padded.set(this.#rest.subarray(0, this.#restLength));
    padded[this.#restLength] = 0x80;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(padded.length - 4, bits >>> 0);
    for (let at = 0; at < padded.length; at += BLOCK) this.#block(padded, at);
    return [...this.#state].map((word) => word.toString(16).padStart(8, "0")).join("");
  }

  #block(bytes: Uint8Array, at: number): void {
    const w = this.#schedule;
    for (let t = 0; t < 16; t++) {
      const i = at + 4 * t;
      w[t] =
        (byte(bytes, i) << 24) |
        (byte(bytes, i + 1) << 16) |
        (byte(bytes, i + 2) << 8) |
        byte(bytes, i + 3);
    }
    for (let t = 16; t < 64; t++) {
      const x = at32(w, t - 15);
      const y = at32(w, t - 2);
      const s0 = rotr(x, 7) ^ rotr(x, 18) ^ (x >>> 3);
      const s1 = rotr(y, 17) ^ rotr(y, 19) ^ (y >>> 10);
      w[t] = (at32(w, t - 16) + s0 + at32(w, t - 7) + s1) | 0;
    }
    const state = this.#state;
    let a = at32(state, 0);
    let b = at32(state, 1);
    let c = at32(state, 2);
    let d = at32(state, 3);
    let e = at32(state, 4);
    let f = at32(state, 5);
    let g = at32(state, 6);
    let h = at32(state, 7);
    for (let t = 0; t < 64; t++) {
      const s1 = rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + at32(K, t) + at32(w, t)) | 0;
      const s0 = rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    state[0] = at32(state, 0) + a;
    state[1] = at32(state, 1) + b;
    state[2] = at32(state, 2) + c;
    state[3] = at32(state, 3) + d;
    state[4] = at32(state, 4) + e;
    state[5] = at32(state, 5) + f;
    state[6] = at32(state, 6) + g;
    state[7] = at32(state, 7) + h;
  }
}

/** An element as a signed word, which engines add without a detour through doubles. */
function at32(words: Uint32Array | Int32Array, index: number): number {
  return (words[index] as number) | 0;
}

function byte(bytes: Uint8Array, at: number): number {
  return bytes[at] as number;
}

function rotr(x: number, by: number): number {
  return (x >>> by) | (x << (32 - by));
}
