/** General MIDI percussion keys that the drum kit has a sound for. */
export const DRUM_KEYS = {
  kick: 36,
  rim: 37,
  snare: 38,
  clap: 39,
  brush: 40,
  lowTom: 41,
  hat: 42,
  midTom: 45,
  openHat: 46,
  crash: 49,
  highTom: 50,
  ride: 51,
  tambourine: 54,
  shaker: 70,
  block: 76,
} as const;
export type Drum = keyof typeof DRUM_KEYS;
