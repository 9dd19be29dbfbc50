import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMusicXml } from "../../../src/formats/musicxml/read";
import { writeMusicXml } from "../../../src/formats/musicxml/write";
import { signatureFifths } from "../../../src/music/key";
import { lineText } from "../../../src/music/lyrics";
import type { Bar, Score } from "../../../src/music/score";
import { validate } from "../../../src/music/validate";
import { mutated } from "../../fixtures/music/mutate";
import { mutations } from "../../fixtures/music/runs";
import { arbitrarySung } from "../../fixtures/music/sung";

function read(xml: string): Score {
  const result = parseMusicXml(xml);
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

/** A repeat's end is a section's end: MusicXML has one sign for both. */
function bare({ sectionEnd, ...bar }: Bar): Bar {
  return sectionEnd && !bar.repeatEnd ? { ...bar, sectionEnd } : bar;
}

test("a score comes back as it was written", () => {
  fc.assert(
    fc.property(arbitrarySung, (score) => {
      fc.pre(Math.abs(signatureFifths(score.key)) <= 7);
      const back = read(writeMusicXml(score));
      expect(back).toEqual({ ...score, bars: score.bars.map(bare), bpm: back.bpm });
      expect(back.bpm).toBeCloseTo(score.bpm, 2);
    }),
    { numRuns: 60 },
  );
});

const measures = (music: string, lyric = ""): string => `<?xml version="1.0"?>
<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 3.1 Partwise//EN" "http://www.musicxml.org/dtds/partwise.dtd">
<score-partwise><movement-title>A &amp; B &#x266b;</movement-title><part-list><score-part id="P1"><part-name>Voice</part-name></score-part></part-list>
<part id="P1"><measure number="1"><attributes><divisions>2</divisions><key><fifths>-1</fifths></key><time><beats>3</beats><beat-type>4</beat-type></time></attributes>${music}
<note><pitch><step>B</step><alter>-1</alter><octave>4</octave></pitch><duration>2</duration>${lyric}</note></measure></part></score-partwise>`;

describe("files of others", () => {
  test("chords, voices, grace notes and unpitched notes", () => {
    const score = read(
      measures(`<note><grace/><pitch><step>C</step><octave>5</octave></pitch></note>
      <note><pitch><step>C</step><octave>4</octave></pitch><duration>4</duration></note>
      <note><chord/><pitch><step>E</step><octave>4</octave></pitch><duration>4</duration></note>
      <backup><duration>4</duration></backup><note><unpitched/><duration>4</duration></note>`),
    );
    expect(
      score.parts[0]?.notes.map(({ pitch, tick, duration }) => [pitch, tick, duration]),
    ).toEqual([
      [60, 0, 960],
      [64, 0, 960],
      [70, 960, 480],
    ]);
    expect([score.title, score.key, score.meter]).toEqual([
      "A & B ♫",
      { tonic: "F", mode: "major" },
      { beats: 3, unit: 4 },
    ]);
  });

  test("lines are guessed where none are marked, an extension lasts to the next word", () => {
    const note = (lyric: string): string =>
      `<note><pitch><step>C</step><octave>4</octave></pitch><duration>1</duration>${lyric}</note>`;
    const word = (text: string, more = ""): string =>
      `<lyric number="1"><syllabic>single</syllabic><text>${text}</text>${more}</lyric>`;
    const music = ["And", "so", "we,", "Then"].map((text) => note(word(text))).join("");
    const score = read(measures(music + note(word("they", "<extend/>")) + note(""), word("go")));
    const lines = score.lyrics?.[0]?.lines ?? [];
    expect(lines.map(lineText)).toEqual(["And so we,", "Then they go"]);
    expect(lines[1]?.[1]).toEqual({ tick: 960, text: "they", until: 1200 });
  });
});

test.each([
  ["not XML", "abc", "The file is empty.", 1],
  ["a tag that is not closed", "<score-partwise>\n<part>", "<part> is not closed.", 2],
  ["a tag closed twice", "<a>\n</a></b>", "</b> closes nothing that is open.", 2],
  [
    "entities of its own",
    '<!DOCTYPE a [<!ENTITY b "c">]><a/>',
    "This is not XML that can be read.",
    1,
  ],
  ["another document", "<html/>", 'This is "html", not a partwise score in MusicXML.', 1],
  ["no notes", "<score-partwise/>", "The score has no notes.", 1],
  [
    "a note without a length",
    measures("\n<note><pitch><step>C</step><octave>4</octave></pitch></note>"),
    "A note has no duration, or none that can be.",
    5,
  ],
  [
    "a note too high",
    measures(
      "\n<note><pitch><step>C</step><octave>40</octave></pitch><duration>1</duration></note>",
    ),
    "A note is outside the range of MIDI.",
    5,
  ],
])("%s has a fault with its row", (_, xml, message, row) => {
  expect(parseMusicXml(xml)).toEqual({ ok: false, fault: { message, position: { row } } });
});

test("whatever is done to a file, it has a fault or is read with its words on its notes", () => {
  const [score] = fc.sample(arbitrarySung, { numRuns: 1, seed: 5 }) as [Score];
  const xml = new TextEncoder().encode(writeMusicXml(score));
  fc.assert(
    fc.property(mutated(xml), (bytes) => {
      const result = parseMusicXml(new TextDecoder().decode(bytes));
      if (!result.ok) return;
      expect(validate(result.value).filter(({ kind }) => kind === "lyrics")).toEqual([]);
    }),
    { numRuns: mutations },
  );
});
