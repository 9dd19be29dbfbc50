import type { Ticks } from "../../music/score";
import type { Beat } from "./beats";
import { posterior, type Chain } from "./chain";

/** Of a beat that opens its bar, against 1 for the others: it says most about the bar's chord. */
const OPENING = 2;
/** Of the last beat of all, where the melody comes to rest. */
const CLOSING = 4;
/** How much what goes after what still counts: the beats' chances know most of it. */
const MOVES = 0.3;
/** Keeps what no beat believes in possible, for the sake of what stands around it. */
const FLOOR = 1e-6;

/** A chain with one step a bar (or a part of a bar that a kept symbol begins). */
export interface BarChain {
  readonly chain: Chain;
  /** The states of a path, one a beat. */
  readonly spread: (path: Int32Array) => Int32Array;
}

/**
 * One chord a bar: the chances of each state at each beat, all paths counted, summed over the bar,
 * and what goes after what between bars. Where a state is asked of the last beat of a bar or else
 * of its first, it is asked of the bar.
 *
 * @param cuts  ticks where a step begins too
 */
export function barChain(beats: readonly Beat[], chain: Chain, cuts: readonly Ticks[]): BarChain {
  const chances = posterior(chain);
  const groups: number[][] = [];
  beats.forEach((beat, i) => {
    if (i === 0 || beats[i - 1]?.bar !== beat.bar || cuts.includes(beat.tick)) groups.push([i]);
    else groups.at(-1)?.push(i);
  });
  const emissions = groups.map((places) => {
    const asked = [places.at(-1), places[0]]
      .map((place) => chain.emissions[place as number] as Float32Array)
      .find((row) => row.includes(-Infinity));
    return (chain.emissions[0] as Float32Array).map((_, state) => {
      if (asked?.[state] === -Infinity) return -Infinity;
      const weighed = places.map((place, i) => {
        const weight = place === beats.length - 1 ? CLOSING : i === 0 ? OPENING : 1;
        return weight * (chances[place]?.[state] as number);
      });
      return Math.log(weighed.reduce((a, b) => a + b, FLOOR));
    });
  });
  return {
    chain: {
      emissions,
      move: (i, from, to) => MOVES * chain.move((groups[i] as number[])[0] as number, from, to),
    },
    spread: (path) => {
      const spread = new Int32Array(beats.length);
      groups.forEach((places, i) => {
        for (const place of places) spread[place] = path[i] as number;
      });
      return spread;
    },
  };
}
