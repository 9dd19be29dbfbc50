import { Refusal } from "../text/refusal";

/** Bytes that grow by doubling; numbers are little-endian base 128 (LEB128) unless said otherwise. */
export class ByteWriter {
  #data = new Uint8Array(1024);
  #length = 0;

  /** A whole number, 0 ≤ value < 2³². */
  number(value: number): void {
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  byte(value: number): void {
    this.#room(1);
    this.#data[this.#length++] = value;
  }

  bytes(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#data.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.#data.slice(0, this.#length);
  }

  #room(more: number): void {
    if (this.#length + more <= this.#data.length) return;
    const larger = new Uint8Array(Math.max(2 * this.#data.length, this.#length + more));
    larger.set(this.#data.subarray(0, this.#length));
    this.#data = larger;
  }
}

/** Reads what `ByteWriter` wrote; whatever does not fit is a Refusal, never a guess. */
export class ByteReader {
  #at = 0;

  /** @param what  named in a refusal, e.g. "names" */
  constructor(
    readonly data: Uint8Array,
    readonly what: string,
  ) {}

  /** Bytes not read yet. */
  get left(): number {
    return this.data.length - this.#at;
  }

  number(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte <= 0x7f) {
        if (value > 0xffffffff) break;
        return value;
      }
    }
    throw this.refusal("holds a number that is too large");
  }

  byte(): number {
    if (this.#at >= this.data.length) throw this.refusal("ends too early");
    return this.data[this.#at++] as number;
  }

  bytes(count: number): Uint8Array {
    if (count > this.left) throw this.refusal("ends too early");
    this.#at += count;
    return this.data.subarray(this.#at - count, this.#at);
  }

  /** To be called when all was read that there should be. */
  end(): void {
    if (this.#at !== this.data.length) throw this.refusal("holds more than it should");
  }

  refusal(why: string): Refusal {
    return new Refusal(`The part "${this.what}" ${why}.`);
  }
}

/**
 * The bytes of numbers of `width` bytes, all first bytes, then all second ones, …: bytes that mean
 * the same stand together and deflate better.
 */
export function planesOf(bytes: Uint8Array, width: number): Uint8Array<ArrayBuffer> {
  const count = bytes.length / width;
  const planes = new Uint8Array(bytes.length);
  for (let n = 0; n < count; n++) {
    for (let b = 0; b < width; b++) planes[b * count + n] = bytes[n * width + b] as number;
  }
  return planes;
}

/** Takes back what `planesOf` did; the result owns its memory, ready for a typed array. */
export function fromPlanes(planes: Uint8Array, width: number): Uint8Array<ArrayBuffer> {
  const count = planes.length / width;
  const bytes = new Uint8Array(planes.length);
  for (let n = 0; n < count; n++) {
    for (let b = 0; b < width; b++) bytes[n * width + b] = planes[b * count + n] as number;
  }
  return bytes;
}

/** The memory of a typed array as bytes, little-endian on every machine that browsers run on. */
export function bytesOf(array: Float32Array | Float64Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
