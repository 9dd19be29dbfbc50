import { pick, seededRandom, type Random } from "../src/base/random";
import type { Melody } from "../src/compose/melody/melody";
import { measureMelody } from "../src/compose/melody/measures";
import { starCode, type StoredShelf } from "../src/compose/shelf";

/*
 * Imagined people with imagined taste, for the demonstration on the starter shelf: each likes one
 * or two kinds of tune, a major or a darker mode, busy or calm tunes, and has heard a part of the
 * shelf, mostly of what they like. Nothing here is learned from people.
 */

type SimulatedListener = StoredShelf["community"]["listeners"][number];

const FIRST_NAMES = [
  "Alva",
  "Benno",
  "Cora",
  "Dag",
  "Elke",
  "Finn",
  "Gia",
  "Hugo",
  "Ilse",
  "Jonas",
  "Kaya",
  "Leo",
  "Mira",
  "Nils",
  "Oona",
  "Pia",
  "Ravi",
  "Sol",
  "Tove",
  "Yun",
];

interface Taste {
  readonly types: readonly string[];
  readonly likesMajor: boolean;
  readonly likesBusy: boolean;
  /** Stars this person gives to everything, more or less. */
  readonly kindness: number;
}

/** One row a listener, named "Alva 1 (simulated)"; about a quarter of the shelf rated by each. */
export function simulatedListeners(
  melodies: readonly Melody[],
  count: number,
  seed: string,
): SimulatedListener[] {
  const random = seededRandom(`${seed} listeners`);
  const appeal = melodies.map(() => normal(random));
  const busy = busierThanItsKind(melodies);
  const types = [...new Set(melodies.map(({ score }) => score.type ?? ""))];
  return Array.from({ length: count }, (_, i) => {
    const taste = tasteOf(random, types);
    const stars = melodies.map(({ score }, piece) => {
      const matches = taste.types.includes(score.type ?? "");
      const isMajor = score.key.mode === "major" || score.key.mode === "mixolydian";
      const liking =
        (matches ? 1 : -0.6) +
        (isMajor === taste.likesMajor ? 0.4 : -0.4) +
        (busy[piece] === taste.likesBusy ? 0.3 : -0.3) +
        0.4 * (appeal[piece] as number);
      const heard = random() < (matches ? 0.5 : 0.12) * (1 + 0.3 * (appeal[piece] as number));
      const given = 3 + taste.kindness + liking + 0.5 * normal(random);
      return heard ? starCode(Math.min(5, Math.max(0.5, Math.round(2 * given) / 2))) : ".";
    });
    const name = `${FIRST_NAMES[i % FIRST_NAMES.length] as string} ${i + 1} (simulated)`;
    return { name, stars: stars.join("") };
  });
}

function tasteOf(random: Random, types: readonly string[]): Taste {
  const first = pick(random, types);
  return {
    types: random() < 0.6 ? [first, pick(random, types)] : [first],
    likesMajor: random() < 0.6,
    likesBusy: random() < 0.5,
    kindness: 0.4 * normal(random),
  };
}

/** Whether each piece has more notes a quarter than half of its type. */
function busierThanItsKind(melodies: readonly Melody[]): readonly boolean[] {
  const pace = melodies.map(({ events }) => measureMelody(events).notesPerQuarter);
  return melodies.map(({ score }, i) => {
    const kin = pace.filter((_, j) => melodies[j]?.score.type === score.type);
    return kin.filter((other) => other < (pace[i] as number)).length >= kin.length / 2;
  });
}

/** A normal deviate. @see Box & Muller, Annals of Mathematical Statistics 1958 */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
