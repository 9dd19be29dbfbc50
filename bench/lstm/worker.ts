import { fetchCheckpoint } from "../../src/compose/fetch-checkpoint";
import type { Device } from "../../src/nn/device";
import { wasmUrl } from "../../src/nn/wasm-url";
import { stepTraffic } from "./dispatches";
import { measureFloor } from "./floor";
import { measureMelody, MELODY } from "./melody";
import type { Shape } from "./shape";
import { measureWriter, type Form } from "./writer";

export type Job =
  | {
      readonly kind: "write";
      readonly device: Device;
      readonly form: Form;
      readonly shape: Shape;
      readonly batch: number;
      readonly ms: number;
    }
  | {
      readonly kind: "melody";
      readonly device: Device;
      readonly form: Form;
      readonly batch: number;
      readonly ms: number;
    }
  | { readonly kind: "floor"; readonly shape: Shape; readonly ms: number }
  | { readonly kind: "traffic"; readonly shape: Shape };

self.onmessage = async ({ data }: MessageEvent<Job>) => {
  try {
    self.postMessage({ result: await done(data) });
  } catch (error) {
    self.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};

async function done(job: Job): Promise<unknown> {
  if (job.kind === "floor") return measureFloor(job.shape, job.ms);
  if (job.kind === "traffic") return stepTraffic(job.shape);
  const { device, form, batch, ms } = job;
  if (job.kind === "write") return measureWriter(device, form, job.shape, batch, ms, { wasmUrl });
  const checkpoint = await fetchCheckpoint(`/${MELODY}/`);
  return measureMelody(checkpoint, device, form, batch, ms, { wasmUrl });
}
