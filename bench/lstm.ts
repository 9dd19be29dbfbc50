import { parseArgs } from "node:util";
import type { Device } from "../src/nn/device";
import { openContest, type Contest } from "./lstm/chromium";
import { MAGENTA_VERSION } from "./lstm/magenta";
import { measureWriter, type Shape } from "./lstm/writer";

const BATCH = 16;
const ROUNDS = 5; // in turns, the best of which is told for either side: other work only slows
const ROUND_MS = 400;

interface Speeds {
  readonly single: { readonly stepsPerSecond: number };
  readonly batch16: { readonly tokensPerSecond: number };
}

/**
 * Speed of the LSTM with random weights (a test of speed alone; what it writes means nothing):
 * input one-hot, logits, a token drawn at each step. First here in Node by device; then in one
 * Chromium against MusicRNN of @magenta/music, which has the same shape and no batches, so that
 * its 16 sequences are written one after another.
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
    inNode[one] = await speeds((batch) => measureWriter(one, shape, batch, ROUND_MS));
  }
  const byDevice = { ...(contest?.ours?.webgpu && { webgpu: contest.ours.webgpu }), ...inNode };
  const headline = byDevice[device];
  if (!headline) throw new Error(`The device ${device} cannot be measured here.`);
  return { ...headline, device, shape, weights: "random", byDevice, chromium: contest };
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
    const single: number[] = [];
    const batched: number[] = [];
    const peers = { cpu: [] as number[], webgl: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      single.push(await contest.ours("wasm", 1, ROUND_MS));
      peers.cpu.push(await contest.peer("cpu", ROUND_MS));
      batched.push(await contest.ours("wasm", BATCH, ROUND_MS));
      peers.webgl.push(await contest.peer("webgl", ROUND_MS));
    }
    const wasm = told(Math.max(...single), Math.max(...batched));
    const peer = { cpu: round(Math.max(...peers.cpu)), webgl: round(Math.max(...peers.webgl)) };
    const best = Math.max(peer.cpu, peer.webgl);
    return {
      browser: contest.browser,
      ours: { wasm, ...(await others(contest)) },
      peer: { name: `@magenta/music ${MAGENTA_VERSION} MusicRNN`, stepsPerSecond: peer },
      ratio: {
        single: round(wasm.single.stepsPerSecond / best),
        batch16: round(wasm.batch16.tokensPerSecond / best),
      },
    };
  } finally {
    await contest.close();
  }
}

async function others(contest: Contest): Promise<Partial<Record<Device, Speeds>>> {
  const found: Partial<Record<Device, Speeds>> = {};
  for (const device of ["cpu", "webgpu"] as const) {
    try {
      found[device] = await speeds((batch) => contest.ours(device, batch, ROUND_MS), 1);
    } catch {
      // A browser without it has no figure for it.
    }
  }
  return found;
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
