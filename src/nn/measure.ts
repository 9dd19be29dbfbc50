import type { Device, DeviceOptions } from "./device";
import { openStepDevice, type StepDevice } from "./step-device";

/** What a device does here. */
export interface DeviceSpeed {
  readonly device: Device;
  readonly available: boolean;
  /** Steps a second; 0 when not available. */
  readonly stepsPerSec: number;
}

/** The work to be measured on a device. */
export interface Workload {
  step(): Promise<unknown>;
  dispose(): void;
}

export const DEVICES: readonly Device[] = ["webgpu", "wasm", "cpu"];

const WARM_UP_STEPS = 3; // shaders are compiled, weights packed
const FEWEST_STEPS = 3;

/**
 * Runs the workload on each device for a moment, one after the other. A device that cannot be
 * had, or fails, is reported as not available.
 *
 * @param budgetMs  time for each device, after its warm-up
 */
export async function measureDevices(
  prepare: (device: StepDevice) => Workload,
  {
    devices = DEVICES,
    budgetMs = 150,
    ...options
  }: DeviceOptions & {
    readonly devices?: readonly Device[];
    readonly budgetMs?: number;
  } = {},
): Promise<DeviceSpeed[]> {
  const speeds: DeviceSpeed[] = [];
  for (const device of devices) {
    const stepsPerSec = await speedOf(device, prepare, budgetMs, options).catch(() => 0);
    speeds.push({ device, available: stepsPerSec > 0, stepsPerSec });
  }
  return speeds;
}

async function speedOf(
  device: Device,
  prepare: (device: StepDevice) => Workload,
  budgetMs: number,
  options: DeviceOptions,
): Promise<number> {
  const workload = prepare(await openStepDevice(device, options));
  try {
    return await stepsPerSecond(() => workload.step(), budgetMs);
  } finally {
    workload.dispose();
  }
}

/** Steps a second over at least `budgetMs`, after a short warm-up. */
async function stepsPerSecond(step: () => Promise<unknown>, budgetMs: number): Promise<number> {
  for (let i = 0; i < WARM_UP_STEPS; i++) await step();
  const start = performance.now();
  let steps = 0;
  let elapsed = 0;
  while (steps < FEWEST_STEPS || elapsed < budgetMs) {
    await step();
    steps++;
    elapsed = performance.now() - start;
  }
  return (1000 * steps) / elapsed;
}

/** The fastest available device; of equals, and where none is, WebAssembly before the rest. */
export function fastest(speeds: readonly DeviceSpeed[]): Device {
  let best: DeviceSpeed = { device: "wasm", available: false, stepsPerSec: 0 };
  for (const speed of speeds) {
    if (speed.available && speed.stepsPerSec > best.stepsPerSec) best = speed;
  }
  return best.device;
}
