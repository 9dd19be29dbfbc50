import { barTicks } from "../../music/bars";
import { signatureFifths } from "../../music/key";
import { TICKS_PER_QUARTER, type Bar, type Score } from "../../music/score";
import { planBars, type Glyph } from "../abc/plan";
import { writeHarmony } from "./harmony";
import { lyricsByTick } from "./lyric";
import { writeNote } from "./note";
import { element, writeXml, type Element } from "./xml";

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n' +
  '<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" "http://www.musicxml.org/dtds/partwise.dtd">\n';

export interface MusicXmlOptions {
  /** Lines on who wrote the piece, kept as fields of its identification. */
  readonly authorship?: readonly string[];
}

/**
 * A lead sheet in MusicXML 4.0: the first part's melody (the top note of each onset) with chord
 * symbols and every verse of its words. Bars, pickups, repeats, endings, ties and triplets are
 * kept; velocities and other parts have no place in it.
 *
 * @see https://www.w3.org/2021/06/musicxml40/
 */
export function writeMusicXml(score: Score, { authorship = [] }: MusicXmlOptions = {}): string {
  const fields = [
    ...(score.type === undefined ? [] : [["type", score.type] as const]),
    ...authorship.map((line) => ["authorship", line] as const),
  ].map(([name, text]) => element("miscellaneous-field", text, { name }));
  const document = element(
    "score-partwise",
    [
      score.title === "" ? undefined : element("work", [element("work-title", score.title)]),
      element("identification", [
        element("encoding", [element("software", "Refrain")]),
        fields.length === 0 ? undefined : element("miscellaneous", fields),
      ]),
      element("part-list", [
        element("score-part", [element("part-name", score.parts[0]?.name || "Melody")], {
          id: "P1",
        }),
      ]),
      element("part", measures(score), { id: "P1" }),
    ],
    { version: "4.0" },
  );
  return HEAD + writeXml(document);
}

function measures(score: Score): readonly Element[] {
  const lyrics = lyricsByTick(score);
  const full = barTicks(score.meter);
  const pickup = (score.bars[0]?.duration ?? full) < full;
  let held = false;
  return planBars(score).map((glyphs, i) => {
    const bar = score.bars[i] as Bar;
    const notes = glyphs.flatMap((glyph, g): (Element | undefined)[] => {
      const at = {
        key: score.key,
        held,
        tuplet: tupletAt(glyphs, g),
        lyrics: held || glyph.pitch === undefined ? [] : (lyrics.get(glyph.tick) ?? []),
      };
      held = glyph.tied;
      return [...glyph.symbols.map(writeHarmony), writeNote(glyph, at)];
    });
    const implicit = bar.duration < full ? { implicit: "yes" } : {};
    return element(
      "measure",
      [
        leftLine(bar),
        i === 0 ? attributes(score) : undefined,
        i === 0 ? tempo(score.bpm) : undefined,
        ...notes,
        rightLine(score.bars, i),
      ],
      { number: pickup ? i : i + 1, ...implicit },
    );
  });
}

/** A triplet opens at the glyph that counts its glyphs, and closes at the last of them. */
function tupletAt(glyphs: readonly Glyph[], i: number): "start" | "stop" | undefined {
  const opens = glyphs.findLastIndex((glyph, g) => g <= i && glyph.triplet !== undefined);
  const count = glyphs[opens]?.triplet ?? 0;
  if (count < 2) return undefined;
  if (opens === i) return "start";
  return i === opens + count - 1 ? "stop" : undefined;
}

function attributes({ key, meter }: Score): Element {
  const fifths = Math.max(-7, Math.min(7, signatureFifths(key)));
  return element("attributes", [
    element("divisions", TICKS_PER_QUARTER),
    element("key", [element("fifths", fifths), element("mode", key.mode)]),
    element("time", [element("beats", meter.beats), element("beat-type", meter.unit)]),
    element("clef", [element("sign", "G"), element("line", 2)]),
  ]);
}

function tempo(bpm: number): Element {
  const rounded = Math.round(bpm * 1000) / 1000;
  const metronome = [element("beat-unit", "quarter"), element("per-minute", rounded)];
  return element(
    "direction",
    [
      element("direction-type", [element("metronome", metronome)]),
      element("sound", [], { tempo: rounded }),
    ],
    { placement: "above" },
  );
}

function leftLine({ repeatStart, ending }: Bar): Element | undefined {
  if (!repeatStart && ending === undefined) return undefined;
  return element(
    "barline",
    [
      repeatStart ? element("bar-style", "heavy-light") : undefined,
      ending === undefined ? undefined : element("ending", [], { number: ending, type: "start" }),
      repeatStart ? element("repeat", [], { direction: "forward" }) : undefined,
    ],
    { location: "left" },
  );
}

function rightLine(bars: readonly Bar[], i: number): Element | undefined {
  const { repeatEnd, sectionEnd } = bars[i] as Bar;
  const ending = endingClosedAt(bars, i);
  if (!repeatEnd && !sectionEnd && ending === undefined) return undefined;
  const last = i === bars.length - 1;
  const style = repeatEnd || (sectionEnd && last) ? "light-heavy" : "light-light";
  return element(
    "barline",
    [
      repeatEnd || sectionEnd ? element("bar-style", style) : undefined,
      ending === undefined
        ? undefined
        : element("ending", [], { number: ending, type: ending === 1 ? "stop" : "discontinue" }),
      repeatEnd ? element("repeat", [], { direction: "backward" }) : undefined,
    ],
    { location: "right" },
  );
}

/** The ending whose bracket closes after a bar: at its sign, at the next ending, or at the last bar. */
function endingClosedAt(bars: readonly Bar[], i: number): 1 | 2 | undefined {
  const opens = bars.findLastIndex((bar, b) => b <= i && bar.ending !== undefined);
  if (opens < 0) return undefined;
  const closes = (bar: Bar, b: number): boolean => {
    const next = bars[b + 1];
    const begins = next?.ending !== undefined || next?.repeatStart === true;
    return b >= opens && (bar.repeatEnd === true || bar.sectionEnd === true || begins || !next);
  };
  return bars.findIndex(closes) === i ? bars[opens]?.ending : undefined;
}
