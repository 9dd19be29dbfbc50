import { Copying } from "./copying";
import {
  CONTROL_NAMES,
  FEATURES,
  LENGTH_FEATURES,
  matchBucket,
  rowOffsets,
  runToken,
} from "./feature-table";
import { givenIndices, gridOf, type Given } from "./given";
import { Lookback } from "./lookback";
import {
  isBar,
  isPitch,
  isSound,
  opensSection,
  semitonesOf,
  ticksOf,
  type MelodyEvent,
} from "./vocabulary";

/** Wishes for a tune, each a code that the trainer cut from the books; left out, it is untold. */
export type Controls = { readonly [Name in (typeof CONTROL_NAMES)[number]]?: number } & {
  /** Full bars in all. */
  readonly bars?: number;
};

const OFFSETS = rowOffsets(FEATURES);
const LENGTH_OFFSETS = rowOffsets(LENGTH_FEATURES);

/** A tune half written: where it stands, and what the network is told about it. */
export class MelodyState {
  /** Grid ticks of a full bar. */
  readonly full: number;
  /** Grid ticks into the bar; a pickup begins late in its bar. */
  position = 0;
  /** Events with a length in the bar so far. */
  inBar = 0;
  /** Bars closed, in all and in this section; a pickup is no bar. */
  closed = 0;
  sectionBars = 0;
  /** Sections before this one. */
  section = 0;
  /** The pickup of this section, in grid ticks. */
  pickup = 0;
  /** The line that opened this section, 0 before the first. */
  sectionLine = 0;
  /** Inside the short bar that leads into a section. */
  inPickup = false;
  readonly events: MelodyEvent[] = [];
  readonly #given: readonly number[];
  readonly #controls: readonly number[];
  readonly #bars: number;
  readonly #lookback: Lookback;
  readonly #copying = new Copying();
  #bar = 0;
  #lastSectionBars = -1;
  #pickupLength = -1;
  #barFirst = 0;
  #lastBarFirst = 0;
  readonly #seen: number[] = Array.from({ length: 12 }, () => 0);

  constructor(given: Given, controls: Controls = {}) {
    this.full = gridOf(given.meter).full;
    this.#given = givenIndices(given);
    this.#controls = CONTROL_NAMES.map((name) => controls[name] ?? 0);
    this.#bars = controls.bars ?? 0;
    this.#lookback = new Lookback(this.full);
  }

  /** The last sound: its token, 0 before the first. */
  get lastSound(): number {
    return this.#lookback.last(1).token;
  }

  push(event: MelodyEvent): void {
    if (isSound(event.token)) this.#sound(event);
    else if (isBar(event.token)) this.#line(event);
    this.#copying.push(event);
    this.events.push(event);
  }

  #sound({ token, length }: MelodyEvent): void {
    this.#lookback.push(this.#now, token, length);
    if (this.inBar === 0) {
      this.#lastBarFirst = this.#barFirst;
      this.#barFirst = token;
    }
    this.inBar++;
    this.position += ticksOf(length);
    if (isPitch(token)) this.#seen[(semitonesOf(token) + 120) % 12] = 1;
  }

  #line({ token, length }: MelodyEvent): void {
    const begun = this.events.length > 0;
    if (begun && !this.inPickup) {
      this.closed++;
      this.sectionBars++;
    }
    const pickup = opensSection(token) ? ticksOf(length) : 0;
    const rest = this.full - this.position;
    const joins = pickup > 0 && pickup <= rest;
    if (begun && !joins) this.#bar++;
    this.position = pickup > 0 ? this.full - pickup : 0;
    this.inBar = 0;
    this.inPickup = pickup > 0;
    if (!opensSection(token)) return;
    if (begun) {
      this.section++;
      this.#lastSectionBars = this.sectionBars;
    }
    this.sectionBars = 0;
    this.sectionLine = token;
    this.pickup = pickup;
    this.#pickupLength = length;
  }

  get #now(): number {
    return this.#bar * this.full + this.position;
  }

  /** Rows of the feature table that are told now, one for each of FEATURES. */
  featureRows(): number[] {
    return addTo(this.features(), OFFSETS);
  }

  /** Rows of the length table that are told now, the token being known. */
  lengthRows(token: number): number[] {
    return addTo(this.lengthFeatures(token), LENGTH_OFFSETS);
  }

  /** One index for each of FEATURES, within the feature. */
  features(): number[] {
    const { full, position } = this;
    const left = this.#bars === 0 ? 0 : 1 + clamp(this.#bars - this.closed, 0, 32);
    const last = this.events.at(-1);
    const out = [...this.#given, left, ...this.#controls];
    out.push(
      1 + Math.min(144, position),
      (this.#given[2] as number) * 49 + Math.min(48, Math.floor(position / 3)),
      1 + Math.min(144, full - position),
      1 + Math.min(7, this.section),
      1 + Math.min(17, this.sectionBars),
      1 + Math.min(17, this.#lastSectionBars),
      this.sectionLine,
      this.#pickupLength + 1,
      last?.token ?? 0,
      (last?.length ?? -1) + 1,
    );
    for (let i = 1; i <= 4; i++) out.push(this.#lookback.last(i).token);
    for (let i = 1; i <= 3; i++) out.push(this.#lookback.last(i).length + 1);
    out.push(this.#barFirst, this.#lastBarFirst);
    for (const { token, length, next, run } of this.#lookback.at(this.#now)) {
      out.push(token, length, next, token === 0 ? 0 : matchBucket(run), runToken(run, token));
    }
    for (const { token, length, run } of this.#copying.suggestions()) {
      out.push(token, length, matchBucket(run), runToken(run, token));
    }
    for (const seen of this.#seen) out.push(seen);
    return out;
  }

  /** One index for each of LENGTH_FEATURES, within the feature. */
  lengthFeatures(token: number): number[] {
    return [
      token,
      ...this.#lookback
        .at(this.#now)
        .map((was) => (was.token === token && was.length >= 2 ? was.length - 1 : 0)),
      ...this.#copying.suggestions().map((next) => (next.token === token ? next.length : 0)),
    ];
  }
}

/** Makes indices within features rows of their table, on the spot. */
function addTo(indices: number[], offsets: readonly number[]): number[] {
  for (let i = 0; i < indices.length; i++) {
    indices[i] = (indices[i] as number) + (offsets[i] as number);
  }
  return indices;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
