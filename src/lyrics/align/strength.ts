import { barTicks, beatTicks, isCompound } from "../../music/bars";
import type { Meter, Ticks } from "../../music/score";

/**
 * How strong a place of the bar is: 1 the first beat, .75 the middle of a bar of four or six beats,
 * .5 another beat, .25 its halves (thirds in compound meters), .1 anything finer.
 *
 * @see Lerdahl and Jackendoff, "A Generative Theory of Tonal Music", 1983, chapter 4
 */
export function metricalStrength(meter: Meter, offset: Ticks): number {
  const beat = beatTicks(meter);
  const beats = barTicks(meter) / beat;
  const place = (offset / beat) % beats;
  if (place === 0) return 1;
  if (Number.isInteger(place)) return beats > 2 && place === beats / 2 ? 0.75 : 0.5;
  return offset % (beat / (isCompound(meter) ? 3 : 2)) === 0 ? 0.25 : 0.1;
}
