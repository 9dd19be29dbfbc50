import type { EpochMs } from "../../base/time";
import { localTime, type OffsetAt } from "../signals/local-time";

export type DeviceKind = "phone" | "tablet" | "desktop";

/** Numbers in a context. */
export const contextSize = 7;

/**
 * When and where somebody listens, as a bandit sees it: [1, sine and cosine of the hour, weekend,
 * phone, tablet, desktop]. The hour goes round, so that 23 and 0 are neighbours.
 */
export function contextOf(timeMs: EpochMs, offsetAt: OffsetAt, device: DeviceKind): Float64Array {
  const { hour, weekday } = localTime(timeMs, offsetAt);
  const turn = (2 * Math.PI * hour) / 24;
  const weekend = weekday === 0 || weekday === 6 ? 1 : 0;
  const is = (kind: DeviceKind) => (device === kind ? 1 : 0);
  return Float64Array.of(
    ...[1, Math.sin(turn), Math.cos(turn), weekend],
    ...[is("phone"), is("tablet"), is("desktop")],
  );
}
