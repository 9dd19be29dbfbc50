import { givenIndices, gridOf, type Given } from "../melody/given";
import {
  FIRST_PITCH,
  HIGHEST,
  LENGTHS,
  LOWEST,
  METRES,
  MODE_CODES,
  TYPES,
  isBar,
  isEnd,
  isPitch,
  isSound,
  opensSection,
  semitonesOf,
  ticksOf,
  type MelodyEvent,
} from "../melody/vocabulary";

/** Bars looked back for an equal event. */
const LAGS = [1, 2, 4, 8, 16] as const;
/** Semitones of a step between two notes that are told apart. */
const WIDEST = 16;
/** Kinds of sound: rest and tie are 1 and 2, as among the tokens; then lines, the end, pitches. */
const LINE = 3;
const SECTION = 4;
const CLOSE = 5;
const PITCH = 6;

/** The lists that a critic was trained for; a name that is not there counts as the first. */
export interface CriticLists {
  readonly types: readonly string[];
  readonly modes: readonly string[];
  readonly metres: readonly string[];
}

/** What the critic is told of each event: names and rows of its table, in order. */
export function criticFeatures({
  types,
  modes,
  metres,
}: CriticLists): readonly (readonly [name: string, rows: number])[] {
  return [
    ["sound", PITCH + HIGHEST - LOWEST + 1],
    ["length", LENGTHS.length + 1],
    ["step", 2 * WIDEST + 2],
    ["degree", modes.length * 13],
    ["metrePosition", metres.length * 49],
    ["section", 9],
    ["barInSection", 19],
    ["barsLeft", 34],
    ...LAGS.map((lag) => [`same${lag}`, 3] as const),
    ["type", types.length],
    ["mode", modes.length],
    ["metre", metres.length],
  ];
}

/** A tune as the critic sees it. */
export interface CriticRows {
  /** Index in each of the features, event after event. */
  readonly features: readonly (readonly number[])[];
  /** The bar, as written from 0, that each event stands in. */
  readonly bars: readonly number[];
}

/**
 * A finished tune, told event by event. Bar lines come as three kinds only: repeats and endings are
 * a matter of engraving. training/critic/rows.py says the same for the trainer.
 */
export function criticRows(
  events: readonly MelodyEvent[],
  given: Given,
  lists: CriticLists,
): CriticRows {
  const { full } = gridOf(given.meter);
  const [type, mode, metre] = placesOf(given, lists);
  const walk = new Walk(full);
  const bars: number[] = [];
  const closed: number[] = [];
  let bar = -1;
  const drafts = events.map((event) => {
    if (isBar(event.token)) bar++;
    bars.push(bar);
    const { degree, step, place, same } = walk.take(event);
    closed.push(walk.closed);
    const length = isSound(event.token) ? event.length + 1 : 0;
    const before = [
      kindOf(event.token),
      length,
      step,
      degree === 0 ? 0 : mode * 13 + degree,
      metre * 49 + Math.min(48, Math.floor(place / 3)),
      1 + Math.min(7, walk.section),
      1 + Math.min(17, walk.sectionBars),
    ];
    return { before, after: [...same, type, mode, metre] };
  });
  const features = drafts.map(({ before, after }, i) => {
    const left = walk.closed - (closed[i] as number);
    return [...before, 1 + Math.min(32, left), ...after];
  });
  return { features, bars };
}

function placesOf(given: Given, lists: CriticLists): readonly [number, number, number] {
  const [type = 0, mode = 0, metre = 0] = givenIndices(given);
  const place = (list: readonly string[], name = "") => Math.max(0, list.indexOf(name));
  return [
    place(lists.types, TYPES[type]),
    place(lists.modes, MODE_CODES[mode]),
    place(lists.metres, METRES[metre]),
  ];
}

function kindOf(token: number): number {
  if (isPitch(token)) return PITCH + token - FIRST_PITCH;
  if (isEnd(token)) return CLOSE;
  if (isBar(token)) return opensSection(token) ? SECTION : LINE;
  return token;
}

/** Where the tune stands, and what sounded at the same place of earlier bars. */
class Walk {
  closed = 0;
  section = 0;
  sectionBars = 0;
  readonly #full: number;
  readonly #onsets = new Map<number, MelodyEvent>();
  #bar = 0;
  #position = 0;
  #inPickup = false;
  #begun = false;
  #last: number | undefined;

  constructor(full: number) {
    this.#full = full;
  }

  take(event: MelodyEvent) {
    const { token, length } = event;
    let step = 0;
    let degree = 0;
    if (isBar(token)) this.#line(event);
    else if (isPitch(token)) {
      const semitones = semitonesOf(token);
      degree = 1 + ((semitones + 120) % 12);
      if (this.#last !== undefined) {
        step = 1 + WIDEST + Math.max(-WIDEST, Math.min(WIDEST, semitones - this.#last));
      }
      this.#last = semitones;
    }
    const place = this.#position;
    const now = this.#bar * this.#full + place;
    const sounds = isSound(token);
    const same = LAGS.map((lag) => (sounds ? this.#sameAt(now - lag * this.#full, event) : 0));
    if (sounds) {
      this.#onsets.set(now, event);
      this.#position += ticksOf(length);
    }
    return { step, degree, place, same };
  }

  /** 0 before the tune, 2 where the very same event began, else 1. */
  #sameAt(tick: number, { token, length }: MelodyEvent): number {
    if (tick < 0) return 0;
    const then = this.#onsets.get(tick);
    return then?.token === token && then.length === length ? 2 : 1;
  }

  #line({ token, length }: MelodyEvent): void {
    if (this.#begun && !this.#inPickup) {
      this.closed++;
      this.sectionBars++;
    }
    const opens = opensSection(token);
    const pickup = opens ? ticksOf(length) : 0;
    const joins = pickup > 0 && pickup <= this.#full - this.#position;
    if (this.#begun && !joins) this.#bar++;
    this.#position = pickup > 0 ? this.#full - pickup : 0;
    this.#inPickup = pickup > 0;
    if (opens) {
      if (this.#begun) this.section++;
      this.sectionBars = 0;
    }
    this.#begun = true;
  }
}
