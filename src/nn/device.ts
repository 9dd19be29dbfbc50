import * as tf from "@tensorflow/tfjs-core";
import { speedUpCpuDense } from "./cpu-dense";

/** Where networks run: the graphics card, WebAssembly (SIMD, one thread) or plain JavaScript. */
export type Device = "webgpu" | "wasm" | "cpu";

/** What the surroundings must say: a browser where its .wasm file is, Node nothing. */
export interface DeviceOptions {
  /** Address of tfjs-backend-wasm-simd.wasm (src/nn/wasm-url.ts has it). Node finds its own. */
  readonly wasmUrl?: string;
}

/** A device failed; the work can be done again on another. */
export class DeviceError extends Error {
  override readonly name = "DeviceError";
  constructor(
    readonly device: Device,
    readonly reason: "unavailable" | "lost" | "not-finite",
    detail: string,
  ) {
    super(`The device ${device} ${SENTENCES[reason]}: ${detail}`);
  }
}

const SENTENCES = {
  unavailable: "is not available here",
  lost: "was lost",
  "not-finite": "gave a result that is not a number",
};

/** A device ready for use. TensorFlow.js keeps one current backend in a thread: hence `use`. */
export interface OpenDevice {
  readonly device: Device;
  /** Makes it current. To be called before operations whenever something was awaited. */
  use(): void;
  /**
   * Copies a tensor out; the tensor stays.
   * @throws DeviceError when the device is lost, or a value is not finite
   */
  read(tensor: tf.Tensor): Promise<Float32Array>;
}

const open = new Map<Device, Promise<OpenDevice>>();
const lost = new Set<Device>();

/**
 * Sets a device up, once in a thread; only its own backend is loaded.
 *
 * @throws DeviceError when it cannot be had here
 */
export function openDevice(device: Device, options: DeviceOptions = {}): Promise<OpenDevice> {
  const known = open.get(device);
  if (known) return known;
  const opening = setUp(device, options).catch((error: unknown) => {
    open.delete(device);
    throw new DeviceError(device, "unavailable", messageOf(error));
  });
  open.set(device, opening);
  return opening;
}

async function setUp(device: Device, options: DeviceOptions): Promise<OpenDevice> {
  tf.enableProdMode(); // without advertisements in the console
  if (device === "wasm") await loadWasm(options);
  else if (device === "cpu") await loadCpu();
  else await import("@tensorflow/tfjs-backend-webgpu");
  clearAway(device);
  if (!tf.findBackendFactory(device)) throw new Error("this browser does not have it");
  if (!(await tf.setBackend(device))) throw new Error("its backend did not start");
  const loss = device === "webgpu" ? watchLoss() : undefined;
  return { device, use, read: (tensor) => read(device, tensor, loss) };

  function use(): void {
    if (loss?.error) throw loss.error;
    if (tf.getBackend() !== device) void tf.setBackend(device); // at once, for it has been set up
  }
}

/** Removes a backend that was lost, and keeps the way to make one. */
function clearAway(device: Device): void {
  if (!lost.delete(device)) return;
  const factory = tf.findBackendFactory(device) as Parameters<typeof tf.registerBackend>[1];
  tf.removeBackend(device);
  tf.registerBackend(device, factory);
}

async function loadCpu(): Promise<void> {
  await import("@tensorflow/tfjs-backend-cpu");
  speedUpCpuDense();
}

/** Threads are refused even where they are allowed: they break once minified, and gain little. */
async function loadWasm({ wasmUrl }: DeviceOptions): Promise<void> {
  const { setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  if (!(await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT"))) throw new Error("it has no SIMD");
  if (wasmUrl === undefined) return;
  setWasmPaths({
    "tfjs-backend-wasm.wasm": wasmUrl,
    "tfjs-backend-wasm-simd.wasm": wasmUrl,
    "tfjs-backend-wasm-threaded-simd.wasm": wasmUrl,
  });
}

/** What is used of a GPUDevice. */
interface Gpu extends EventTarget {
  readonly lost: Promise<{ readonly message: string }>;
}

/** `happened` rejects with `error` when the graphics card is reset, taken away, or out of memory. */
interface Loss {
  readonly happened: Promise<never>;
  error?: DeviceError;
}

function watchLoss(): Loss {
  const { device } = tf.backend() as unknown as { device: Gpu };
  let reject: (error: DeviceError) => void;
  const loss: Loss = { happened: new Promise<never>((_, no) => (reject = no)) };
  loss.happened.catch(() => undefined); // heard by whoever reads next
  const fail = (detail: string) => {
    if (loss.error) return;
    loss.error = new DeviceError("webgpu", "lost", detail);
    open.delete("webgpu"); // the next opening starts afresh
    lost.add("webgpu");
    reject(loss.error);
  };
  void device.lost.then((info) => fail(info.message));
  device.addEventListener("uncapturederror", (event) => {
    fail((event as Event & { error?: { message?: string } }).error?.message ?? "unknown fault");
  });
  return loss;
}

async function read(device: Device, tensor: tf.Tensor, loss?: Loss): Promise<Float32Array> {
  const values = loss ? await readGpu(tensor, loss.happened) : tensor.dataSync();
  if (!values.every(Number.isFinite)) {
    throw new DeviceError(device, "not-finite", `shape ${tensor.shape.join(" × ")}`);
  }
  return values as Float32Array;
}

/** A copy that fails, or never comes, because the device is gone is told as the loss that it is. */
async function readGpu(tensor: tf.Tensor, loss: Promise<never>): Promise<tf.TypedArray> {
  const copy = tensor.data();
  try {
    return await Promise.race([loss, copy]);
  } catch (error) {
    const otherwise = new Promise<never>((_, reject) => setTimeout(reject, 1000, error));
    return Promise.race([loss, otherwise]);
  }
}

function messageOf(error: unknown): string {
  return (error as { message?: unknown } | undefined)?.message?.toString() ?? String(error);
}
