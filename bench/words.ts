import { execFile } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { parseArgs, promisify } from "node:util";
import { openContest } from "./words/chromium";

const TOKENS = 200; // of a sequence, from the first on; the context is 256
const CANDIDATES = 8;
const SHIPPED = "public/models/words@1";
const CACHE = "bench/.cache";
const PYTHON = "/usr/bin/python3";

/**
 * Tokens a second of the words model, drawn from all of its vocabulary, one sequence and eight at a
 * time, in a worker under the app's policy; against wllama (llama.cpp in WebAssembly) with the same
 * model as GGUF (Q8_0), one thread as ours, in one Chromium in turns, the best of the rounds for
 * either side. wllama is measured with the likeliest token taken and with all drawn from, and the
 * faster counts; eight at a time both by its own batching and one after another.
 *
 * Options: --rounds 5, --random (weights drawn at random, of the shipped size)
 */
export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: "boolean" },
      rounds: { type: "string", default: "5" },
      random: { type: "boolean", default: false },
    },
  });
  const isRandom = values.random || !existsSync(SHIPPED);
  const contest = await openContest(...(await files(isRandom)));
  const best = new Map<string, number>();
  const better = (name: string, value: number) =>
    best.set(name, Math.max(best.get(name) ?? 0, value));
  try {
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const rows of [1, CANDIDATES]) {
        const { perSecond, device } = await contest.ours({ device: "wasm", rows, tokens: TOKENS });
        if (device !== "wasm") throw new Error("The kernel does not run in this browser.");
        better(`ours ${rows}`, perSecond);
        for (const drawn of [false, true]) {
          const peer = await contest.peer(rows, TOKENS, drawn);
          better(`peer ${rows}`, peer.perSecond);
          better(`inside ${rows}`, peer.inside);
        }
      }
    }
    const plain = { device: "cpu", rows: 1, tokens: TOKENS / 4 } as const;
    better("plain", (await contest.ours(plain)).perSecond);
  } finally {
    await contest.close();
  }
  const of = (name: string) => Math.round(best.get(name) ?? 0);
  const peerAtBest = Math.max(of("peer 1"), of(`peer ${CANDIDATES}`));
  const ratio = (ours: number, peer: number) => Math.round((100 * ours) / peer) / 100;
  return {
    model: isRandom ? "random weights of the shipped size" : SHIPPED,
    tokens: TOKENS,
    browser: contest.browser,
    ours: {
      device: "wasm, one worker",
      single: { tokensPerSecond: of("ours 1") },
      candidates8: { tokensPerSecond: of(`ours ${CANDIDATES}`) },
      plainLoops: { tokensPerSecond: of("plain") },
    },
    peer: {
      name: "@wllama/wllama 3.8.1, Q8_0, one thread",
      single: { tokensPerSecond: of("peer 1"), byItsOwnCount: of("inside 1") },
      candidates8: {
        tokensPerSecond: of(`peer ${CANDIDATES}`),
        byItsOwnCount: of(`inside ${CANDIDATES}`),
      },
    },
    ratio: {
      single: ratio(of("ours 1"), of("peer 1")),
      candidates8: ratio(of(`ours ${CANDIDATES}`), peerAtBest),
      singleByItsOwnCount: ratio(of("ours 1"), of("inside 1")),
    },
  };
}

/** The model's folder and its GGUF file, written anew. */
async function files(isRandom: boolean): Promise<[model: string, gguf: string]> {
  const python = promisify(execFile);
  mkdirSync(CACHE, { recursive: true });
  const model = isRandom ? `${CACHE}/words-random` : SHIPPED;
  if (isRandom) {
    const script = "tests/fixtures/nn/transformer/make.py";
    await python(PYTHON, [script, "--shipped", "--out", model]);
  }
  const gguf = `${CACHE}/words.gguf`;
  const kind = ["--type", "q8_0"];
  await python(PYTHON, ["training/words/gguf.py", "--model", model, ...kind, "--out", gguf]);
  return [model, gguf];
}
