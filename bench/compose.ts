import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { chromium, type Page } from "playwright-core";
import { chromiumArgs, chromiumPath } from "../scripts/chromium";
import { createStaticServer } from "../scripts/serve";

const BUILT = "bench/.cache/app";
const ROUNDS = 5;
const CANDIDATES = 16;
/** A reel of sixteen bars as written, the rest as the app asks for it. */
const WISHES = { type: "reel", bars: 16, temperature: 0.9, topP: 1 };

/** What a person waits for, in milliseconds. */
interface Waits {
  /** Models fetched and opened, a first tune written, judged and given chords: a worker just started. */
  readonly cold: number;
  /** One tune, the best of two drafts, in a worker that has its models. */
  readonly firstTune: number;
  /** Sixteen candidates, the best of 24 drafts, each with judgement, nearest known tune and chords. */
  readonly candidates: number;
}

/**
 * Time to the first tune and to sixteen ranked candidates, in the built app's composer worker in
 * Chromium without a graphics card: by WebAssembly, and by plain JavaScript as the baseline, in
 * turns; the median of some rounds.
 */
export async function run(): Promise<object> {
  spawnSync("npx", ["vite", "build", "--outDir", BUILT], { stdio: "ignore" });
  const file = readdirSync(`${BUILT}/assets`).find((name) => /^composer-.*\.js$/.test(name));
  const executablePath = chromiumPath();
  if (file === undefined) throw new Error("The app was not built.");
  if (executablePath === undefined) throw new Error("No Chromium is installed here.");
  const server = createStaticServer(BUILT);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({ executablePath, args: chromiumArgs });
  try {
    // The policy lets nobody but the app start its workers.
    const page = await browser.newPage({ bypassCSP: true });
    page.setDefaultTimeout(0);
    const { port } = server.address() as AddressInfo;
    // A page of the app's origin without the app, which has workers of its own.
    await page.goto(`http://127.0.0.1:${port}/models/melody@2/config.json`);
    await page.evaluate(benchInPage);
    const rounds = { wasm: [] as Waits[], cpu: [] as Waits[] };
    for (let round = 0; round < ROUNDS; round++) {
      for (const device of ["wasm", "cpu"] as const) {
        rounds[device].push(await waits(page, `/assets/${file}`, device, round));
      }
    }
    const wasm = medians(rounds.wasm);
    const cpu = medians(rounds.cpu);
    return {
      browser: `Chromium ${browser.version()}`,
      asked: { ...WISHES, candidates: CANDIDATES },
      limitsMs: { firstTune: 300, candidates: 4000 },
      milliseconds: { wasm, cpu },
      baseline: "cpu: the same worker with the network in plain JavaScript",
      ratio: {
        firstTune: rounded(cpu.firstTune / wasm.firstTune),
        candidates: rounded(cpu.candidates / wasm.candidates),
      },
    };
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

async function waits(page: Page, worker: string, device: string, round: number): Promise<Waits> {
  const inPage = <T>(code: string) => page.evaluate<T>(`bench.${code}`);
  const compose = (seed: number, count: number) =>
    inPage<number>(`wait(${JSON.stringify({ ...WISHES, seed, count })})`);
  await inPage(`start(${JSON.stringify(worker)})`);
  await inPage(`call("chooseDevice", ${JSON.stringify(device)})`);
  const cold = await compose(3 * round, 1);
  const firstTune = await compose(3 * round + 1, 1);
  const candidates = await compose(3 * round + 2, CANDIDATES);
  await inPage("stop()");
  return { cold, firstTune, candidates };
}

/** What runs in the page: a worker, calls to it one after the other, and their time. */
const benchInPage = `
let worker;
let id = 0;
globalThis.bench = {
  start(address) { worker = new Worker(address, { type: "module" }); },
  stop() { worker.terminate(); },
  call: (method, request) => new Promise((resolve, reject) => {
    const own = id++;
    worker.onmessage = ({ data }) => {
      if (data.id !== own || data.kind === "progress") return;
      if (data.kind === "result") resolve(true);
      else reject(new Error(data.message));
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage({ kind: "call", id: own, method, request });
  }),
  async wait(request) {
    const start = performance.now();
    await bench.call("compose", request);
    return performance.now() - start;
  },
};`;

function medians(rounds: readonly Waits[]): Waits {
  const middle = (pick: (waits: Waits) => number) => {
    const sorted = rounds.map(pick).sort((a, b) => a - b);
    return Math.round(sorted[Math.floor(sorted.length / 2)] as number);
  };
  return {
    cold: middle(({ cold }) => cold),
    firstTune: middle(({ firstTune }) => firstTune),
    candidates: middle(({ candidates }) => candidates),
  };
}

const rounded = (value: number) => Math.round(10 * value) / 10;
