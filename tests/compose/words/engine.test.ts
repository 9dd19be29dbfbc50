import { beforeAll, expect, test } from "vitest";
import { changedRequest } from "../../../src/compose/words/changes";
import { lineFaults } from "../../../src/compose/words/checks";
import { BuiltInEngine } from "../../../src/compose/words/engines/built-in";
import { parseLines } from "../../../src/compose/words/form";
import type { Judge } from "../../../src/compose/words/judge";
import { indexPassages } from "../../../src/compose/words/known-passages";
import { bestCandidates } from "../../../src/compose/words/rank";
import type { LineCandidate, LineRequest } from "../../../src/compose/words/request";
import { requestFor, writeSong } from "../../../src/compose/words/song";
import { wordsIn } from "../../../src/compose/words/word-text";
import { analyseLine } from "../../../src/lyrics/line";
import { bigramModel } from "./bigram";
import { lexicon } from "./said";

const copied = "my old home is so cold tonight";
const judge: Judge = {
  lexicon,
  passages: [indexPassages([wordsIn(copied)], 2 ** 20)],
  corpus: new Map(lexicon.words.map((text) => [text, { text, count: 10, endCount: 10, near: [] }])),
};
const taught = [
  "the rain is falling in the night,",
  "my old home is so bright.",
  "all of the rain",
];
const request: LineRequest = {
  before: ["Remember all my long old night,"],
  form: { syllables: 6 },
  rhymes: ["night"],
  count: 3,
  seed: 1,
};

let engine: BuiltInEngine;
beforeAll(() => {
  engine = new BuiltInEngine(bigramModel(taught, 9), judge);
});

test("candidates have the form asked for, different end words, and come best first", async () => {
  const streamed: LineCandidate[] = [];
  const found = await engine.propose(request, { onCandidate: (one) => streamed.push(one) });
  expect(found).toHaveLength(3);
  for (const { text, engine: by, logProb, seed } of found) {
    const line = analyseLine(lexicon, text);
    expect(line.syllables).toBe(6);
    expect(line.rhymeKeys.perfect).toBe(analyseLine(lexicon, "night").rhymeKeys.perfect);
    expect([by, seed]).toEqual(["bigram@1", 1]);
    expect(logProb).toBeLessThan(0);
  }
  const ends = found.map(({ text }) => wordsIn(text).at(-1));
  expect(new Set([...ends, "night"]).size).toBe(4);
  expect(streamed).toEqual(expect.arrayContaining([...found]));
});

test("the same seed gives the same candidates, another seed others", async () => {
  const texts = async (seed: number) =>
    (await engine.propose({ ...request, seed })).map(({ text }) => text);
  expect(await texts(5)).toEqual(await texts(5));
  expect(await texts(5)).not.toEqual(await texts(6));
});

test("a line that is begun goes on after its beginning", async () => {
  const found = await engine.propose({ ...request, begins: "my old home", form: { syllables: 7 } });
  expect(found.length).toBeGreaterThan(0);
  for (const { text } of found) expect(text).toMatch(/^My old home /);
});

test("stresses stand where a metre wants them", async () => {
  const stresses = [0, 1, 0, 1, 0, 1] as const;
  const found = await engine.propose({ ...request, form: { syllables: 6, stresses } });
  expect(found[0]?.scores.stress).toBe(1);
});

test("an aborted request ends with the signal's reason", async () => {
  const stop = new AbortController();
  const asked = engine.propose(request, { signal: stop.signal });
  stop.abort(new Error("enough"));
  await expect(asked).rejects.toThrow("enough");
});

test("where nothing rhymes there is no candidate", async () => {
  expect(await engine.propose({ ...request, rhymes: ["window"] })).toEqual([]);
});

test("a line is likelier after its model's own words", async () => {
  const likely = await engine.score("The rain is falling in the night", []);
  const odd = await engine.score("Night the in falling is rain the", []);
  expect(likely as number).toBeGreaterThan(odd as number);
  expect(await engine.score("...", [])).toBeUndefined();
});

test.each([
  ["All the bright home is light", []],
  ["The light", ["syllables"]],
  ["All of my home is cold", ["rhyme"]],
  ["All of my home is knight", ["echo"]],
  ["All of thee is so bright", ["archaism"]],
  ["My rain is so so bright", ["repetition"]],
  ["My home is falling light", []],
  ["My rain is all so light", []],
  ["All my long light is light", ["repetition"]],
  ["My old home is so light", ["known"]],
  ["—", ["empty"]],
])("the checks find in %j: %j", (text, faults) => {
  expect(lineFaults(judge, request, text)).toEqual(faults);
});

test("a section's lines rhyme with those of their letter; the last closes it", () => {
  const form = parseLines({ scheme: "ABAB", syllables: "8,6,8,6" });
  if (!form.ok) throw new Error(form.fault.message);
  const wishes = { seed: 1, theme: ["rain"] };
  const first = requestFor(form.value, 0, [], [], wishes, 1);
  expect(first).toMatchObject({ rhymes: [], partners: 1, closes: false, form: { syllables: 8 } });
  const last = requestFor(form.value, 3, ["a night", "the rain", "so bright"], ["x"], wishes, 1);
  expect(last).toMatchObject({ rhymes: ["rain"], partners: 0, closes: true });
  expect(last.before).toEqual(["x", "a night", "the rain", "so bright"]);
});

test("a song keeps given lines, and a section that returns brings its words back", async () => {
  const form = parseLines({ scheme: "xx", syllables: "4" });
  if (!form.ok) throw new Error(form.fault.message);
  const sections = [
    { name: "verse", lines: form.value },
    { name: "chorus", lines: form.value },
    { name: "chorus", lines: form.value, again: 1 },
  ];
  const given = (name: string, line: number) =>
    name === "chorus" && line === 0 ? "Remember rain" : undefined;
  const song = await writeSong(engine, sections, { seed: 2, given });
  expect(song[1]?.lines[0]).toEqual({ text: "Remember rain" });
  expect(song[2]).toBe(song[1]);
  expect(analyseLine(lexicon, song[0]?.lines[1]?.text ?? "").syllables).toBe(4);
});

test("changes of a line ask for what was meant", () => {
  const line = "All of the rain is light";
  const changed = (change: Parameters<typeof changedRequest>[2]) =>
    changedRequest(request, line, change);
  expect(changed({ kind: "shorter" }).form.syllables).toBe(4);
  expect(changed({ kind: "longer" }).form.syllables).toBe(8);
  expect(changed({ kind: "plainer" })).toMatchObject({ plainer: true, like: line });
  expect(changed({ kind: "rhyme", word: "rain" }).rhymes).toEqual(["rain"]);
  expect(changed({ kind: "finish", begins: "All of" }).begins).toBe("All of");
  expect(changed({ kind: "more" })).toMatchObject({ rejected: [line], like: line });
});

test("of like candidates the second gives way to one of other words", () => {
  const offer = (text: string, total: number): LineCandidate => ({
    text,
    engine: "x",
    seed: 1,
    logProb: 0,
    scores: { model: 0, stress: 1, theme: 0, novelty: 1, cliches: 0, total },
  });
  const pool = [
    offer("cold rain falls long tonight", 1),
    offer("cold rain falls long light", 0.9),
    offer("my window sleeps by road", 0.5),
    offer("so sunny falls tonight", 0.95),
  ];
  expect(bestCandidates(pool, 2).map(({ text }) => text)).toEqual([
    "cold rain falls long tonight",
    "my window sleeps by road",
  ]);
});
