import type { Judgement } from "../critic/critic";
import { isBar, type MelodyEvent } from "../melody/vocabulary";

/** What a bar counts for the events of the bar before. */
const LATER = 0.6;
/** Weight of the whole beside the bars. */
const WHOLE = 0.5;
/** In standard deviations of the batch. */
const FURTHEST = 2;

/** A written tune, what the critic makes of it, and how far it has gone from the leash. */
export interface Earned {
  readonly events: readonly MelodyEvent[];
  readonly judgement: Judgement;
  /** ln of how much likelier the tune is now than it was at first, nats an event. */
  readonly drift: number;
}

/**
 * What each event of each tune is worth above what is usual in this batch: a bar's own chance and,
 * less and less, those of the bars after it, which it led to; the chance of the whole; less the
 * drift. Dense scores stand where SeqGAN plays every prefix to its end. Scaled to a spread of one
 * and cut at two.
 *
 * @param leash  worth lost for each nat of drift an event
 * @returns      one list for each tune, a number for each of its events
 * @see Yu et al., "SeqGAN: sequence generative adversarial nets with policy gradient", AAAI 2017
 */
export function advantages(tunes: readonly Earned[], leash: number): readonly number[][] {
  const usual = mean(tunes.flatMap(({ judgement }) => judgement.bars));
  const worth = tunes.map(({ judgement: { bars, whole }, drift }) => {
    let later = 0;
    const out = bars.map(() => 0);
    for (let bar = bars.length - 1; bar >= 0; bar--) {
      later = (bars[bar] as number) - usual + LATER * later;
      out[bar] = (1 - LATER) * later + WHOLE * whole - leash * drift;
    }
    return out;
  });
  const all = worth.flat();
  const centre = mean(all);
  const spread = Math.sqrt(mean(all.map((value) => (value - centre) ** 2))) + 1e-6;
  return tunes.map(({ events }, tune) => {
    let bar = -1;
    return events.map(({ token }) => {
      if (isBar(token)) bar++;
      const scaled = (((worth[tune] as number[])[Math.max(0, bar)] as number) - centre) / spread;
      return Math.max(-FURTHEST, Math.min(FURTHEST, scaled));
    });
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
