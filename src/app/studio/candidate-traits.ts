import { scoreToEvents } from "../../compose/melody/from-score";
import { traitsOf } from "../../compose/personal/traits";
import type { ComposedCandidate } from "../../rpc/contracts/composer";

/** What the ranking sees of a candidate; undefined where it has no form as events. */
export function traitsOfCandidate({
  score,
  bitsPerNote,
  judgement,
}: ComposedCandidate): readonly number[] | undefined {
  const events = scoreToEvents(score);
  return events.ok ? traitsOf({ events: events.value, bitsPerNote }, judgement?.whole) : undefined;
}
