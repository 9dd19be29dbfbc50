/** How much the terms of the choice count, relevance being 1. */
export interface Weights {
  /** Of novelty, and of an artist that the person does not know; below 0: they are avoided. */
  readonly novelty: number;
  readonly newArtist: number;
  /** Of likeness to what stands before, which counts against. */
  readonly likeness: number;
  /** Of the distance from the person's styles. */
  readonly calibration: number;
  /** Share of the places that explore. */
  readonly explore: number;
}

/** Where the dial from familiar (0) to adventurous (1) stands until it is turned. */
export const defaultDial = 0.3;

/**
 * What the dial means. The weights at the default were chosen on half of the held-out listeners of
 * HetRec Last.fm (docs/recommenders.md): from there on, more calibration or less likeness costs more
 * accuracy than it brings. At the default neither the known nor the unknown is preferred. Turned up,
 * every weight moves one way: more novelty, more new artists, less likeness, less of the
 * usual styles, more exploration (a tenth to a fifth of the places).
 */
export function weightsOf(dial: number): Weights {
  const d = Math.min(1, Math.max(0, dial));
  return {
    novelty: (d - defaultDial) * 0.6,
    newArtist: (d - defaultDial) * 0.3,
    likeness: 0.05 + 0.5 * d,
    calibration: 0.75 - 0.5 * d,
    explore: 0.1 + 0.1 * d,
  };
}
