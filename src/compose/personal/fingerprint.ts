import { sha256 } from "../../base/sha256";
import type { Tensor } from "../../nn/matrix";
import type { MelodyWeights } from "../melody/network";

/** SHA-256 over all numbers of a network, as little-endian float32: the same for the same model. */
export async function fingerprint(weights: MelodyWeights): Promise<Uint8Array> {
  const { features, lstm, token, tokenOut, lengthTable, length, lengthOut } = weights;
  const dense = [lstm, token, tokenOut, length, lengthOut].flatMap(
    ({ kernel, bias }): Float32Array[] => [kernel.values, bias],
  );
  const tables = [features, lengthTable].map(({ values }: Tensor) => values);
  const digests = await Promise.all(
    [...tables, ...dense].map((part) => sha256(littleEndian(part))),
  );
  return sha256(Uint8Array.from(digests.flatMap((digest) => [...digest])));
}

/** Bytes of numbers, as every machine that runs a browser today keeps them. */
function littleEndian({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
