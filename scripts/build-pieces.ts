/**
 * Three pieces to hear, docs/pieces: composed and given chords by the committed models, arranged
 * and rendered by the app's own engine; each with its notation, its sheet as ABC and a picture of
 * its spectrum. Needs a Chromium and ffmpeg.
 *
 * Usage: tsx scripts/build-pieces.ts
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAbc } from "../src/formats/abc/tunebook";
import { run as compose } from "./commands/compose";
import { run as harmonise } from "./commands/harmonise";
import { openRenderer, type Renderer } from "./render/renderer";

const folder = "docs/pieces";
const ffmpeg = process.env["FFMPEG"] ?? "ffmpeg";
/** No piece is larger than this, so that the repository stays small. */
const largestBytes = 400_000;

interface Piece {
  readonly name: string;
  readonly title: string;
  readonly wishes: readonly string[];
  /** Plain triads (0) to the colours of jazz (1). */
  readonly colour: string;
  readonly style: string;
  readonly bpm: number;
}

const pieces: readonly Piece[] = [
  {
    name: "session",
    title: "A reel, for a session",
    wishes: [
      "--type",
      "reel",
      "--meter",
      "4/4",
      "--key",
      "D",
      "--mode",
      "major",
      "--bars",
      "16",
      "--seed",
      "24",
    ],
    colour: "0",
    style: "session",
    bpm: 184,
  },
  {
    name: "waltz",
    title: "An air in three, waltzed",
    wishes: ["--type", "air", "--meter", "3/4", "--key", "G", "--bars", "16", "--seed", "7"],
    colour: "0.2",
    style: "waltz",
    bpm: 138,
  },
  {
    name: "lo-fi",
    title: "An air, late at night",
    wishes: ["--type", "air", "--meter", "4/4", "--key", "C", "--bars", "8", "--seed", "11"],
    colour: "0.8",
    style: "lo-fi",
    bpm: 92,
  },
];

async function make(piece: Piece, renderer: Renderer, scratch: string): Promise<string> {
  const sheet = join(folder, `${piece.name}.abc`);
  const plain = join(scratch, `${piece.name}.abc`);
  await compose([...piece.wishes, "--count", "1", "--out", plain], () => {});
  await harmonise(
    ["--in", plain, "--out", sheet, "--per", "bar", "--colour", piece.colour],
    () => {},
  );
  const abc = readFileSync(sheet, "utf8").replace(/^T:.*$/m, `T:${piece.title}`);
  writeFileSync(sheet, abc);
  const read = parseAbc(abc);
  if (!read.ok) throw new Error(`${sheet}: ${read.fault.message}`);
  const arrangement = { style: piece.style, seed: 1, intro: true, ending: true, mix: {} };
  const score = { ...read.value, bpm: piece.bpm, arrangement };
  const { wav, seconds, lufs, truePeakDb } = await renderer.render(score);
  const sound = join(scratch, `${piece.name}.wav`);
  writeFileSync(sound, wav);
  encode(sound, seconds, `${folder}/${piece.name}.mp3`);
  const picture = "showspectrumpic=s=480x180:legend=0:fscale=log:scale=log:drange=90";
  call([
    "-i",
    sound,
    "-lavfi",
    picture,
    "-compression_level",
    "100",
    `${folder}/${piece.name}.png`,
  ]);
  writeFileSync(`${folder}/${piece.name}.svg`, await renderer.draw(abc));
  const level = `${lufs?.toFixed(1) ?? "−∞"} LUFS, ${truePeakDb.toFixed(1)} dBTP`;
  return `| [${piece.title}](${piece.name}.mp3) | ${piece.style} | ${Math.round(seconds)} s, ${level} | [notes](${piece.name}.svg), [ABC](${piece.name}.abc), [spectrum](${piece.name}.png) |`;
}

/** Bit rates that MP3 knows, in kbit/s. */
const kilobitRates = [128, 112, 96, 80, 64, 56, 48];

/** As many bits as the size allows. */
function encode(sound: string, seconds: number, file: string): void {
  const most = (0.98 * largestBytes * 8) / 1_000 / seconds;
  const kilobits = kilobitRates.find((rate) => rate <= most) ?? 40;
  const options = ["-c:a", "libmp3lame", "-b:a", `${kilobits}k`, "-map_metadata", "-1"];
  call(["-i", sound, ...options, "-fflags", "+bitexact", "-flags:a", "+bitexact", file]);
  const { size } = statSync(file);
  if (size > largestBytes) throw new Error(`${file} has ${size} bytes, more than ${largestBytes}.`);
}

function call(args: readonly string[]): void {
  execFileSync(ffmpeg, ["-v", "error", "-y", ...args]);
}

mkdirSync(folder, { recursive: true });
const scratch = mkdtempSync(join(tmpdir(), "refrain-pieces-"));
const renderer = await openRenderer();
try {
  const rows: string[] = [];
  for (const piece of pieces) rows.push(await make(piece, renderer, scratch));
  const text = `# Pieces

Composed, harmonised, arranged and rendered by the app itself, as committed here: nobody changed a
note or chose among many. \`npx tsx scripts/build-pieces.ts\` makes them anew.

| Piece | Style | Sound | Beside it |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
  writeFileSync(`${folder}/README.md`, text);
  execFileSync("npx", ["prettier", "--write", "--log-level", "warn", `${folder}/README.md`]);
} finally {
  await renderer.close();
  rmSync(scratch, { recursive: true, force: true });
}
