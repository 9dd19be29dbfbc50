import { execFile } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { seededRandom } from "../../src/base/random";
import type { Shape } from "./shape";

const FOLDER = "bench/.cache/magenta";
export const MAGENTA_VERSION = "1.23.1";

/** The peer's files: its own bundle, and the TensorFlow.js 2.8 that it is built for. */
export const magentaFiles = {
  "/tf.js": join(FOLDER, "node_modules/@tensorflow/tfjs/dist/tf.min.js"),
  "/music_rnn.js": join(FOLDER, "node_modules/@magenta/music/es6/music_rnn.js"),
} as const;

/** Installs @magenta/music beside the project, not into it, on the first run. */
export async function installMagenta(): Promise<void> {
  if (Object.values(magentaFiles).every((file) => existsSync(file))) return;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, "package.json"), '{"private":true}\n');
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", "."];
  await promisify(execFile)("npm", [...args, `@magenta/music@${MAGENTA_VERSION}`], { cwd: FOLDER });
}

/**
 * A MusicRNN checkpoint of the same shape in TensorFlow.js's format, its weights random: it is
 * there to be timed, not heard. The converter has two special events beside its pitches.
 */
export function magentaCheckpoint({
  hidden,
  layers,
  classes,
}: Shape): Record<string, string | Buffer> {
  const random = seededRandom("magenta");
  const weights: { name: string; shape: number[]; dtype: "float32" }[] = [];
  const data: Float32Array[] = [];
  const add = (name: string, shape: number[]) => {
    weights.push({ name, shape, dtype: "float32" });
    const size = shape.reduce((product, n) => product * n, 1);
    const width = 1 / Math.sqrt(shape[0] as number);
    data.push(Float32Array.from({ length: size }, () => width * (2 * random() - 1)));
  };
  for (let i = 0; i < layers; i++) {
    const cell = `rnn/multi_rnn_cell/cell_${i}/basic_lstm_cell`;
    add(`${cell}/kernel`, [(i === 0 ? classes : hidden) + hidden, 4 * hidden]);
    add(`${cell}/bias`, [4 * hidden]);
  }
  add("fully_connected/weights", [hidden, classes]);
  add("fully_connected/biases", [classes]);
  const bytes = Buffer.concat(data.map((array) => Buffer.from(array.buffer)));
  return {
    "/checkpoint/config.json": JSON.stringify({
      type: "MusicRNN",
      dataConverter: { type: "MelodyConverter", args: { minPitch: 0, maxPitch: classes - 3 } },
    }),
    "/checkpoint/weights_manifest.json": JSON.stringify([{ paths: ["weights"], weights }]),
    "/checkpoint/weights": bytes,
  };
}

/** The peer's page: its scripts, then a function that continues a melody of four notes. */
export const magentaPage = `<!doctype html><meta charset="utf-8"><title>MusicRNN</title>
<script src="/tf.js"></script><script src="/music_rnn.js"></script>
<script>
const primer = {
  quantizationInfo: { stepsPerQuarter: 4 }, totalQuantizedSteps: 8,
  notes: [60, 62, 64, 65].map((pitch, i) => (
    { pitch, quantizedStartStep: 2 * i, quantizedEndStep: 2 * i + 2 })),
};
let model;
/** Steps of the network a second; the primer's steps are run too, and counted. */
window.measurePeer = async (backend, ms) => {
  if (tf.getBackend() !== backend || !model) {
    if (!await tf.setBackend(backend)) throw new Error("no backend " + backend);
    model?.dispose();
    model = new music_rnn.MusicRNN("/checkpoint");
    await model.initialize();
    await model.continueSequence(primer, 16, 1);
  }
  const start = performance.now();
  let steps = 0;
  while (steps === 0 || performance.now() - start < ms) {
    await model.continueSequence(primer, 64, 1);
    steps += primer.totalQuantizedSteps + 64 - 1;
  }
  return 1000 * steps / (performance.now() - start);
};
</script>`;
