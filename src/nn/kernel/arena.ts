const VECTOR = 64; // bytes: everything starts at a line of the cache
const PAGE = 65_536;

/** Memory of a kernel, handed out from the bottom up. */
export class Arena {
  readonly #memory: WebAssembly.Memory;
  #end: number;

  /** @param start  bytes at the bottom that the kernel keeps for itself */
  constructor(memory: WebAssembly.Memory, start: number) {
    this.#memory = memory;
    this.#end = start;
  }

  get end(): number {
    return this.#end;
  }

  /** Gives back all that was claimed since the end was there. */
  rewind(end: number): void {
    this.#end = end;
  }

  /** Address of so many bytes, all zero; growing memory detaches views that were taken before. */
  claim(bytes: number): number {
    const start = Math.ceil(this.#end / VECTOR) * VECTOR;
    this.#end = start + bytes;
    const missing = Math.ceil((this.#end - this.#memory.buffer.byteLength) / PAGE);
    if (missing > 0) this.#memory.grow(missing);
    new Uint8Array(this.#memory.buffer, start, bytes).fill(0);
    return start;
  }

  /** Claims room for these numbers and puts them there. */
  keep(values: Float32Array | Int8Array): number {
    const start = this.claim(values.byteLength);
    const Same = values.constructor as Float32ArrayConstructor;
    new Same(this.#memory.buffer, start, values.length).set(values);
    return start;
  }

  floats(start: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, start, length);
  }
}
