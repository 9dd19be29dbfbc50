/**
 * Writes ascending numbers as their gaps in Rice's code: the gap's high part in ones closed by a
 * zero, then its low bits; most significant bit first.
 *
 * @param low  bits of the low part, 0–16; about log₂ of the mean gap is shortest
 * @see Golomb, "Run-length encodings", IEEE Transactions on Information Theory 1966
 */
export function writeRice(numbers: Uint32Array, low: number): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let byte = 0;
  let filled = 0;
  const put = (bit: number) => {
    byte = (byte << 1) | bit;
    if (++filled < 8) return;
    bytes.push(byte);
    byte = filled = 0;
  };
  let before = 0;
  for (const number of numbers) {
    const gap = number - before;
    before = number;
    for (let rest = Math.floor(gap / 2 ** low); rest > 0; rest--) put(1);
    put(0);
    for (let bit = low - 1; bit >= 0; bit--) put((gap >>> bit) & 1);
  }
  while (filled > 0) put(0);
  return Uint8Array.from(bytes);
}

/** @returns so many numbers, or undefined when the bytes end before or a number exceeds 32 bits */
export function readRice(bytes: Uint8Array, low: number, count: number): Uint32Array | undefined {
  const numbers = new Uint32Array(count);
  const bits = 8 * bytes.length;
  const take = (at: number) => ((bytes[at >> 3] as number) >> (7 - (at & 7))) & 1;
  let at = 0;
  let number = 0;
  for (let i = 0; i < count; i++) {
    let high = 0;
    for (; at < bits && take(at) === 1; at++) high++;
    at++;
    if (at + low > bits) return undefined;
    let gap = 0;
    for (let bit = 0; bit < low; bit++) gap = 2 * gap + take(at++);
    number += high * 2 ** low + gap;
    if (number > 0xffffffff) return undefined;
    numbers[i] = number;
  }
  return numbers;
}
