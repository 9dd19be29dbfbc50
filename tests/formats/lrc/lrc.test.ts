import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAbc } from "../../../src/formats/abc/tunebook";
import { parseLrc } from "../../../src/formats/lrc/read";
import { timedLyrics, writeLrc } from "../../../src/formats/lrc/write";
import { karaoke } from "../../../src/lyrics/align/karaoke";
import { mutated } from "../../fixtures/music/mutate";

const song = parseAbc(
  "X:1\nT:A song\nM:4/4\nL:1/4\nQ:1/4=60\nK:C\n|:CD E2|\nw: hap-py day\nw: sor-row goes\nG4:|\nw: oh\n",
);
if (!song.ok) throw new Error(song.fault.message);
const lyrics = timedLyrics(karaoke(song.value), song.value.title);

test("the words of a score in time, repeats played", () => {
  expect(writeLrc(lyrics)).toBe(
    [
      "[ti:A song]",
      "[re:Refrain]",
      "[00:00.00]<00:00.00>hap<00:01.00>py <00:02.00>day",
      "[00:04.00]<00:04.00>oh",
      "[00:08.00]<00:08.00>sor<00:09.00>row <00:10.00>goes",
      "",
    ].join("\n"),
  );
  expect(writeLrc(lyrics, false)).toContain("[00:08.00]sorrow goes\n");
});

test("what is written reads back, to a hundredth of a second", () => {
  const word = fc.record({ startMs: fc.nat(9000).map((n) => n * 10), text: fc.constantFrom("la ", "ö", "明 ") });
  const line = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => ({
    startMs: words[0]?.startMs ?? 0,
    text: words.map((one) => one.text).join("").trim(),
    words: words.map((one, i) => (i < words.length - 1 ? one : { ...one, text: one.text.trim() })),
  }));
  const law = fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
    const sorted = [...lines].sort((a, b) => a.startMs - b.startMs);
    expect(parseLrc(writeLrc({ title: "t", lines: sorted }))).toEqual({
      ok: true,
      value: { title: "t", lines: sorted },
    });
  });
  fc.assert(law);
}); // prettier-ignore

test("files of others: several times, offsets, tags, lines without a time", () => {
  const read = parseLrc(
    "\uFEFF[ar:Who]\r\n[offset:+500]\r\nby hand\r\n[00:12][01:02.5]again\r\n[00:05.123] first\r\n[00:20.00]",
  );
  expect(read).toEqual({
    ok: true,
    value: {
      artist: "Who",
      lines: [
        { startMs: 4623, text: "first" },
        { startMs: 11500, text: "again" },
        { startMs: 19500, text: "" },
        { startMs: 62000, text: "again" },
      ],
    },
  });
});

test.each([
  ["words only", "no time here", "There is no line with a time in this file.", { row: 1 }],
  [
    "a minute of 75 seconds",
    "[00:01.00]a\n[00:75.00]b",
    '"[00:75.00]" is not a time.',
    { row: 2, column: 1 },
  ],
  ["a line past a day", "[2000:00.00]a", '"[2000:00.00]" is not a time.', { row: 1, column: 1 }],
])("%s", (_, text, message, position) => {
  expect(parseLrc(text)).toEqual({ ok: false, fault: { message, position } });
});

test("a damaged file is read in order of time or has a fault", () => {
  const bytes = new TextEncoder().encode(writeLrc(lyrics));
  const law = fc.property(mutated(bytes), (spoiled) => {
    const read = parseLrc(new TextDecoder().decode(spoiled));
    const starts = read.ok ? read.value.lines.map((line) => line.startMs) : [];
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });
  fc.assert(law, { numRuns: 300 });
});
