import { pick, seededRandom } from "../../base/random";
import type { Score } from "../../music/score";
import type { StepDevice } from "../../nn/step-device";
import { judged, type Critic } from "../critic/critic";
import type { CriticHeads } from "../critic/heads";
import type { Given } from "../melody/given";
import type { MelodyWeights } from "../melody/network";
import type { Controls } from "../melody/state";
import type { MelodyEvent } from "../melody/vocabulary";
import { adaptWeights, blankAdapter, type Adapter } from "../personal/adapter";
import { AdapterTrainer } from "../personal/trainer";
import { advantages } from "./advantages";
import { CriticTrainer, type Sitting } from "./critic-trainer";

/** A tune of the person. */
interface PersonsTune {
  readonly events: readonly MelodyEvent[];
  readonly given: Given;
}

/** A tune that was written, and what it was asked for. */
interface WrittenTune extends PersonsTune {
  readonly controls?: Controls;
  /** Places of the events that the network drew; only these are praised or blamed. All, if left out. */
  readonly drawn?: ReadonlySet<number>;
  readonly score: Score;
}

/** What practice works with. */
export interface PracticeParts {
  readonly device: StepDevice;
  readonly weights: MelodyWeights;
  readonly critic: Critic;
  /** Goes on from this style; from none, if left out. */
  readonly adapter?: Adapter | undefined;
  /** Writes tunes with these weights; the same weights, seed and count give the same tunes. */
  readonly write: (
    weights: MelodyWeights,
    request: { readonly seed: string; readonly count: number; readonly signal?: AbortSignal },
  ) => Promise<readonly WrittenTune[]>;
}

/** How a round went. */
export interface RoundFigures {
  /** Counted from 1. */
  readonly round: number;
  readonly rounds: number;
  /** Share of tunes, written and the person's, that the critic told apart rightly, 0–1. */
  readonly told: number;
  /** Mean chance that the critic gave what was written, 0–1. */
  readonly reward: number;
}

export interface PracticeRequest {
  readonly tunes: readonly PersonsTune[];
  readonly rounds: number;
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
  readonly onRound?: ((figures: RoundFigures) => void) | undefined;
}

/** What practice led to; the composer's contract has the same form. */
export interface PracticeReport {
  /** Rounds done. */
  readonly rounds: number;
  /** Shares that the critic tells apart rightly: as it was at first, and as it is now. */
  readonly critic: { readonly before: number; readonly after: number };
  /** Mean chance that the critic, as it is now, gives what was written at first and now. */
  readonly reward: { readonly before: number; readonly after: number };
  /** The same seeds before and after, to compare by ear. */
  readonly compare: readonly { readonly before: Score; readonly after: Score }[];
  /** Whether the critic finds what is written more like a person's than before; else it is let go. */
  readonly kept: boolean;
}

export interface PracticeResult {
  /** Left out where a number was not finite: what was is to be kept then. */
  readonly adapter?: Adapter;
  readonly report: PracticeReport;
}

/** Tunes written in a round, and of the person beside them. */
const BATCH = 8;
const CRITIC_STEPS = 5;
const CRITIC_RATE = 3e-3;
/** Worth lost for each nat an event that a tune became likelier than at first. */
const LEASH = 2;
/** Pairs to compare by ear. */
const PAIRS = 4;

/**
 * Adversarial practice on the device. In each round the adapted network writes tunes; the critic's
 * heads take five steps on the person's tunes against these; the adapter takes one, half
 * likelihood of the person's tunes, half policy gradient with the critic's chances of each bar,
 * held on a leash to what it was at first. The same seed, tunes and device give the same adapter.
 *
 * @throws RangeError when there is no tune to learn from; the signal's reason when it is aborted,
 *         looked at before each step
 */
export async function practise(
  parts: PracticeParts,
  { tunes, rounds, seed, signal, onRound }: PracticeRequest,
): Promise<PracticeResult> {
  if (tunes.length === 0) throw new RangeError("There is no tune to practise on.");
  const { device, weights, critic, write } = parts;
  const start = parts.adapter ?? blankAdapter(weights, seed);
  const options = { seed, from: start, signal };
  const trainer = new AdapterTrainer(device, weights, options);
  const leash = new AdapterTrainer(device, weights, options);
  const judge = new CriticTrainer(critic.heads, CRITIC_RATE);
  const random = seededRandom(`practice ${seed}`);
  const abort = signal === undefined ? {} : { signal };
  const written = (adapter: Adapter, name: string | number) =>
    write(adaptWeights(weights, adapter), { seed: `${seed} ${name}`, count: BATCH, ...abort });
  const sitting = (tune: PersonsTune, byPerson: boolean): Sitting => {
    return { reading: critic.read(tune.events, tune.given), byPerson };
  };
  const own = tunes.map((tune) => sitting(tune, true));
  const some = <T>(items: readonly T[]) => Array.from({ length: BATCH }, () => pick(random, items));
  const first = await written(start, "compare");

  const playRound = async (): Promise<Omit<RoundFigures, "round" | "rounds">> => {
    const batch = await written(trainer.adapter, random());
    const sittings = batch.map((tune) => sitting(tune, false));
    for (let step = 0; step < CRITIC_STEPS; step++) {
      signal?.throwIfAborted();
      judge.step([...some(own), ...sittings]);
    }
    const lessons = batch.map(({ events, given, controls }) => {
      return { events, given, ...(controls === undefined ? {} : { controls }) };
    });
    const [now, before] = [await trainer.costs(lessons), await leash.costs(lessons)];
    const earned = batch.map(({ events }, i) => ({
      events,
      judgement: judged((sittings[i] as Sitting).reading, judge.heads),
      drift: (((before[i]?.bits ?? 0) - (now[i]?.bits ?? 0)) * Math.LN2) / events.length,
    }));
    const worth = advantages(earned, LEASH);
    signal?.throwIfAborted();
    await trainer.step([
      ...some(tunes),
      ...lessons.map((lesson, i) => ({
        ...lesson,
        weights: blamed(batch[i] as WrittenTune, worth[i] as readonly number[]),
      })),
    ]);
    return {
      told: told(judge.heads, [...own, ...sittings]),
      reward: reward(judge.heads, sittings),
    };
  };

  try {
    let round = 0;
    let finite = true;
    while (round < rounds && finite) {
      signal?.throwIfAborted();
      try {
        const figures = await playRound();
        round++;
        onRound?.({ round, rounds, ...figures });
      } catch (error) {
        if (!isNotFinite(error)) throw error;
        finite = false;
      }
    }
    const adapter = finite ? trainer.adapter : start;
    const last = finite ? await written(adapter, "compare") : first;
    const [was, is] = [first, last].map((set) => set.map((tune) => sitting(tune, false))) as [
      Sitting[],
      Sitting[],
    ];
    const rewards = { before: reward(judge.heads, was), after: reward(judge.heads, is) };
    const report: PracticeReport = {
      rounds: round,
      kept: finite && rewards.after > rewards.before,
      critic: {
        before: told(critic.heads, [...own, ...was]),
        after: told(judge.heads, [...own, ...is]),
      },
      reward: rewards,
      compare: first.slice(0, PAIRS).flatMap(({ score }, i) => {
        const after = last[i]?.score;
        return after === undefined ? [] : [{ before: score, after }];
      }),
    };
    return finite ? { adapter, report } : { report };
  } finally {
    trainer.dispose();
    leash.dispose();
  }
}

/** Advantages, 0 for what was not drawn. */
function blamed({ drawn }: WrittenTune, worth: readonly number[]): readonly number[] {
  return drawn === undefined ? worth : worth.map((value, place) => (drawn.has(place) ? value : 0));
}

/** Share told apart rightly; tunes of the person and written ones count alike, however many. */
function told(heads: CriticHeads, sittings: readonly Sitting[]): number {
  const share = (byPerson: boolean): number => {
    const group = sittings.filter((sitting) => sitting.byPerson === byPerson);
    const right = group.filter(({ reading }) => judged(reading, heads).whole > 0.5 === byPerson);
    return right.length / Math.max(1, group.length);
  };
  return (share(true) + share(false)) / 2;
}

function reward(heads: CriticHeads, sittings: readonly Sitting[]): number {
  const chances = sittings.map(({ reading }) => judged(reading, heads).whole);
  return chances.reduce((sum, chance) => sum + chance, 0) / Math.max(1, chances.length);
}

/** Training and devices say so by errors of their own. */
function isNotFinite(error: unknown): boolean {
  return (
    (error instanceof RangeError && error.message.includes("not finite")) ||
    (error instanceof Error && "reason" in error && error.reason === "not-finite")
  );
}
