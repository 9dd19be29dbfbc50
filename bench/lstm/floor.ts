import { floorOf, type Shape } from "./shape";
import { kernelBytes } from "./floor-bytes";

interface FloorExports {
  readonly memory: WebAssembly.Memory;
  read(from: number, bytes: number): number;
  multiply(from: number, rounds: number): number;
}

const FROM = 4096;
const ROUNDS = 20_000;
const PER_ROUND = 64;

/** What memory and arithmetic allow at best, of one thread. */
export interface Floor {
  /** Bytes of weights of the shape read again and again, from whichever cache holds them. */
  readonly gigabytesPerSecond: number;
  /** 16-bit multiply-adds in SIMD out of the nearest cache. */
  readonly gigaMultiplyAddsPerSecond: number;
  /** The larger of the two times of a step: each weight read once, each multiplied for each sequence. */
  readonly singleMicroseconds: number;
  readonly batch16Microseconds: number;
}

/** Measures both rates for so long. The best of short bursts: other work only slows. */
export function measureFloor(shape: Shape, ms: number): Floor {
  const bytes = Uint8Array.from(atob(kernelBytes), (character) => character.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  const kernel = exports as unknown as FloorExports;
  const { weightBytes, multiplyAdds } = floorOf(shape);
  const length = 64 * Math.floor(weightBytes / 64);
  kernel.memory.grow(Math.ceil((FROM + length) / 65_536));
  new Uint8Array(kernel.memory.buffer).fill(3);
  const reads = rate(ms / 2, () => void kernel.read(FROM, length));
  const products = rate(ms / 2, () => void kernel.multiply(FROM, ROUNDS));
  const bytesPerSecond = reads * length;
  const perSecond = products * ROUNDS * PER_ROUND;
  const micros = (sequences: number) =>
    1e6 * Math.max(length / bytesPerSecond, (sequences * multiplyAdds) / perSecond);
  return {
    gigabytesPerSecond: bytesPerSecond / 1e9,
    gigaMultiplyAddsPerSecond: perSecond / 1e9,
    singleMicroseconds: micros(1),
    batch16Microseconds: micros(16),
  };
}

/** Calls a second in the best burst of about two milliseconds. */
function rate(ms: number, call: () => void): number {
  const end = performance.now() + ms;
  let calls = 8;
  let best = 0;
  while (performance.now() < end) {
    const start = performance.now();
    for (let i = 0; i < calls; i++) call();
    const took = performance.now() - start;
    if (took < 2) calls *= 2;
    else best = Math.max(best, (1000 * calls) / took);
  }
  return best;
}
