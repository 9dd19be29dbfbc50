import { fault, ok, type Fault, type Result } from "../../base/result";
import { usualBpm } from "../../music/tempo";
import type { Meter, Score, Ticks } from "../../music/score";
import { BodyReader } from "./body";
import { parseKey, parseMeter, parseTempo, parseUnit, usualUnit, type KeyField } from "./fields";
import { decodeText, withoutComment } from "./text";

/** A line of a file; rows count from 1. */
export interface SourceLine {
  readonly row: number;
  readonly text: string;
}

const FIELD = /^([A-DF-IK-Xmrswz]|E(?!:?\|)):(?![|:])(.*)$/;

/** The field that a line holds, or undefined for a line of music. */
export function fieldOf(
  line: string,
): { readonly name: string; readonly text: string } | undefined {
  const found = line.startsWith("+:") ? ["", "+", line.slice(2)] : FIELD.exec(line);
  return found === null ? undefined : { name: found[1] as string, text: found[2] as string };
}

/**
 * Reads one tune: its fields, then from the first `K:` on its music.
 *
 * @param defaults  fields of the file's head (`M:`, `L:`, `Q:`, `R:`) that hold until the tune says otherwise
 */
export function readTune(
  lines: readonly SourceLine[],
  defaults: ReadonlyMap<string, string>,
): Result<Score> {
  const fields = new Map(defaults);
  let reader: { readonly body: BodyReader; readonly head: Head } | undefined;
  for (const { row, text } of lines) {
    const line = withoutComment(text).trimEnd();
    const field = fieldOf(line);
    if (reader === undefined) {
      if (field !== undefined && !(field.name === "T" && fields.has("T")))
        fields.set(field.name, field.text);
      if (field?.name !== "K") continue;
      const head = readHead(fields);
      if ("message" in head) return fault(head.message, { row, column: 1 });
      reader = { head, body: new BodyReader(head) };
    } else if (field !== undefined) {
      const problem = reader.body.field(field.name, field.text);
      if (problem !== undefined) return fault(problem, { row, column: 1 });
    } else {
      const read = reader.body.line(line, row);
      if (!read.ok) return read;
    }
  }
  const row = lines[0]?.row ?? 1;
  if (reader === undefined) return fault("The tune has no key (K:).", { row, column: 1 });
  const { bars, notes, chords, heads } = finished(reader.body);
  if (notes.length === 0) return fault("The tune has no notes.", { row, column: 1 });
  const { key, meter, bpm, title, type } = reader.head;
  const lyrics = reader.body.lyrics.verses(heads);
  return ok({
    title,
    ...(type === "" ? {} : { type }),
    key: key.key,
    meter,
    bpm,
    bars,
    parts: [{ name: "melody", instrument: "piano", notes }],
    chords,
    ...(lyrics.length === 0 ? {} : { lyrics }),
  });
}

interface Head {
  readonly title: string;
  readonly type: string;
  readonly key: KeyField;
  readonly meter: Meter;
  readonly unit: Ticks;
  readonly bpm: number;
}

function readHead(fields: ReadonlyMap<string, string>): Head | Fault {
  const text = (name: string): string => fields.get(name) ?? "";
  const key = parseKey(text("K"));
  if (key === undefined) return { message: `"${text("K").trim()}" is not a key.` };
  const written = parseMeter(text("M"));
  if (written === undefined) return { message: `"${text("M").trim()}" is not a meter.` };
  const meter = written === "free" ? { beats: 4, unit: 4 } : written;
  const unit = fields.has("L") ? parseUnit(text("L")) : usualUnit(meter);
  if (unit === undefined) return { message: `"${text("L").trim()}" is not a note length.` };
  const type = typeName(text("R"));
  const bpm = parseTempo(text("Q"), unit) ?? usualBpm(type, meter);
  const title = decodeText(text("T"));
  return { title, type, key, meter, unit, bpm: Math.min(400, Math.max(20, bpm)) };
}

/** "Slip Jig" and "slip-jig" are one kind of tune, spelled as `Score.type` spells it. */
function typeName(text: string): string {
  return decodeText(text)
    .toLowerCase()
    .replace(/^slip[ -]?jigs?$/, "slipjig");
}

function finished(body: BodyReader): BodyReader["timeline"] {
  body.timeline.close({});
  return body.timeline;
}
