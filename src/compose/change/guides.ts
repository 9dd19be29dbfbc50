import { seededRandom } from "../../base/random";
import { eventAt, lastNote, pitchAt, type Guide, type Place } from "../melody/guide";
import { LENGTHS, REST, TIE, TOKENS, isPitch, type MelodyEvent } from "../melody/vocabulary";

/** Bars of a model, by the bar that follows it; undefined for bars that follow none. */
export type Source = (
  bar: number,
) => { readonly sounds: readonly MelodyEvent[]; readonly from: number } | undefined;

/** Nats against a semitone away from the line followed, and for a length found there. */
const AWAY = 0.25;
const SAME_LENGTH = 2;
/** Nats against a rest where the line followed sounds, and a tie where it begins a bar anew. */
const SILENT = 12;
/** The shortest note, in grid ticks, that room is kept for. */
const SHORTEST = 6;
const QUARTER = 24;

/** The same rhythm, other pitches: notes stay notes, rests rests. */
export function sameRhythm(source: Source): Guide {
  return {
    exact: true,
    tokens: withEvent(source, (was) =>
      Float32Array.from(TOKENS, (_, token) => {
        if (token === was.token && isPitch(token)) return -1;
        return kindOf(token) === kindOf(was.token) ? 0 : -Infinity;
      }),
    ),
    lengths: withEvent(source, (was) =>
      Float32Array.from(LENGTHS, (_, length) => (length === was.length ? 0 : -Infinity)),
    ),
  };
}

function kindOf(token: number): number {
  return isPitch(token) ? 0 : token;
}

/** Rises and falls as the source does, note for note, in a rhythm of its own. */
export function sameContour(source: Source): Guide {
  const next = ({ bar, bars }: Place) => {
    const notes = source(bar)?.sounds.filter(isNote) ?? [];
    const written = bars[bar]?.filter(isNote).length ?? 0;
    const before = notes[written - 1] ?? source(bar - 1)?.sounds.findLast(isNote);
    return { was: notes[written], before, left: notes.length - written };
  };
  return {
    exact: true,
    tokens(place) {
      const { was, before } = next(place);
      if (was === undefined) return undefined;
      const last = lastNote(place);
      return Float32Array.from(TOKENS, (_, token) => {
        if (!isPitch(token)) return token === REST ? -Infinity : -1;
        const turns = before && Math.sign(token - last) !== Math.sign(was.token - before.token);
        return turns ? -Infinity : -AWAY * Math.abs(token - was.token);
      });
    },
    lengths(place, token) {
      const { was, left } = next(place);
      if (was === undefined) return undefined;
      const after = left - (isPitch(token) ? 1 : 0);
      return Float32Array.from(LENGTHS, (ticks, length) => {
        const room = place.room - ticks;
        if (after === 0 ? room > 0 : room < after * SHORTEST) return -Infinity;
        if (ticks % SHORTEST !== 0) return -Infinity; // a triplet would not keep count
        const toBeat = (place.state.position + ticks) % QUARTER === 0 ? 1 : 0;
        return toBeat - (length === was.length ? 1 : 0) - (ticks === SHORTEST ? 2 : 0);
      });
    },
  };
}

function isNote({ token }: MelodyEvent): boolean {
  return isPitch(token);
}

/** Keeps each event with the odds 1 − amount; the others stay the nearer the less the amount. */
export function nearTo(source: Source, amount: number, seed: number): Guide {
  const stays = (bar: number, position: number) =>
    seededRandom(`${seed} ${bar} ${position}`)() >= amount;
  const near = followLine(source, 1 - amount);
  return {
    exact: true,
    tokens(place) {
      const was = beginning(source, place);
      if (was && stays(place.bar, place.state.position)) return only(TOKENS.length, was.token);
      return near.tokens?.(place);
    },
    lengths(place, token) {
      const was = beginning(source, place);
      const kept = was?.token === token && stays(place.bar, place.state.position);
      if (was && kept) return only(LENGTHS.length, was.length);
      return near.lengths?.(place, token);
    },
  };
}

/** Near the pitches of the source, and in its rhythm. @param pull 0–1, from free to close */
export function followLine(source: Source, pull: number): Guide {
  return {
    tokens(place) {
      const model = source(place.bar);
      const pitch = model ? pitchAt(model.sounds, model.from, place.state.position) : 0;
      if (pitch === 0) return undefined;
      return Float32Array.from(TOKENS, (_, token) =>
        isPitch(token) ? -AWAY * pull * Math.abs(token - pitch) : 0,
      );
    },
    lengths: withEvent(source, (was) =>
      Float32Array.from(LENGTHS, (_, length) => (length === was.length ? SAME_LENGTH * pull : 0)),
    ),
  };
}

/**
 * Near the pitches that sound at the same share of the bar in a tune of another metre: close on
 * beats, looser between them; silent only where that is. The rhythm is the model's own.
 *
 * @param full  grid ticks of the other tune's full bar
 * @param beat  grid ticks of this tune's beat
 */
export function followOutline(source: Source, full: number, beat: number): Guide {
  return {
    tokens(place) {
      const model = source(place.bar);
      const { position, full: own } = place.state;
      const pitch = model ? pitchAt(model.sounds, model.from, (position * full) / own) : 0;
      if (pitch === 0) return undefined;
      const attacked = position === 0 && model?.sounds[0]?.token !== TIE;
      const pull = position === 0 ? 4 : position % beat === 0 ? 3 : 1;
      return Float32Array.from(TOKENS, (_, token) => {
        if (token === REST || (token === TIE && attacked)) return -SILENT;
        return isPitch(token) ? -AWAY * pull * Math.abs(token - pitch) : 0;
      });
    },
  };
}

function withEvent(
  source: Source,
  wish: (was: MelodyEvent) => Float32Array,
): (place: Place) => Float32Array | undefined {
  return (place) => {
    const was = beginning(source, place);
    return was && wish(was);
  };
}

function beginning(source: Source, { bar, state }: Place): MelodyEvent | undefined {
  const model = source(bar);
  return model && eventAt(model.sounds, model.from, state.position);
}

function only(size: number, index: number): Float32Array {
  const wish = new Float32Array(size).fill(-Infinity);
  wish[index] = 0;
  return wish;
}
