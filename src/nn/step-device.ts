import { openDevice, type Device, type DeviceOptions, type OpenDevice } from "./device";
import { GpuRecurrent } from "./gpu/recurrent";
import { stepKernel } from "./kernel/kernel";
import { KernelRecurrent } from "./kernel/recurrent";
import { Recurrent } from "./recurrent";
import type { RecurrentNetwork, RecurrentWeights } from "./recurrent-weights";

/** WebAssembly for recurrent networks alone, without TensorFlow.js. */
interface KernelDevice {
  readonly device: "wasm";
  readonly kernel: WebAssembly.Module;
}

/** A device ready to run recurrent networks. */
export type StepDevice = OpenDevice | KernelDevice;

/**
 * Sets up what recurrent networks need of a device: for WebAssembly the kernel of our own, and
 * TensorFlow.js only where that cannot start.
 *
 * @throws DeviceError when it cannot be had here
 */
export async function openStepDevice(
  device: Device,
  options: DeviceOptions = {},
): Promise<StepDevice> {
  const kernel = device === "wasm" ? stepKernel() : null;
  return kernel ? { device: "wasm", kernel } : openDevice(device, options);
}

/**
 * A recurrent network in the form that suits the device best.
 *
 * @throws RangeError when shapes do not fit one another
 */
export function recurrentOn<Head extends string>(
  device: StepDevice,
  weights: RecurrentWeights<Head>,
  batch: number,
): RecurrentNetwork<Head> {
  if ("kernel" in device) return new KernelRecurrent(device.kernel, weights, batch);
  const fused = device.device === "webgpu" ? GpuRecurrent.on(device, weights, batch) : undefined;
  return fused ?? new Recurrent(device, weights, batch);
}
