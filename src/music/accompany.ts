import { barTicks, beatTicks, isCompound } from "./bars";
import { chordTones, voiceAbove, type ChordTones } from "./chord";
import { simpleChords } from "./harmonise";
import type { Bar, Meter, Note, Part, Score, Ticks } from "./score";

export interface AccompanimentParts {
  readonly chords: boolean;
  readonly bass: boolean;
  readonly drums: boolean;
}

/** General MIDI percussion keys used by the light drum pattern. */
export const DRUM_KEYS = { kick: 36, snare: 38, hat: 42 } as const;

/** Where chords are voiced: from G3 up, under most melodies; the bass from E1 up. */
const CHORD_FLOOR = 55;
const BASS_FLOOR = 36;

/**
 * The score with a plain accompaniment added as further parts: bass on the bar's strong beats
 * (root, then fifth), block chords on the others, light drums. Chords are the score's own symbols,
 * or `simpleChords` where it has none. Bars shorter than the meter stay silent.
 */
export function accompany(score: Score, wanted: AccompanimentParts): Score {
  const chords = score.chords.length > 0 ? score.chords : simpleChords(score);
  const full = barTicks(score.meter);
  const pulses = pulsesOf(score.meter);
  const added: Part[] = [];
  const bars = score.bars.filter((bar) => bar.duration === full);
  const tonesAt = (tick: Ticks): ChordTones | undefined => {
    const symbol = chords.findLast((chord) => chord.tick <= tick)?.symbol;
    return symbol === undefined ? undefined : chordTones(symbol);
  };
  if (wanted.chords) {
    added.push(
      part(
        "chords",
        "piano",
        bars,
        pulses.filter((p) => !p.strong),
        (tick) => {
          const tones = tonesAt(tick);
          return tones === undefined
            ? []
            : voiceAbove(tones, CHORD_FLOOR).map((pitch) => [pitch, 46]);
        },
      ),
    );
  }
  if (wanted.bass) {
    added.push(
      part(
        "bass",
        "bass",
        bars,
        pulses.filter((p) => p.strong),
        (tick, { first }) => {
          const tones = tonesAt(tick);
          if (tones === undefined) return [];
          const pitchClass = first ? tones.bass : (tones.pitchClasses[2] ?? tones.bass);
          return [[BASS_FLOOR + ((pitchClass - BASS_FLOOR + 120) % 12), 72]];
        },
      ),
    );
  }
  if (wanted.drums) {
    added.push(
      part("drums", "drums", bars, pulses, (_tick, { first, strong }) => [
        [
          first ? DRUM_KEYS.kick : strong ? DRUM_KEYS.snare : DRUM_KEYS.hat,
          first ? 64 : strong ? 44 : 38,
        ],
      ]),
    );
  }
  return { ...score, chords, parts: [...score.parts, ...added] };
}

/** A place in the bar where the accompaniment sounds. */
interface Pulse {
  readonly at: Ticks;
  readonly length: Ticks;
  readonly strong: boolean;
  readonly first: boolean;
}

/**
 * Pulses of a bar: "oom-pah" in halves of the beat where beats are few and long, "oom-pah-pah" in
 * three; in compound meters bass on the beat and a chord on its third eighth.
 */
function pulsesOf(meter: Meter): readonly Pulse[] {
  const beat = beatTicks(meter);
  const count = barTicks(meter) / beat;
  const pulse = (at: Ticks, length: Ticks, strong: boolean): Pulse => ({
    at,
    length,
    strong,
    first: at === 0,
  });
  const beats = Array.from({ length: count }, (_, i) => i);
  if (isCompound(meter)) {
    return beats.flatMap((i) => [
      pulse(i * beat, (beat * 2) / 3, true),
      pulse(i * beat + (beat * 2) / 3, beat / 3, false),
    ]);
  }
  if (count <= 2) {
    return beats.flatMap((i) => [
      pulse(i * beat, beat / 2, true),
      pulse((i + 0.5) * beat, beat / 2, false),
    ]);
  }
  const step = count % 2 === 0 ? 2 : count;
  return beats.map((i) => pulse(i * beat, beat, i % step === 0));
}

type Voice = (tick: Ticks, pulse: Pulse) => readonly (readonly [pitch: number, velocity: number])[];

function part(
  name: string,
  instrument: Part["instrument"],
  bars: readonly Bar[],
  pulses: readonly Pulse[],
  voice: Voice,
): Part {
  const notes = bars.flatMap((bar) =>
    pulses.flatMap((pulse) => {
      const tick = bar.tick + pulse.at;
      return voice(tick, pulse).map(([pitch, velocity]): Note => ({
        pitch,
        tick,
        duration: Math.round(pulse.length * 0.9),
        velocity,
      }));
    }),
  );
  return { name, instrument, notes };
}
