import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { readCheckpoint } from "../src/nn/checkpoint";
import type { Device } from "../src/nn/device";
import { openContest, type Contest } from "./lstm/chromium";
import { measureFloor, type Floor } from "./lstm/floor";
import { MAGENTA_VERSION } from "./lstm/magenta";
import { measureMelody, MELODY } from "./lstm/melody";
import type { Shape } from "./lstm/shape";
import { measureWriter, type Form } from "./lstm/writer";

const BATCH = 16;
const ROUNDS = 5; // in turns, the best of which is told for either side: other work only slows
const ROUND_MS = 400;
const FLOOR_MS = 600;

interface Speeds {
  readonly single: { readonly stepsPerSecond: number };
  readonly batch16: { readonly tokensPerSecond: number };
}

/**
 * Speed of the LSTM with random weights in bytes (a test of speed alone; what it writes means
 * nothing): input one-hot, logits, a token drawn at each step. First in one Chromium against
 * MusicRNN of @magenta/music, which has the same shape and no batches, so that its 16 sequences are
 * written one after another; then in Node. Beside it the floor that memory and arithmetic set, and
 * the steps of the app's own melody model, by our kernel and by TensorFlow.js.
 *
 * Options: --device wasm|cpu (of the headline), --hidden 256, --layers 2, --classes 128, --no-peer
 */
export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      json: { type: "boolean" },
      peer: { type: "boolean", default: true },
      device: { type: "string", default: "wasm" },
      hidden: { type: "string", default: "256" },
      layers: { type: "string", default: "2" },
      classes: { type: "string", default: "128" },
    },
  });
  const shape = {
    hidden: natural("hidden", values.hidden),
    layers: natural("layers", values.layers),
    classes: natural("classes", values.classes),
  };
  const device = known(values.device);
  const contest = values.peer ? await inChromium(shape) : undefined;
  const inNode: Partial<Record<Device, Speeds>> = {};
  for (const one of ["wasm", "cpu"] as const) {
    inNode[one] = await speeds((batch) => measureWriter(one, "own", shape, batch, ROUND_MS));
  }
  const webgpu = contest && "ours" in contest ? contest.ours.webgpu : undefined;
  const byDevice = { ...(webgpu && { webgpu }), ...inNode };
  const headline = byDevice[device];
  if (!headline) throw new Error(`The device ${device} cannot be measured here.`);
  return {
    ...headline,
    device,
    shape,
    weights: "random, in bytes",
    byDevice,
    floor: toldFloor(measureFloor(shape, FLOOR_MS)),
    melody: await melodyInNode(),
    chromium: contest,
  };
}

/** Both in the same browser, in turns; or the reason why not. */
async function inChromium(shape: Shape) {
  let contest: Contest;
  try {
    contest = await openContest(shape);
  } catch (error) {
    return { unavailable: error instanceof Error ? error.message : String(error) };
  }
  try {
    const best = { single: 0, batched: 0, shared: 0, cpu: 0, webgl: 0 };
    const better = (name: keyof typeof best, value: number) => {
      best[name] = Math.max(best[name], value);
    };
    const write = (device: Device, batch: number) =>
      ({ kind: "write", device, form: "own", shape, batch, ms: ROUND_MS }) as const;
    for (let round = 0; round < ROUNDS; round++) {
      better("single", ...((await contest.ours<number>(write("wasm", 1))) as [number]));
      better("cpu", await contest.peer("cpu", ROUND_MS));
      better("batched", ...((await contest.ours<number>(write("wasm", BATCH))) as [number]));
      better("webgl", await contest.peer("webgl", ROUND_MS));
      const halves = [write("wasm", BATCH / 2), write("wasm", BATCH / 2)];
      const [one = 0, other = 0] = await contest.ours<number>(...halves);
      better("shared", (one + other) / 2);
    }
    const wasm = told(best.single, best.batched);
    const peer = { cpu: round(best.cpu), webgl: round(best.webgl) };
    const ratio = (perSecond: number) => round(perSecond / Math.max(peer.cpu, peer.webgl));
    const [floor] = await contest.ours<Floor>({ kind: "floor", shape, ms: FLOOR_MS });
    return {
      browser: contest.browser,
      ours: {
        wasm,
        wasmInTwoWorkers: { batch16: { tokensPerSecond: round(BATCH * best.shared) } },
        ...(await others(contest, shape)),
      },
      peer: { name: `@magenta/music ${MAGENTA_VERSION} MusicRNN`, stepsPerSecond: peer },
      ratio: {
        single: ratio(best.single),
        batch16: ratio(BATCH * best.batched),
        batch16InTwoWorkers: ratio(BATCH * best.shared),
      },
      floor: floor && {
        ...toldFloor(floor),
        ratio: {
          single: ratio(1e6 / floor.singleMicroseconds),
          batch16: ratio((1e6 * BATCH) / floor.batch16Microseconds),
        },
      },
      // A browser without WebGPU has no figure for it.
      webgpuStep: (await contest.ours({ kind: "traffic", shape }).catch(() => []))[0],
      melody: await melodySpeeds(async (form, batch) => {
        const job = { kind: "melody", device: "wasm", form, batch, ms: ROUND_MS } as const;
        return (await contest.ours<number>(job))[0] ?? 0;
      }),
    };
  } finally {
    await contest.close();
  }
}

async function others(contest: Contest, shape: Shape) {
  const found: Partial<Record<"cpu" | "webgpu", Speeds>> = {};
  for (const device of ["cpu", "webgpu"] as const) {
    try {
      found[device] = await speeds(async (batch) => {
        const job = { kind: "write", device, form: "own", shape, batch, ms: ROUND_MS } as const;
        return (await contest.ours<number>(job))[0] ?? 0;
      }, 1);
    } catch {
      // A browser without it has no figure for it.
    }
  }
  return found;
}

async function melodyInNode() {
  const folder = `public/${MELODY}`;
  const config: unknown = JSON.parse(await readFile(`${folder}/config.json`, "utf8"));
  const checkpoint = await readCheckpoint(config, await readFile(`${folder}/weights.bin`));
  if (!checkpoint.ok) throw new Error(checkpoint.fault.message);
  return melodySpeeds((form, batch) =>
    measureMelody(checkpoint.value, "wasm", form, batch, ROUND_MS),
  );
}

/** The app's own model, by our kernel and by TensorFlow.js's WebAssembly. */
async function melodySpeeds(measure: (form: Form, batch: number) => Promise<number>) {
  return {
    own: await speeds((batch) => measure("own", batch)),
    tensorflow: await speeds((batch) => measure("tensorflow", batch)),
  };
}

async function speeds(
  measure: (batch: number) => Promise<number>,
  rounds = ROUNDS,
): Promise<Speeds> {
  const single = [];
  const batched = [];
  for (let i = 0; i < rounds; i++) {
    single.push(await measure(1));
    batched.push(await measure(BATCH));
  }
  return told(Math.max(...single), Math.max(...batched));
}

function told(single: number, batched: number): Speeds {
  return {
    single: { stepsPerSecond: round(single) },
    batch16: { tokensPerSecond: round(BATCH * batched) },
  };
}

function toldFloor(floor: Floor): Floor {
  return Object.fromEntries(
    Object.entries(floor).map(([name, value]) => [name, round(value as number)]),
  ) as unknown as Floor;
}

const round = (value: number) => Math.round(10 * value) / 10;

function natural(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} ${text} is no whole number.`);
  return value;
}

function known(text: string): Device {
  if (text === "wasm" || text === "cpu" || text === "webgpu") return text;
  throw new Error(`--device ${text}: there are webgpu, wasm and cpu.`);
}
