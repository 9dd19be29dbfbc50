import type { Guide, Place } from "./guide";
import { lastNote } from "./guide";
import { LENGTHS, REST, TIE, TOKENS, isPitch, semitonesOf } from "./vocabulary";

/** Degrees above the tonic, in semitones, on which a phrase stays open: those of the dominant. */
const OPEN = [2, 7, 11];
/** Nats that the degrees of a close gain, by how near the bar's end is (in quarters of it). */
const PULL = { tonic: [4, 3, 2, 0], half: [1.5, 1, 0, 0] } as const;
/** Nats that the last note gains for filling its bar: a tune comes to rest. */
const REPOSE = 1;
/** Nats against a short note on the way to the last. */
const HASTE = 1.5;
/** What is left of a bar is one note where it is no longer than this, in grid ticks. */
const LAST_NOTE = 12;

/** Ends bars as planned: on the tonic, or open. @param closeOf the close of a bar, by its place */
export function cadences(closeOf: (bar: number) => "tonic" | "half" | undefined): Guide {
  return {
    tokens(place) {
      const close = closeOf(place.bar);
      if (close === undefined) return undefined;
      const quarter = Math.min(3, Math.floor((4 * place.room) / (place.state.full + 1)));
      const pull = PULL[close][quarter] as number;
      const isLast = place.room <= LAST_NOTE;
      return Float32Array.from(TOKENS, (_, token) => {
        if (!isPitch(token)) return isLast && !closed(place, token, close) ? -Infinity : 0;
        if (rests(token, close)) return pull;
        if (close === "half") return isTonic(token) ? -pull : 0;
        return isLast ? -Infinity : 0;
      });
    },
    lengths(place, token) {
      const close = closeOf(place.bar);
      if (close === undefined) return undefined;
      const strays = close === "tonic" && !closed(place, token, close);
      return Float32Array.from(LENGTHS, (ticks) => {
        if (ticks >= place.room) return strays ? -Infinity : REPOSE;
        return strays && ticks < LAST_NOTE ? -HASTE : 0;
      });
    },
  };
}

/** Whether the bar may end with this sound. */
function closed(place: Place, token: number, close: "tonic" | "half"): boolean {
  return rests(token === REST || token === TIE ? lastNote(place) : token, close);
}

function rests(token: number, close: "tonic" | "half"): boolean {
  if (close === "tonic") return isTonic(token);
  return OPEN.includes((semitonesOf(token) + 120) % 12);
}

function isTonic(token: number): boolean {
  return semitonesOf(token) % 12 === 0;
}
