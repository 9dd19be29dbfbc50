import * as v from "valibot";
import { fault, ok, type Result } from "../base/result";
import { sha256Hex } from "../base/sha256";
import { checkpointConfig, sizeOf, spansOf, type CheckpointConfig } from "./checkpoint-schema";
import { scaledRows, type Tensor } from "./matrix";

/** Weights that were checked whole, to be taken out by name. */
export interface Checkpoint {
  readonly name: string;
  readonly version: number;
  /** Hyper-parameters and vocabularies as stored; the network that reads them checks them. */
  readonly architecture: CheckpointConfig["architecture"];
  /**
   * A tensor as float32, int8 rows times their scales.
   *
   * @throws RangeError with the name, when there is none of that name or of that shape
   */
  get(name: string, shape?: readonly number[]): Tensor;
  has(name: string): boolean;
}

/**
 * Opens a checkpoint and refuses one that is not whole: the schema, the size of the file, every
 * tensor inside it and none upon another, the SHA-256, and no number that is not finite.
 *
 * @param config  config.json, parsed
 * @param bytes   weights.bin, little endian
 */
export async function readCheckpoint(
  config: unknown,
  bytes: Uint8Array,
): Promise<Result<Checkpoint>> {
  const parsed = v.safeParse(checkpointConfig, config);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const path = v.getDotPath(issue);
    return refuse(`config.json${path ? `, ${path}` : ""}: ${issue.message}`);
  }
  const misplaced = misplacedTensor(parsed.output);
  if (misplaced !== undefined) return refuse(misplaced);
  const { file, bytes: size, sha256 } = parsed.output.weights;
  if (bytes.length !== size) {
    return refuse(`${file} has ${bytes.length} bytes where config.json says ${size}`);
  }
  if ((await sha256Hex(bytes)) !== sha256) {
    return refuse(`${file} is not the file that config.json describes (its SHA-256 differs)`);
  }
  return opened(parsed.output, bytes);
}

function refuse(reason: string): Result<never> {
  return fault(`This model cannot be used: ${reason}. Download it again.`);
}

/** A sentence on the first tensor that repeats a name, leaves the file or lies upon another. */
function misplacedTensor({ tensors, weights }: CheckpointConfig): string | undefined {
  const names = new Set<string>();
  const spans: { name: string; start: number; end: number }[] = [];
  for (const entry of tensors) {
    if (names.has(entry.name)) return `there are two tensors named ${entry.name}`;
    names.add(entry.name);
    for (const [start, end] of spansOf(entry)) {
      if (end > weights.bytes) return `tensor ${entry.name} ends beyond the end of ${weights.file}`;
      spans.push({ name: entry.name, start, end });
    }
  }
  spans.sort((a, b) => a.start - b.start);
  for (const [i, span] of spans.entries()) {
    const before = spans[i - 1];
    if (before && span.start < before.end) {
      return `tensors ${before.name} and ${span.name} lie upon each other`;
    }
  }
  return undefined;
}

function opened(config: CheckpointConfig, bytes: Uint8Array): Result<Checkpoint> {
  const tensors = new Map<string, Tensor>();
  for (const entry of config.tensors) {
    const size = sizeOf(entry);
    let tensor: Tensor;
    if (entry.dtype === "float32") {
      tensor = { shape: entry.shape, values: floatsAt(bytes, entry.offset, size) };
    } else {
      const rounded = {
        bytes: new Int8Array(bytes.buffer, bytes.byteOffset + entry.offset, size),
        scales: floatsAt(bytes, entry.scaleOffset, entry.shape[0]),
      };
      tensor = { shape: entry.shape, values: scaledRows(rounded), rounded };
    }
    if (!tensor.values.every(Number.isFinite))
      return refuse(`tensor ${entry.name} has a value that is not finite`);
    tensors.set(entry.name, tensor);
  }
  const { name, version, architecture } = config;
  return ok({ name, version, architecture, has: (key) => tensors.has(key), get });

  function get(key: string, shape?: readonly number[]): Tensor {
    const tensor = tensors.get(key);
    if (tensor === undefined)
      throw new RangeError(`The model ${name}@${version} has no tensor ${key}`);
    if (shape !== undefined && shape.join() !== tensor.shape.join()) {
      const sizes = `${tensor.shape.join(" × ")} instead of ${shape.join(" × ")}`;
      throw new RangeError(`Tensor ${key} of the model ${name}@${version} is ${sizes}`);
    }
    return tensor;
  }
}

/** Little-endian float32 numbers; copied, for the file may start anywhere in its buffer. */
function floatsAt(bytes: Uint8Array, offset: number, size: number): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, 4 * size);
  return Float32Array.from({ length: size }, (_, i) => view.getFloat32(4 * i, true));
}
