import { fault, ok, type Result } from "../../base/result";
import { isTonic, MODES, signatureFifths } from "../../music/key";
import type { Key, Mode, Part, Score } from "../../music/score";
import { usualBpm } from "../../music/tempo";
import { PartReader } from "./measure";
import { child, numberAt, parseXml, textAt, type XmlNode } from "./tree";
import { readVerses } from "./verses";

const MAX_PARTS = 64;
const MAX_BARS = 4_000;
const MAX_NOTES = 200_000;

/**
 * Reads a score in MusicXML (partwise, uncompressed): every part, bars, repeats, endings, chord
 * symbols, and the words of the first part. Grace notes, unpitched notes and what is not sounded
 * pass; the first key, time and tempo hold for all.
 *
 * @see https://www.w3.org/2021/06/musicxml40/
 */
export function parseMusicXml(text: string): Result<Score> {
  const read = parseXml(text);
  if (!read.ok) return read;
  const root = read.value;
  if (root.name !== "score-partwise") {
    return fault(`This is "${root.name}", not a partwise score in MusicXML.`, { row: root.row });
  }
  const parts = root.children.filter(({ name }) => name === "part").slice(0, MAX_PARTS);
  const readers: PartReader[] = [];
  for (const part of parts) {
    const reader = new PartReader();
    const measures = part.children.filter(({ name }) => name === "measure");
    if (measures.length > MAX_BARS)
      return fault(`There are more than ${MAX_BARS} bars.`, { row: 1 });
    for (const measure of measures) {
      const problem = reader.measure(measure);
      if (problem !== undefined) return fault(problem.message, { row: problem.row });
    }
    readers.push(reader);
  }
  const [first] = readers;
  const count = readers.reduce((sum, reader) => sum + reader.notes.length, 0);
  if (first === undefined || count === 0)
    return fault("The score has no notes.", { row: root.row });
  if (count > MAX_NOTES) return fault(`There are more than ${MAX_NOTES} notes.`, { row: root.row });
  return ok(scoreOf(root, parts, readers, first));
}

function scoreOf(
  root: XmlNode,
  parts: readonly XmlNode[],
  readers: readonly PartReader[],
  first: PartReader,
): Score {
  const meter = first.meter ?? { beats: 4, unit: 4 };
  const type = fieldNamed(root, "type");
  const bpm = first.bpm ?? usualBpm(type, meter);
  const end = first.bars.reduce((sum, bar) => sum + bar.duration, 0);
  const lyrics = readVerses(first.lyrics, first.notes);
  return {
    title: (textAt(root, "work", "work-title") || textAt(root, "movement-title")).slice(0, 300),
    ...(type === undefined ? {} : { type }),
    key: keyOf(parts[0]),
    meter,
    bpm: Math.min(400, Math.max(20, bpm)),
    bars: first.bars,
    parts: readers.map((reader, i) => partOf(reader, nameOf(root, parts[i]), end)),
    chords: first.chords.filter(({ tick }) => tick < end).sort((a, b) => a.tick - b.tick),
    ...(lyrics.length === 0 ? {} : { lyrics }),
  };
}

/** Notes past the first part's last bar, which damaged files have, are left out. */
function partOf({ notes }: PartReader, name: string, end: number): Part {
  const inside = notes.filter((note) => note.tick + note.duration <= end);
  const sorted = inside.sort((a, b) => a.tick - b.tick || a.pitch - b.pitch);
  return { name, instrument: "piano", notes: sorted };
}

function nameOf(root: XmlNode, part: XmlNode | undefined): string {
  const id = part?.attributes.get("id");
  const listed = child(root, "part-list")?.children.find((one) => one.attributes.get("id") === id);
  return textAt(listed, "part-name").slice(0, 300);
}

function fieldNamed(root: XmlNode, name: string): string | undefined {
  const fields = child(child(root, "identification"), "miscellaneous")?.children ?? [];
  const text = fields.find((field) => field.attributes.get("name") === name)?.text.trim();
  return text === undefined || text === "" ? undefined : text.slice(0, 100);
}

const TONICS = ["C", "G", "D", "A", "E", "B", "F#", "C#", "F", "Bb", "Eb", "Ab", "Db", "Gb", "Cb"]
  .concat(["G#", "D#", "A#", "E#", "B#", "Fb"])
  .filter(isTonic);

/** The first key of a part; C major where it has none. */
function keyOf(part: XmlNode | undefined): Key {
  const measures = part?.children ?? [];
  const all = measures.flatMap((measure) => measure.children);
  const key = child(all.find(({ name, children }) => {
    return name === "attributes" && children.some((one) => one.name === "key");
  }), "key"); // prettier-ignore
  const fifths = numberAt(key, "fifths") ?? 0;
  const named = { ionian: "major", aeolian: "minor" }[textAt(key, "mode")] ?? textAt(key, "mode");
  const mode = MODES.find((one): one is Mode => one === named) ?? "major";
  const tonic = TONICS.find((one) => signatureFifths({ tonic: one, mode }) === fifths);
  return tonic === undefined ? { tonic: "C", mode: "major" } : { tonic, mode };
}
