import { hasLength, isPitch, type MelodyEvent } from "../melody/vocabulary";
import { lengthMask, tokenMask } from "../melody/grammar";
import type { Cost } from "../melody/likelihood";
import type { Mixture } from "../melody/draw";
import { MelodyState } from "../melody/state";
import type { StyleCache } from "./cache";
import type { Lesson } from "./lesson";

/** Chances of what came, one an event; those of lengths are 1 where there is none. */
export interface Chances {
  readonly token: Float32Array;
  readonly length: Float32Array;
}

/** What the counts say of a tune: their chances of what came, and how much they are to be heard. */
interface Said extends Chances {
  readonly tokenShare: Float32Array;
  readonly lengthShare: Float32Array;
}

/** What a person's counts say of the tunes they are asked about; each is asked about once. */
export class CountedChances {
  readonly #cache: StyleCache;
  readonly #said = new Map<readonly MelodyEvent[], Said>();

  /** @param cache  of share 1: how far its odds count is told later */
  constructor(cache: StyleCache) {
    this.#cache = cache;
  }

  /** A tune's cost by the model's chances and these, the counts at most at that share. */
  cost(tune: Lesson, model: Chances, share: number): Cost {
    const said = this.#of(tune);
    let bits = 0;
    let notes = 0;
    tune.events.forEach(({ token }, at) => {
      if ((tune.weights?.[at] ?? 1) === 0) return;
      const heads = [
        [model.token, said.token, said.tokenShare],
        [model.length, said.length, said.lengthShare],
      ] as const;
      for (const [ours, theirs, shares] of heads) {
        const heard = share * (shares[at] as number);
        bits -= Math.log2((1 - heard) * (ours[at] as number) + heard * (theirs[at] as number));
      }
      if (isPitch(token)) notes++;
    });
    return { bits, notes };
  }

  #of({ given, controls, events }: Lesson): Said {
    const known = this.#said.get(events);
    if (known) return known;
    const [token, length, tokenShare, lengthShare] = Array.from(
      { length: 4 },
      () => new Float32Array(events.length),
    ) as [Float32Array, Float32Array, Float32Array, Float32Array];
    const state = new MelodyState(given, controls);
    events.forEach((event, at) => {
      const next = chanceOf(this.#cache.tokens(state), tokenMask(state), event.token);
      [token[at], tokenShare[at]] = next;
      if (hasLength(event.token)) {
        const lengths = this.#cache.lengths(state, event.token);
        [length[at], lengthShare[at]] = chanceOf(
          lengths,
          lengthMask(state, event.token),
          event.length,
        );
      }
      state.push(event);
    });
    const said = { token, length, tokenShare, lengthShare };
    this.#said.set(events, said);
    return said;
  }
}

/** Chance of what came among what may come, and the share; 0 where there is nothing to say. */
function chanceOf(mixture: Mixture | undefined, mask: Uint8Array, came: number): [number, number] {
  if (mixture === undefined) return [0, 0];
  const total = mixture.odds.reduce((sum, p, i) => sum + (mask[i] === 1 ? p : 0), 0);
  return total > 0 ? [(mixture.odds[came] as number) / total, mixture.share] : [0, 0];
}
