import abcjs from "abcjs";
import { Engine } from "../src/audio/engine";
import { LevelMeter } from "../src/audio/level";
import { readWav } from "../src/formats/wav/read";
import type { Score } from "../src/music/score";

/** What the page gives back to the machine: the file as base64, and what a meter says of it. */
export interface PageRendering {
  readonly wavBase64: string;
  readonly seconds: number;
  /** Absent where all is silence. */
  readonly lufs: number | undefined;
  readonly truePeakDb: number;
}

const engine = new Engine();

async function render(score: Score): Promise<PageRendering> {
  const { wav, piano } = await engine.render(score, new AbortController().signal);
  if (piano === "synth") throw new Error("The recorded piano cannot be read.");
  const read = readWav(new Uint8Array(await wav.arrayBuffer()));
  if (!read.ok) throw new Error(read.fault.message);
  const { channels, sampleRateHz } = read.value;
  const [left, right] = channels.map((channel) => Float32Array.from(channel));
  if (left === undefined || right === undefined) throw new Error("The sound is not stereo.");
  const meter = new LevelMeter();
  meter.add([left, right], 0, left.length);
  return {
    wavBase64: await base64(wav),
    seconds: left.length / sampleRateHz,
    lufs: meter.lufs(),
    truePeakDb: 20 * Math.log10(meter.truePeak()),
  };
}

function base64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => reject(new Error("The sound cannot be read."));
    reader.readAsDataURL(blob);
  });
}

/** The notation of a tune as an SVG file. */
function draw(abc: string): string {
  const paper = document.createElement("div");
  document.body.append(paper);
  abcjs.renderAbc(paper, abc, { staffwidth: 740, scale: 0.9, add_classes: false });
  const svg = paper.querySelector("svg");
  if (svg === null) throw new Error("The notation cannot be drawn.");
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  svg.style.background = "#fff";
  const text = new XMLSerializer().serializeToString(svg);
  paper.remove();
  return text;
}

Object.assign(globalThis, { renderScore: render, drawScore: draw });
