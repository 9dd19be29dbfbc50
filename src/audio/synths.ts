import { DRUM_KEYS } from "../music/accompany";
import type { Instrument } from "../music/score";
import { SAMPLE_RATE_HZ, type Bank } from "./bank";
import type * as ToneParts from "./tone-parts";

type Tone = typeof ToneParts;

/** One sound to synthesise: how long it is, and how it is set off at a time of the rendering. */
interface Sound {
  readonly pitch: number;
  readonly sec: number;
  readonly play: (tone: Tone, atSec: number) => void;
}

interface SynthPlan extends Omit<Bank, "samples"> {
  readonly sounds: readonly Sound[];
}

/** Silence between two sounds of one rendering, so that neither rings into the other. */
const GAP_SEC = 0.05;

const hertz = (pitch: number): number => 440 * 2 ** ((pitch - 69) / 12);
const every = (from: number, to: number, step: number): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);

const bass = (pitch: number): Sound => ({
  pitch,
  sec: 1.2,
  play: ({ Synth }, at) =>
    new Synth({
      oscillator: { type: "triangle4" },
      envelope: { attack: 0.006, decay: 0.9, sustain: 0.08, release: 0.15 },
    })
      .toDestination()
      .triggerAttackRelease(hertz(pitch), 1, at),
});

const pluck = (pitch: number): Sound => ({
  pitch,
  sec: 1.6,
  play: ({ FMSynth }, at) =>
    new FMSynth({
      harmonicity: 2,
      modulationIndex: 6,
      envelope: { attack: 0.002, decay: 1.2, sustain: 0, release: 0.1 },
      modulationEnvelope: { attack: 0.001, decay: 0.25, sustain: 0, release: 0.1 },
    })
      .toDestination()
      .triggerAttackRelease(hertz(pitch), 1.4, at),
});

const pad = (pitch: number): Sound => ({
  pitch,
  sec: 4,
  play: ({ Filter, Synth }, at) =>
    new Synth({
      oscillator: { type: "fatsawtooth", count: 3, spread: 18 },
      envelope: { attack: 0.25, decay: 0.6, sustain: 0.7, release: 0.3 },
    })
      .chain(new Filter(1200, "lowpass").toDestination())
      .triggerAttackRelease(hertz(pitch), 3.6, at),
});

/** Stands in for the piano when its recordings cannot be had. */
const keys = (pitch: number): Sound => ({
  pitch,
  sec: 2.2,
  play: ({ FMSynth }, at) =>
    new FMSynth({
      harmonicity: 1,
      modulationIndex: 2.5,
      envelope: { attack: 0.003, decay: 1.9, sustain: 0, release: 0.1 },
      modulationEnvelope: { attack: 0.002, decay: 0.5, sustain: 0.1, release: 0.1 },
    })
      .toDestination()
      .triggerAttackRelease(hertz(pitch), 2, at),
});

const drums: readonly Sound[] = [
  {
    pitch: DRUM_KEYS.kick,
    sec: 0.45,
    play: ({ MembraneSynth }, at) =>
      new MembraneSynth({
        pitchDecay: 0.035,
        octaves: 4,
        envelope: { attack: 0.001, decay: 0.32, sustain: 0, release: 0.05 },
      })
        .toDestination()
        .triggerAttackRelease(hertz(DRUM_KEYS.kick - 3), 0.4, at),
  },
  {
    pitch: DRUM_KEYS.snare,
    sec: 0.25,
    play: ({ Filter, NoiseSynth }, at) =>
      new NoiseSynth({
        noise: { type: "pink" },
        envelope: { attack: 0.003, decay: 0.16, sustain: 0 },
      })
        .chain(new Filter(2200, "bandpass").toDestination())
        .triggerAttackRelease(0.2, at),
  },
  {
    pitch: DRUM_KEYS.hat,
    sec: 0.12,
    play: ({ Filter, NoiseSynth }, at) =>
      new NoiseSynth({
        noise: { type: "white" },
        envelope: { attack: 0.001, decay: 0.05, sustain: 0 },
      })
        .chain(new Filter(7000, "highpass").toDestination())
        .triggerAttackRelease(0.08, at),
  },
];

/** Levels set by ear and meter so that the melody stays in front. */
const PLANS: Readonly<Record<Instrument, SynthPlan>> = {
  piano: { sounds: every(33, 99, 6).map(keys), gain: 0.5, releaseSec: 0.09 },
  bass: { sounds: every(36, 46, 5).map(bass), gain: 0.55, releaseSec: 0.05 },
  drums: { sounds: drums, gain: 0.4, releaseSec: 0 },
  pad: { sounds: every(48, 84, 6).map(pad), gain: 0.3, releaseSec: 0.2 },
  pluck: { sounds: every(45, 93, 6).map(pluck), gain: 0.5, releaseSec: 0.06 },
};

/** Renders the sounds of an instrument with Tone's synths, offline, one after the other. */
export async function synthBank(instrument: Instrument): Promise<Bank> {
  const { sounds, gain, releaseSec } = PLANS[instrument];
  Object.assign(globalThis, { TONE_SILENCE_LOGGING: true });
  const tone = await import("./tone-parts");
  const starts = sounds.map((_, i) =>
    sounds.slice(0, i).reduce((sec, sound) => sec + sound.sec + GAP_SEC, GAP_SEC),
  );
  const total = (starts.at(-1) ?? 0) + (sounds.at(-1)?.sec ?? 0) + GAP_SEC;
  const context = new tone.OfflineContext(1, total, SAMPLE_RATE_HZ);
  tone.setContext(context);
  sounds.forEach((sound, i) => sound.play(tone, starts[i] as number));
  const rendered = (await context.render()).getChannelData(0);
  context.dispose();
  return {
    gain,
    releaseSec,
    samples: sounds.map(({ pitch, sec }, i) => {
      const from = Math.round((starts[i] as number) * SAMPLE_RATE_HZ);
      return { pitch, samples: rendered.slice(from, from + Math.round(sec * SAMPLE_RATE_HZ)) };
    }),
  };
}
