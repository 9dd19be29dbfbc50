import { barTicks } from "../../music/bars";
import { signatureFifths } from "../../music/key";
import type { Key, Note, Score } from "../../music/score";
import { chordBeat, type Beat } from "./beats";

/** What the network is told of a beat, block after block; the trainer's `features.py` says the same. */
const BLOCKS = {
  /** Share of the beat that each pitch class sounds. */
  shares: 12,
  /** The note that sounds when the beat begins, and the last that begins in it. */
  start: 12,
  last: 12,
  /** The beat begins with a rest, a note, a held note. */
  flags: 3,
  /** Above the mean, from the beat before, to the next (octaves); first of its bar. */
  heights: 4,
  /** Length of the note at the beginning, in beats, cut at `LENGTH_EDGES`. */
  length: 5,
  place: 8,
  beats: 8,
  /** Beats to the end of the piece and from its beginning: 0, 1, 2, 3, under 8, more; 0, 1, 2–3, more. */
  left: 6,
  past: 4,
  /** The piece's last note, and the share of each pitch class in it. */
  final: 12,
  whole: 12,
  style: 2,
} as const;
type Block = keyof typeof BLOCKS;

const OFFSET = offsets();
const LENGTH_EDGES = [0.75, 1.25, 1.75, 2.75];

/** Numbers told of each beat. */
export const WIDTH = Object.values(BLOCKS).reduce((sum, width) => sum + width, 0);

/** Kinds of music the network learned from; unsaid, it judges by the melody. */
export const STYLES = ["hymn", "song"] as const;
export type Style = (typeof STYLES)[number];

/** Pitch class of the major tonic that shares the key's signature: all chords are counted from it. */
export function signatureTonic(key: Key): number {
  return (((7 * signatureFifths(key)) % 12) + 12) % 12;
}

/** @returns one row of `WIDTH` numbers a beat; every number 0 where the score has no note */
export function featuresOf(
  score: Score,
  beats: readonly Beat[],
  style?: Style,
): readonly Float32Array[] {
  const tonic = signatureTonic(score.key);
  const notes = (score.parts[0]?.notes ?? []).map((n) => ({ ...n, pitch: n.pitch - tonic }));
  const rows = beats.map(() => new Float32Array(WIDTH));
  const finalNote = notes.at(-1);
  if (finalNote === undefined) return rows;
  const sounding = notes.reduce((sum, { duration }) => sum + duration, 0);
  const mean = notes.reduce((sum, n) => sum + n.pitch * n.duration, 0) / sounding;
  const whole = new Float32Array(12);
  for (const n of notes) add(whole, pc(n.pitch), n.duration / sounding);
  const unit = chordBeat(score.meter);
  const inBar = Math.round(barTicks(score.meter) / unit);
  const heights: number[] = [];
  let first = 0;
  beats.forEach((beat, i) => {
    const row = rows[i] as Float32Array;
    while (first < notes.length && ends(notes[first] as Note) <= beat.tick) first++;
    const inside = within(notes, first, beat);
    const starting = inside.findLast((n) => n.tick <= beat.tick);
    describe(row, beat, inside, starting, unit);
    heights.push((starting ?? inside[0])?.pitch ?? heights.at(-1) ?? mean);
    const left = beats.length - 1 - i;
    set(row, "place", Math.min(7, Math.floor(beat.at / unit)));
    set(row, "beats", Math.min(7, Math.max(0, inBar - 1)));
    set(row, "left", left < 4 ? left : left < 8 ? 4 : 5);
    set(row, "past", i < 2 ? i : i < 4 ? 2 : 3);
    set(row, "final", pc(finalNote.pitch));
    row.set(whole, OFFSET.whole);
    if (style !== undefined) set(row, "style", STYLES.indexOf(style));
  });
  heights.forEach((height, i) => {
    const before = heights[i - 1] ?? height;
    const next = heights[i + 1] ?? height;
    const opens = (beats[i] as Beat).at === 0 ? 1 : 0;
    const row = rows[i] as Float32Array;
    row.set(
      [(height - mean) / 12, (height - before) / 12, (next - height) / 12, opens],
      OFFSET.heights,
    );
  });
  return rows;
}

function describe(
  row: Float32Array,
  beat: Beat,
  inside: readonly Note[],
  starting: Note | undefined,
  unit: number,
): void {
  for (const n of inside) {
    const from = Math.max(n.tick, beat.tick);
    const to = Math.min(ends(n), beat.tick + beat.duration);
    add(row, OFFSET.shares + pc(n.pitch), (to - from) / beat.duration);
  }
  set(row, "flags", starting === undefined ? 0 : starting.tick === beat.tick ? 1 : 2);
  const last = inside.at(-1);
  if (last !== undefined) set(row, "last", pc(last.pitch));
  if (starting === undefined) return;
  const length = starting.duration / unit;
  set(row, "start", pc(starting.pitch));
  set(row, "length", LENGTH_EDGES.filter((edge) => edge < length).length);
}

function within(notes: readonly Note[], first: number, beat: Beat): readonly Note[] {
  let next = first;
  while (next < notes.length && (notes[next] as Note).tick < beat.tick + beat.duration) next++;
  return notes.slice(first, next).filter((n) => ends(n) > beat.tick);
}

function set(row: Float32Array, block: Block, place: number): void {
  row[OFFSET[block] + place] = 1;
}

function add(row: Float32Array, place: number, value: number): void {
  row[place] = (row[place] as number) + value;
}

function pc(pitch: number): number {
  return ((pitch % 12) + 12) % 12;
}

function ends(note: Note): number {
  return note.tick + note.duration;
}

function offsets(): Record<Block, number> {
  let at = 0;
  const entries = Object.entries(BLOCKS).map(([name, width]) => [name, (at += width) - width]);
  return Object.fromEntries(entries) as Record<Block, number>;
}
