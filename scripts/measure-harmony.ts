import { readFile } from "node:fs/promises";
import process from "node:process";
import { beatsOf } from "../src/compose/harmony/beats";
import { functions } from "../src/compose/harmony/cadence";
import { harmonise } from "../src/compose/harmony/harmonise";
import { symbolState } from "../src/compose/harmony/states";
import { parseAbc } from "../src/formats/abc/tunebook";
import { writeAbc } from "../src/formats/abc/write";
import { barTicks } from "../src/music/bars";
import type { Bar, ChordSymbol, Note, Part, Score } from "../src/music/score";
import { openHarmonyModel } from "./commands/harmonise";

/*
 * How often the app's own chords are those of the hymns kept from training: each melody is written as
 * ABC, read again, harmonised at colour 0 and compared, root and triad, one JSON object:
 *   npx tsx scripts/measure-harmony.ts ../shared/data/hymns/openhymnal.jsonl
 */

interface Hymn {
  readonly id: string;
  readonly t: string;
  readonly key: string;
  readonly metre: string;
  readonly pickup: number;
  readonly S: readonly (readonly [pitch: number | null, ticks: number])[];
  readonly chords: readonly (readonly [tick: number, symbol: string])[];
}

/** Ticks of a score to one of the corpus, which has 96 to a whole note. */
const SCALE = 20;
const CONFIG = new URL("../public/models/harmony@1/config.json", import.meta.url);

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error("Say which hymns: measure-harmony.ts openhymnal.jsonl");
const { heldOut } = JSON.parse(await readFile(CONFIG, "utf8")) as { heldOut: string[] };
const lines = (await readFile(file, "utf8")).trim().split("\n");
const hymns = lines
  .map((line) => JSON.parse(line) as Hymn)
  .filter(({ id }) => heldOut.includes(id));
const model = await openHarmonyModel();
const counts = new Map<string, [right: number, all: number]>();
for (const hymn of hymns) measure(hymn);
const shares = [...counts].map(([name, [right, all]]) => [
  name,
  Math.round((1000 * right) / all) / 1000,
]);
process.stdout.write(`${JSON.stringify({ hymns: hymns.length, ...Object.fromEntries(shares) })}\n`);

function measure(hymn: Hymn): void {
  const read = parseAbc(writeAbc(scoreOf(hymn)));
  if (!read.ok) throw new Error(`${hymn.t}: ${read.fault.message}`);
  const score = read.value;
  const state = (symbol: string | undefined): number | undefined =>
    symbol === undefined ? undefined : symbolState(symbol, score.key);
  const beats = beatsOf(score);
  const [byBeat = []] = harmonise(model, score, { per: "beat" });
  const [byBar = []] = harmonise(model, score, { per: "bar" });
  const chords = hymn.chords.map(([tick, symbol]) => ({ tick: tick * SCALE, symbol }));
  const theirs = beats.map(({ tick }) => state(soundingAt(chords, tick)));
  beats.forEach(({ tick }, i) => {
    if (theirs[i] !== undefined) count("beat", state(soundingAt(byBeat, tick)) === theirs[i]);
  });
  score.bars.forEach((_, bar) => {
    const places = beats.flatMap((beat, i) => (beat.bar === bar ? [i] : []));
    const labels = places.flatMap((i) => theirs[i] ?? []);
    const [first] = places;
    if (first === undefined || labels.length === 0) return;
    const ours = state(soundingAt(byBar, beats[first]?.tick ?? 0));
    count("bar, most beats", ours === commonest(labels));
    count("bar, first beat", ours === labels[0]);
    count("bar, any beat", ours !== undefined && labels.includes(ours));
    if (new Set(labels).size === 1) count("bars of one chord", ours === labels[0]);
  });
  const [home] = functions(score.key).tonic;
  const opening = beats.find(({ at }) => at === 0)?.tick ?? 0;
  count("first full bar tonic", state(soundingAt(byBar, opening)) === home);
  count("last chord tonic", state(byBar.at(-1)?.symbol) === home);
}

function scoreOf({ t, key, metre, pickup, S: soprano }: Hymn): Score {
  const [count = 4, unit = 4] = metre.split("/").map(Number);
  const meter = { beats: count, unit };
  const notes: Note[] = [];
  let end = 0;
  for (const [pitch, ticks] of soprano) {
    const duration = ticks * SCALE;
    if (pitch !== null) notes.push({ pitch, tick: end, duration, velocity: 80 });
    end += duration;
  }
  const bars: Bar[] = [];
  for (let tick = 0; tick < end;) {
    const whole = tick === 0 && pickup > 0 ? pickup * SCALE : barTicks(meter);
    const duration = Math.min(whole, end - tick);
    bars.push({ tick, duration });
    tick += duration;
  }
  const parts: Part[] = [{ name: "melody", instrument: "piano", notes }];
  return { title: t, key: { tonic: key, mode: "major" }, meter, bpm: 100, bars, parts, chords: [] };
}

function soundingAt(chords: readonly ChordSymbol[], tick: number): string | undefined {
  return chords.findLast((chord) => chord.tick <= tick)?.symbol;
}

/** The state that holds most beats, the earlier in a tie. */
function commonest(labels: readonly number[]): number {
  const held = new Map<number, number>();
  for (const label of labels) held.set(label, (held.get(label) ?? 0) + 1);
  return [...held].sort(([, a], [, b]) => b - a)[0]?.[0] as number;
}

function count(name: string, isRight: boolean): void {
  const [right, all] = counts.get(name) ?? [0, 0];
  counts.set(name, [right + (isRight ? 1 : 0), all + 1]);
}
