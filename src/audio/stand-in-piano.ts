import { SAMPLE_RATE_HZ, type Bank } from "./bank";

/** Pitches of the stand-in, six semitones apart, and how long each rings. */
const PITCHES = Array.from({ length: 12 }, (_, i) => 33 + 6 * i);
const SOUND_SEC = 2.2;
/** Silence between two sounds of one rendering, so that neither rings into the other. */
const GAP_SEC = 0.05;

/**
 * Stands in for the piano when its recordings cannot be had: one of Tone's synths, rendered
 * offline, one note after the other.
 */
export async function standInPiano(): Promise<Bank> {
  Object.assign(globalThis, { TONE_SILENCE_LOGGING: true });
  const { FMSynth, OfflineContext, setContext } = await import("./tone-parts");
  const starts = PITCHES.map((_, i) => GAP_SEC + i * (SOUND_SEC + GAP_SEC));
  const total = GAP_SEC + PITCHES.length * (SOUND_SEC + GAP_SEC);
  const context = new OfflineContext(1, total, SAMPLE_RATE_HZ);
  setContext(context);
  PITCHES.forEach((pitch, i) =>
    new FMSynth({
      harmonicity: 1,
      modulationIndex: 2.5,
      envelope: { attack: 0.003, decay: 1.9, sustain: 0, release: 0.1 },
      modulationEnvelope: { attack: 0.002, decay: 0.5, sustain: 0.1, release: 0.1 },
    })
      .toDestination()
      .triggerAttackRelease(440 * 2 ** ((pitch - 69) / 12), 2, starts[i]),
  );
  const rendered = (await context.render()).getChannelData(0);
  context.dispose();
  return {
    gain: 0.5,
    releaseSec: 0.09,
    samples: PITCHES.map((pitch, i) => {
      const from = Math.round((starts[i] as number) * SAMPLE_RATE_HZ);
      return { pitch, samples: rendered.slice(from, from + SOUND_SEC * SAMPLE_RATE_HZ) };
    }),
  };
}
