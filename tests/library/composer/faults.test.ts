import "fake-indexeddb/auto";
import { expect, onTestFinished, test, vi } from "vitest";
import { composeMelodies } from "../../../src/compose/melody/compose";
import type { Form } from "../../../src/compose/melody/forms";
import { MelodyNetwork } from "../../../src/compose/melody/network";
import { readTyped } from "../../../src/compose/motif/typed";
import { KnownTunes } from "../../../src/compose/originality/originality";
import { indexRuns } from "../../../src/compose/originality/run-index";
import type { PracticeParts } from "../../../src/compose/practice/practise";
import type { StepDevice } from "../../../src/nn/step-device";
import type { ComposerModels } from "../../../src/library/composer/models";
import { ComposerDesk } from "../../../src/library/composer/session";
import type { Library } from "../../../src/library/schema";
import { writeSetting } from "../../../src/library/settings";
import { keepSong } from "../../../src/library/songs";
import type { Score } from "../../../src/music/score";
import { committedCritic } from "../../compose/critic/model";
import { committedHarmony } from "../../compose/harmony/model";
import { committed } from "../../compose/melody/model";
import { dump, freshLibrary } from "../support";
import { Stages, type Fault, type FaultName, type Kind } from "./stages";

/** Practice writes whole tunes in the forms of the books: here short ones, by the same network. */
vi.mock("../../../src/compose/practice/writer", () => ({
  practiceWriter:
    (device: StepDevice, forms: readonly Form[]): PracticeParts["write"] =>
    async (weights, { seed, signal }) => {
      const network = new MelodyNetwork(device, weights, 1);
      const request = { seed, count: 1, type: "jig", bars: 4, form: "A" };
      const options = { temperature: 0.9, topP: 1, signal };
      return composeMelodies(network, forms, request, options).finally(() => network.dispose());
    },
}));

/*
 * Every call of the composer, with every kind of fault at its first, middle and last stage: it
 * either does without what failed, or says what is wrong and leaves library and tunes as they
 * were; the same call right after it gives what it gives when nothing ever failed.
 */

function tune(body: string): Score {
  const read = readTyped(body, {
    key: { tonic: "D", mode: "major" },
    meter: { beats: 4, unit: 4 },
  });
  if (!read.ok) throw new Error(read.fault.message);
  return { ...read.value, type: "reel" };
}

const kept = tune("|:D2FA d2AF|G2BG A2FE|D2FA d2AF|GFEC D4:|");
const books = [tune("|:A2cA e2cA|G2BG D4:|"), tune("|:dcBA GFED|E2A2 D4:|")];
const drawing = { temperature: 0.9, topP: 1, seed: 3, count: 1, profileId: "p" };

const melody = await committed();
const critic = await committedCritic();
const harmony = await committedHarmony();
const percentiles = Array.from({ length: 101 }, (_, p) => p / 100);
const known = new KnownTunes({ index: indexRuns([]), titles: [], percentiles });

/** On a machine that does much else; by itself each is a matter of a few seconds. */
const LONGEST_MS = 240_000;

interface Ground {
  readonly library: Library;
  readonly desk: ComposerDesk;
}

type Call = (desk: ComposerDesk, signal: AbortSignal) => Promise<unknown>;

interface Called {
  readonly call: Call;
  /** Models that it cannot go on without; of the others it does without. */
  readonly needs: readonly (keyof ComposerModels)[];
  /** Whether it needs what is stored. */
  readonly reads: boolean;
}

const calls: Readonly<Record<string, Called>> = {
  compose: {
    call: ({ composer }, signal) =>
      composer.compose({ ...drawing, type: "jig", bars: 4, form: "A" }, signal),
    needs: ["melody"],
    reads: false,
  },
  "grow from a motif": {
    call: ({ composer }, signal) =>
      composer.compose({ ...drawing, bars: 4, form: "A", motif: tune("D2 FA") }, signal),
    needs: ["melody"],
    reads: false,
  },
  change: {
    call: ({ composer }, signal) => {
      const change = { kind: "infill", range: { first: 1, last: 2 } } as const;
      return composer.change({ ...drawing, score: kept, change }, signal);
    },
    needs: ["melody"],
    reads: false,
  },
  harmonise: {
    call: async (desk) => desk.harmonise({ score: kept, per: "bar", count: 2 }),
    needs: ["harmony"],
    reads: false,
  },
  examine: {
    call: (desk) => desk.examine({ score: kept, profileId: "p" }),
    needs: ["known"],
    reads: true,
  },
  "learn a style": {
    call: async ({ styles }, signal) => {
      const report = await styles.learn({ profileId: "p" }, { signal });
      return { ...report, trainedMs: 0 };
    },
    needs: ["melody", "shelf"],
    reads: true,
  },
  practise: {
    call: ({ styles }, signal) => styles.practise({ profileId: "p", rounds: 1 }, { signal }),
    needs: ["melody", "critic", "shelf"],
    reads: true,
  },
  "undo a style": { call: ({ styles }) => styles.undo("p"), needs: [], reads: true },
};

const first = () => 1;
const middle = (count: number) => Math.ceil(count / 2);
const last = (count: number) => count;

interface Met {
  readonly name: FaultName;
  readonly kind: Kind;
  /** At which of so many stages of its kind. */
  readonly places: readonly ((count: number) => number)[];
  /** What is said where the work cannot go on without. */
  readonly said: RegExp;
}

const EACH = [first, middle, last];
const FAULTS: readonly Met[] = [
  {
    name: "not to be had",
    kind: "part",
    places: EACH,
    said: /^Error: The model could not be fetched/,
  },
  { name: "no storage", kind: "storage", places: EACH, said: /^LibraryError: / },
  { name: "no storage", kind: "settings", places: EACH, said: /never/ },
  { name: "lost once", kind: "step", places: [last], said: /never/ },
  {
    name: "lost for good",
    kind: "step",
    places: [middle],
    said: /^DeviceError: The device \w+ was lost/,
  },
  {
    name: "not a number",
    kind: "step",
    places: [first, last],
    said: /^RangeError: .*(NaN|finite)/,
  },
  { name: "stopped", kind: "step", places: [first, last], said: /Stopped by the person/ },
];

async function ground(stages: Stages): Promise<Ground> {
  const library = await freshLibrary();
  await writeSetting(library, "composeDevice", "wasm");
  const authorship = { by: "person" } as const;
  await keepSong(library, { profileId: "p", title: "Kept", artist: "", score: kept, authorship });
  const models: ComposerModels = {
    melody: stages.part("melody", async () => melody),
    critic: stages.part("critic", async () => critic),
    harmony: stages.part("harmony", async () => harmony),
    known: stages.part("known", async () => known),
    shelf: stages.part("shelf", async () => books),
  };
  return { library, desk: new ComposerDesk(Promise.resolve(library), models, "") };
}

/** What a call gives when nothing fails, and how many stages of each kind it passes. */
async function whenAllIsWell(call: Call) {
  const stages = new Stages();
  onTestFinished(() => stages.end());
  const { desk } = await ground(stages);
  stages.begin();
  const value = await call(desk, stages.stop.signal);
  stages.end();
  return { value, passed: { ...stages.passed } };
}

/** The call with a fault, then, if it could not go on, once more without. */
async function meets(call: Call, fault: Fault) {
  const stages = new Stages();
  onTestFinished(() => stages.end());
  const { library, desk } = await ground(stages);
  const before = await dump(library);
  stages.begin(fault);
  const [outcome] = await Promise.allSettled([call(desk, stages.stop.signal)]);
  const { refused } = stages;
  stages.end();
  if (outcome.status === "fulfilled") return { refused };
  const after = await dump(library);
  await desk.composer.choose("wasm");
  const again = await call(desk, new AbortController().signal);
  return { refused, failed: { error: outcome.reason as unknown, before, after, again } };
}

test.each(Object.entries(calls))(
  "%s: whatever fails, nothing is half done, and it works again",
  async (_, { call, needs, reads }) => {
    const untouched = structuredClone(kept);
    const { value, passed } = await whenAllIsWell(call);
    for (const { name, kind, places, said } of FAULTS) {
      const count = passed[kind];
      const stages = new Set(places.map((place) => place(count)));
      for (const nth of count === 0 ? [] : stages) {
        const at = `${name}: ${kind} ${nth} of ${count}`;
        const { failed, refused } = await meets(call, { name, kind, nth });
        expect(kept, at).toEqual(untouched);
        if (kind === "storage") expect(failed !== undefined, at).toBe(reads);
        if (refused !== undefined) {
          expect(failed !== undefined, `${at}, ${refused}`).toBe(needs.includes(refused));
        }
        if (name === "lost once" || kind === "settings") expect(failed, at).toBeUndefined();
        if (failed === undefined) continue;
        expect(String(failed.error), at).toMatch(said);
        expect(failed.after, at).toEqual(failed.before);
        expect(failed.again, at).toEqual(value);
      }
    }
  },
  LONGEST_MS,
);
