import type { Instrument } from "../music/score";
import { SAMPLE_RATE_HZ, type Bank, type BankSample } from "./bank";
import { sliced } from "./slices";
import { drumKit } from "./synthesis/drum-kit";
import { levelled } from "./synthesis/noise";
import { plucked, type PluckedString } from "./synthesis/plucked";
import { struck, tine } from "./synthesis/struck";
import { loopHertz, sustained, type SustainedTone } from "./synthesis/sustained";

/** How one note of an instrument is made; a step ends wherever the page may have its turn. */
type Make = (hertz: number) => Generator<void, Float32Array>;

interface Design extends Omit<Bank, "samples" | "gain"> {
  /** Pitches that are made, a few semitones apart. */
  readonly pitches: readonly number[];
  readonly make: Make;
}

/** Root mean square of a note's loudest moment, the same for every instrument before its mixing. */
const NOTE_RMS = 0.1;

const hertzOf = (pitch: number): number => 440 * 2 ** ((pitch - 69) / 12);
const pitchOf = (hertz: number): number => 69 + 12 * Math.log2(hertz / 440);
const every = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);

function string(traits: Omit<PluckedString, "hertz">): Make {
  return function* (hertz) {
    yield;
    // High strings die sooner.
    const decaySec = traits.decaySec * Math.min(1, Math.sqrt(220 / hertz));
    return plucked({ ...traits, hertz, decaySec });
  };
}

function held(traits: (hertz: number) => Omit<SustainedTone, "hertz">): Make {
  return (hertz) => sustained({ ...traits(hertz), hertz });
}

/** A bass heard on small speakers too: the string, driven until it has partials of its own. */
function driven(traits: Omit<PluckedString, "hertz">, drive: number): Make {
  const make = string(traits);
  return function* (hertz) {
    const clean = levelled(yield* make(hertz), 0.35, SAMPLE_RATE_HZ);
    return clean.map((value) => Math.tanh(drive * value) / drive);
  };
}

/** A bump of the spectrum, as a body or a bore gives it. */
const formant = (hertz: number, centre: number, octaves: number): number =>
  Math.exp(-((Math.log2(hertz / centre) / octaves) ** 2));

const DESIGNS: Readonly<Record<Exclude<Instrument, "piano" | "drums">, Design>> = {
  "electric-piano": {
    pitches: every(36, 90, 6),
    releaseSec: 0.09,
    *make(hertz) {
      yield;
      return tine(hertz, 2.6);
    },
  },
  organ: {
    pitches: every(36, 90, 9),
    releaseSec: 0.05,
    attackSec: 0.02,
    looped: true,
    make: held(() => ({
      partial: (n) => [0, 1, 0.7, 0.25, 0.4, 0.06, 0.12, 0, 0.16][n] ?? 0,
      topHz: 6_000,
      spreadCents: 2,
      lines: 2,
    })),
  },
  accordion: {
    pitches: every(40, 88, 6),
    releaseSec: 0.04,
    attackSec: 0.03,
    looped: true,
    make: held((hertz) => ({
      partial: (n) =>
        n ** -0.85 * (n % 2 === 0 ? 0.75 : 1) * (0.5 + formant(n * hertz, 1_300, 1.3)),
      topHz: 7_500,
      spreadCents: 5,
      lines: 2,
    })),
  },
  guitar: {
    pitches: every(40, 84, 4),
    releaseSec: 0.07,
    make: string({ sec: 2.4, decaySec: 3.2, brightness: 0.6, position: 0.16, damping: 0.32 }),
  },
  banjo: {
    pitches: every(48, 88, 5),
    releaseSec: 0.05,
    make: string({ sec: 1.1, decaySec: 1, brightness: 0.95, position: 0.1, damping: 0.22 }),
  },
  pluck: {
    pitches: every(40, 94, 5),
    releaseSec: 0.12,
    make: string({ sec: 2.2, decaySec: 2.6, brightness: 0.3, position: 0.4, damping: 0.4 }),
  },
  marimba: {
    pitches: every(41, 95, 6),
    releaseSec: 0.1,
    *make(hertz) {
      yield;
      const ring = 0.5 * Math.min(1.5, Math.sqrt(262 / hertz));
      return struck(hertz, 1.3, [
        { ratio: 1, amplitude: 1, decaySec: ring },
        { ratio: 3.93, amplitude: 0.25, decaySec: ring / 5 },
        { ratio: 9.2, amplitude: 0.08, decaySec: ring / 12 },
      ]);
    },
  },
  bass: {
    pitches: every(26, 56, 5),
    releaseSec: 0.04,
    make: driven({ sec: 2.2, decaySec: 3, brightness: 0.25, position: 0.22, damping: 0.45 }, 3.2),
  },
  upright: {
    pitches: every(26, 56, 5),
    releaseSec: 0.06,
    make: driven({ sec: 1.8, decaySec: 1.5, brightness: 0.16, position: 0.3, damping: 0.48 }, 2.2),
  },
  strings: {
    pitches: every(40, 94, 6),
    releaseSec: 0.16,
    attackSec: 0.11,
    looped: true,
    make: held((hertz) => ({
      partial: (n) => n ** -1.15 * (0.35 + formant(n * hertz, 900, 1.6)),
      topHz: 5_500,
      spreadCents: 11,
      lines: 4,
    })),
  },
  fiddle: {
    pitches: every(52, 94, 6),
    releaseSec: 0.05,
    attackSec: 0.03,
    looped: true,
    vibrato: { cents: 9, hertz: 5.6 },
    make: held((hertz) => ({
      partial: (n) =>
        n ** -0.9 * (0.3 + formant(n * hertz, 500, 0.8) + 0.7 * formant(n * hertz, 2_400, 0.7)),
      topHz: 9_000,
      spreadCents: 2,
      lines: 2,
    })),
  },
  flute: {
    pitches: every(55, 97, 7),
    releaseSec: 0.06,
    attackSec: 0.04,
    looped: true,
    vibrato: { cents: 7, hertz: 5 },
    make: held(() => ({
      partial: (n) => [0, 1, 0.42, 0.18, 0.07, 0.03, 0.012][n] ?? 0,
      topHz: 7_000,
      spreadCents: 2,
      lines: 2,
    })),
  },
  brass: {
    pitches: every(34, 88, 6),
    releaseSec: 0.07,
    attackSec: 0.045,
    looped: true,
    make: held((hertz) => ({
      partial: (n) => n ** -0.55 * formant(Math.max(n * hertz, 620), 620, 1.1),
      topHz: 6_000,
      spreadCents: 5,
      lines: 3,
    })),
  },
  pad: {
    pitches: every(45, 87, 7),
    releaseSec: 0.35,
    attackSec: 0.35,
    looped: true,
    make: held((hertz) => ({
      partial: (n) => n ** -1.3 / (1 + (n * hertz) / 1_500),
      topHz: 3_500,
      spreadCents: 14,
      lines: 5,
    })),
  },
};

/** Makes the sounds of an instrument, in TypeScript alone: the same on every machine, in pauses. */
export async function synthesise(instrument: Exclude<Instrument, "piano">): Promise<Bank> {
  const pause = sliced(new AbortController().signal);
  if (instrument === "drums")
    return { gain: 1, releaseSec: 0, samples: await run(drumKit(), pause) };
  const { pitches, make, ...traits } = DESIGNS[instrument];
  const samples: BankSample[] = [];
  for (const pitch of pitches) {
    const made = await run(make(hertzOf(pitch)), pause);
    const truly = traits.looped ? pitchOf(loopHertz(hertzOf(pitch))) : pitch;
    samples.push({ pitch: truly, samples: levelled(made, NOTE_RMS, SAMPLE_RATE_HZ) });
  }
  return { ...traits, gain: 1, samples };
}

async function run<T>(
  steps: Generator<void, T>,
  pause: () => Promise<void> | undefined,
): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await pause();
  }
}
