import { readFile } from "node:fs/promises";
import process from "node:process";
import { parseArgs } from "node:util";
import { seededRandom, shuffle } from "../src/base/random";
import { composeMelodies } from "../src/compose/melody/compose";
import { modeOfCode } from "../src/compose/melody/given";
import { MelodyNetwork } from "../src/compose/melody/network";
import { TYPES, type MelodyEvent } from "../src/compose/melody/vocabulary";
import { adaptWeights } from "../src/compose/personal/adapter";
import { StyleCache } from "../src/compose/personal/cache";
import { CountedChances, type Chances } from "../src/compose/personal/mixed";
import { learnStyle } from "../src/compose/personal/learn";
import { readable } from "../src/compose/personal/session";
import type { Lesson } from "../src/compose/personal/lesson";
import { AdapterTrainer } from "../src/compose/personal/trainer";
import { traitsOf } from "../src/compose/personal/traits";
import { readShelf } from "../src/compose/shelf";
import { openStepDevice } from "../src/nn/step-device";
import { openMelodyModel } from "./commands/melody-model";

/*
 * How well a style is learned, a JSON object a person (docs/personal-style.md):
 *   python3 training/personal/people.py
 *   npx tsx scripts/measure-style.ts twenty composer=Schubert type=hymn heldOut type=hornpipe heldOut
 *   npx tsx scripts/measure-style.ts one composer=Schubert
 *
 * twenty: learns 20 tunes; cost of up to 40 others of that person, none near-identical to those
 *         learned, and of 60 tunes of the books that the base was not trained on.
 * one:    learns a single tune, for 4 tunes in turn; how far what is written, with equal seeds,
 *         lies from it in its traits and in its steps and lengths, before and after.
 */

interface Row extends Record<"collection" | "by" | "type" | "key" | "mode" | "metre", string> {
  readonly events: readonly (readonly [token: number, length: number])[];
  readonly cluster: string;
  readonly heldOut: boolean;
}

const TAUGHT = 20;
const ASKED = 40;
const BOOK_TUNES = 60;
const SINGLES = 4;
const WRITTEN = 12;
const RESAMPLES = 2_000;

const people = new URL("../training/.cache/people.jsonl", import.meta.url);
const rows = (await readFile(people, "utf8"))
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Row);
const shelfFile = new URL("../public/shelf/starter.json", import.meta.url);
const shelf = readShelf(JSON.parse(await readFile(shelfFile, "utf8")) as unknown);
if (!shelf.ok) throw new Error(shelf.fault.message);
const books = readable(shelf.value.pieces.slice(0, 80).map(({ score }) => score));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { model: { type: "string" }, book: { type: "string" } },
});
const { model, book } = values;
const { weights, forms, network: plain } = await openMelodyModel("wasm", undefined, model);
const device = await openStepDevice("wasm");
/** The dance books that the base was trained on, and the tunes that these share with others. */
const dances = book === undefined ? ["oneills1850", "ryans1883"] : [book];
const shared = new Set(
  rows.flatMap(({ collection, cluster }) => (collection === book ? [cluster] : [])),
);

const [what, ...asked] = positionals;
for (const person of personsOf(asked)) {
  const random = seededRandom(person);
  const theirs = rows.filter((row) => matcher(person)(row) && !shared.has(row.cluster));
  const own = shuffled(theirs, random);
  const result = what === "one" ? await fromOne(own) : await fromTwenty(own, random);
  process.stdout.write(`${JSON.stringify({ person, ...result })}\n`);
}

async function fromTwenty(own: readonly Row[], random: () => number) {
  const taught = own.slice(0, TAUGHT);
  const clusters = new Set(taught.map(({ cluster }) => cluster));
  const asked = own.slice(TAUGHT).filter(({ cluster }) => !clusters.has(cluster));
  const dance = shuffled(
    rows.filter((row) => row.heldOut && dances.includes(row.collection) && !own.includes(row)),
    random,
  );
  const began = performance.now();
  const learned = await learnStyle(device, weights, taught.map(lessonOf), books, { seed: 1 });
  const seconds = Math.round((performance.now() - began) / 1000);
  const trainer = new AdapterTrainer(device, weights, { seed: 1 });
  const counted = new CountedChances(new StyleCache(taught.map(lessonOf), 1));
  const cost = async (tunes: readonly Row[], share: number) => {
    const lessons = tunes.map(lessonOf);
    const chances = await trainer.chances(lessons);
    const costs = lessons.map((tune, i) => counted.cost(tune, chances[i] as Chances, share));
    const total = (of: "bits" | "notes") => costs.reduce((sum, each) => sum + each[of], 0);
    return total("bits") / total("notes");
  };
  const theirs = asked.slice(0, ASKED);
  const ofBooks = dance.slice(0, BOOK_TUNES);
  const before = { own: await cost(theirs, 0), books: await cost(ofBooks, 0) };
  if (learned.adapter !== undefined) trainer.restart(learned.adapter);
  const { share } = learned;
  const after = { own: await cost(theirs, share), books: await cost(ofBooks, share) };
  const adapterAlone = await cost(theirs, 0);
  trainer.dispose();
  return {
    taught: taught.length,
    asked: theirs.length,
    kept: learned.adapter !== undefined,
    steps: learned.steps,
    strength: learned.strength,
    share: round(share),
    alone: change(before.own, adapterAlone),
    own: change(before.own, after.own),
    books: change(before.books, after.books),
    seconds,
  };
}

async function fromOne(own: readonly Row[]) {
  const traits: number[] = [];
  const steps: number[] = [];
  let kept = 0;
  for (const row of own.slice(0, SINGLES)) {
    const tune = lessonOf(row);
    const learned = await learnStyle(device, weights, [tune], books, { seed: 1 });
    if (learned.adapter !== undefined) kept++;
    const styled = learned.adapter === undefined ? weights : adaptWeights(weights, learned.adapter);
    const network = new MelodyNetwork(device, styled, 1);
    const { type, key, meter } = tune.given;
    const wishes = { key, meter, ...(type === undefined ? {} : { type }) };
    const request = { ...wishes, seed: row.cluster, count: WRITTEN };
    const options = { temperature: 0.9, topP: 1 };
    const before = await composeMelodies(plain, forms, request, options);
    const cache = new StyleCache([tune]);
    const after = await composeMelodies(network, forms, request, { ...options, cache });
    network.dispose();
    const goal = { events: tune.events, bitsPerNote: 0 };
    before.forEach((melody, i) => {
      const other = after[i] as typeof melody;
      traits.push(traitDistance(other, goal) - traitDistance(melody, goal));
      steps.push(stepDistance(other, goal) - stepDistance(melody, goal));
    });
  }
  return {
    tunes: SINGLES,
    kept,
    written: traits.length,
    traits: interval(traits),
    steps: interval(steps),
  };
}

interface Written {
  readonly events: readonly MelodyEvent[];
  readonly bitsPerNote: number;
}

/** Mean difference of the traits that notes alone decide. */
function traitDistance(a: Written, b: Written): number {
  const [ours, theirs] = [traitsOf(a).slice(0, 11), traitsOf(b).slice(0, 11)];
  return ours.reduce((sum, x, i) => sum + Math.abs(x - (theirs[i] as number)), 0) / ours.length;
}

/** Half the difference of how often each token with its length stands after each, 0–1. */
function stepDistance(a: Written, b: Written): number {
  const [ours, theirs] = [pairs(a.events), pairs(b.events)];
  const keys = new Set([...ours.keys(), ...theirs.keys()]);
  return (
    [...keys].reduce(
      (sum, key) => sum + Math.abs((ours.get(key) ?? 0) - (theirs.get(key) ?? 0)),
      0,
    ) / 2
  );
}

function pairs(events: readonly MelodyEvent[]): ReadonlyMap<string, number> {
  const out = new Map<string, number>();
  events.slice(1).forEach(({ token, length }, i) => {
    const key = `${(events[i] as MelodyEvent).token} ${token}:${length}`;
    out.set(key, (out.get(key) ?? 0) + 1 / (events.length - 1));
  });
  return out;
}

/** Mean with its 95 % bootstrap interval. */
function interval(values: readonly number[]) {
  const random = seededRandom(1);
  const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length;
  const means = Array.from({ length: RESAMPLES }, () =>
    mean(values.map(() => values[Math.floor(random() * values.length)] as number)),
  ).sort((a, b) => a - b);
  const at = (share: number) => round(means[Math.floor(share * RESAMPLES)] as number);
  return { mean: round(mean(values)), from: at(0.025), to: at(0.975) };
}

function change(before: number, after: number) {
  return { before: round(before), after: round(after), percent: round(100 * (after / before - 1)) };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function lessonOf({
  type,
  key,
  mode,
  metre,
  events,
}: Row): Lesson & { readonly given: Lesson["given"] } {
  const [beats, unit] = metre.split("/").map(Number) as [number, number];
  return {
    given: {
      type: TYPES.includes(type) ? type : undefined,
      key: { tonic: key, mode: modeOfCode(mode) },
      meter: { beats, unit },
    },
    events: events.map(([token, length]) => ({ token, length })),
  };
}

/** "composer=Brahms", "type=hymn", each with "heldOut" after it if need be. */
function personsOf(words: readonly string[]): readonly string[] {
  return words.reduce<readonly string[]>(
    (all, word) =>
      word === "heldOut" ? [...all.slice(0, -1), `${all.at(-1) ?? ""} heldOut`] : [...all, word],
    [],
  );
}

function matcher(person: string): (row: Row) => boolean {
  const [named, heldOut] = person.split(" ");
  const [field, value = ""] = (named ?? "").split("=");
  return (row) =>
    (heldOut === undefined || row.heldOut) &&
    (field === "composer"
      ? row.by.startsWith(value)
      : field === "collection" || field === "key"
        ? row[field] === value
        : row.type === value);
}

function shuffled<T>(list: readonly T[], random: () => number): readonly T[] {
  const order = Uint32Array.from(list, (_, i) => i);
  shuffle(random, order);
  return [...order].map((i) => list[i] as T);
}
