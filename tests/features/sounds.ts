/** Sounds with known answers, mono at 22,050 Hz. */
export const RATE_HZ = 22_050;

/** Short clicks, the first half a beat in; `accent` gives the level of each beat of a pattern. */
export function clicks(bpm: number, sec: number, accent: readonly number[] = [1]): Float32Array {
  const sound = new Float32Array(sec * RATE_HZ);
  for (let beat = 0; ; beat++) {
    const at = Math.round((((beat + 0.5) * 60) / bpm) * RATE_HZ);
    if (at >= sound.length) return sound;
    const level = 0.8 * (accent[beat % accent.length] ?? 1);
    for (let i = 0; i < 400 && at + i < sound.length; i++) {
      sound[at + i] = level * Math.exp(-i / 80) * Math.sin(i / 2);
    }
  }
}

/** Notes together, each with four harmonics, softly begun and ended. */
export function chord(pitches: readonly number[], sec: number): Float32Array {
  const sound = new Float32Array(Math.round(sec * RATE_HZ));
  for (const pitch of pitches) {
    for (let harmonic = 1; harmonic <= 4; harmonic++) {
      const hz = harmonic * 440 * 2 ** ((pitch - 69) / 12);
      for (let i = 0; i < sound.length; i++) {
        const edge = Math.min(1, i / 200, (sound.length - i) / 200);
        sound[i] =
          (sound[i] as number) +
          ((0.1 * edge) / harmonic) * Math.sin((2 * Math.PI * hz * i) / RATE_HZ);
      }
    }
  }
  return sound;
}

export function joined(...sounds: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(sounds.reduce((sum, sound) => sum + sound.length, 0));
  let at = 0;
  for (const sound of sounds) {
    all.set(sound, at);
    at += sound.length;
  }
  return all;
}

/** @param dbfs  level of the peak, 0 is full scale */
export function sine(hz: number, dbfs: number, sec: number, rateHz = RATE_HZ): Float32Array {
  const peak = 10 ** (dbfs / 20);
  return Float32Array.from(
    { length: Math.round(sec * rateHz) },
    (_, i) => peak * Math.sin((2 * Math.PI * hz * i) / rateHz),
  );
}
