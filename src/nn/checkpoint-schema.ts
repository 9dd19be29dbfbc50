import * as v from "valibot";

const LARGEST_FILE = 64 * 2 ** 20;
const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(LARGEST_FILE));
const positive = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(LARGEST_FILE));
const offset = v.pipe(
  natural,
  v.check((n) => n % 4 === 0, "Offsets must be multiples of 4"),
);
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

const floats = v.object({
  name,
  shape: v.pipe(v.array(positive), v.minLength(1), v.maxLength(4)),
  dtype: v.literal("float32"),
  offset,
});

/** A matrix in bytes −127…127 with one float32 scale a row. */
const quantised = v.object({
  name,
  shape: v.tuple([positive, positive]),
  dtype: v.literal("int8"),
  offset,
  scaleOffset: offset,
});

/** config.json of public/models/<name>@<version>: what weights.bin holds, and where it came from. */
export const checkpointConfig = v.object({
  name,
  version: positive,
  format: v.literal(1),
  /** Hyper-parameters and vocabularies; each network has a schema of its own for them. */
  architecture: v.looseObject({ kind: name }),
  tensors: v.pipe(
    v.array(v.variant("dtype", [floats, quantised])),
    v.minLength(1),
    v.maxLength(1000),
  ),
  weights: v.object({
    file: name,
    bytes: positive,
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "Must be 64 hexadecimal digits")),
  }),
});

export type CheckpointConfig = v.InferOutput<typeof checkpointConfig>;
export type TensorEntry = CheckpointConfig["tensors"][number];

/** How many numbers a tensor holds. */
export function sizeOf(entry: TensorEntry): number {
  return entry.shape.reduce((product: number, n: number) => product * n, 1);
}

/** The stretches of weights.bin that a tensor uses, as [first byte, one past the last]. */
export function spansOf(entry: TensorEntry): readonly (readonly [start: number, end: number])[] {
  const size = sizeOf(entry);
  if (entry.dtype === "float32") return [[entry.offset, entry.offset + 4 * size]];
  return [
    [entry.offset, entry.offset + size],
    [entry.scaleOffset, entry.scaleOffset + 4 * entry.shape[0]],
  ];
}
