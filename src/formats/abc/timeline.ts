import type { Bar, ChordSymbol, Note, Pitch, Ticks } from "../../music/score";
import type { Head } from "./lyrics";

/** Something in the bar being read; times in ticks from the start of the tune, not yet rounded. */
interface Event {
  readonly start: number;
  duration: number;
  /** Absent in a rest. */
  readonly pitch?: Pitch;
  /** Continues the note before it. */
  readonly held: boolean;
}

/** Velocity of a note read from ABC, which has none. */
const READ_VELOCITY = 80;

/** Bars, notes and chord symbols as they come in, rounded to whole ticks bar by bar. */
export class Timeline {
  readonly bars: Bar[] = [];
  readonly notes: Note[] = [];
  readonly chords: ChordSymbol[] = [];
  /** Every head that sounds, tied ones too, in order. */
  readonly heads: Head[] = [];
  private events: Event[] = [];
  private barStart: Ticks = 0;
  private time = 0;
  private opening: { repeatStart?: true; ending?: 1 | 2 } = {};

  get inBar(): boolean {
    return this.time > this.barStart;
  }

  /** Heads read so far, those of the bar that is open included. */
  get headCount(): number {
    return this.heads.length + this.events.filter(({ pitch }) => pitch !== undefined).length;
  }

  get lengthTicks(): Ticks {
    return this.barStart;
  }

  add(duration: number, pitch?: Pitch, held = false): void {
    const event = { start: this.time, duration, held };
    this.events.push(pitch === undefined ? event : { ...event, pitch });
    this.time += duration;
  }

  /** Scales the event before a broken-rhythm sign; false when the bar has none yet. */
  stretchLast(factor: number): boolean {
    const last = this.events.at(-1);
    if (last === undefined) return false;
    last.duration *= factor;
    this.time = last.start + last.duration;
    return true;
  }

  symbol(symbol: string): void {
    this.chords.push({ tick: Math.round(this.time), symbol });
  }

  /** Ends the bar, if anything is in it; the signs go to it, or to the one before. */
  close(signs: { readonly repeatEnd?: boolean; readonly sectionEnd?: boolean }): void {
    if (this.inBar) this.pushBar();
    const last = this.bars.pop();
    if (last === undefined) return;
    this.bars.push({
      ...last,
      ...(signs.repeatEnd ? { repeatEnd: true } : {}),
      ...(signs.sectionEnd ? { sectionEnd: true } : {}),
    });
  }

  openRepeat(): void {
    this.opening.repeatStart = true;
  }

  openEnding(ending: 1 | 2): void {
    this.opening.ending = ending;
  }

  private pushBar(): void {
    for (const event of this.events) this.pushNote(event);
    const end = Math.max(this.barStart + 1, Math.round(this.time));
    this.bars.push({ tick: this.barStart, duration: end - this.barStart, ...this.opening });
    this.opening = {};
    this.events = [];
    this.barStart = this.time = end;
  }

  private pushNote({ start, duration, pitch, held }: Event): void {
    if (pitch === undefined) return;
    const tick = Math.round(start);
    const end = Math.max(tick + 1, Math.round(start + duration));
    const before = this.notes.at(-1);
    const goesOn = held && before?.pitch === pitch && before.tick + before.duration === tick;
    this.heads.push({ tick: goesOn ? before.tick : tick, bar: this.bars.length });
    if (goesOn) this.notes[this.notes.length - 1] = { ...before, duration: end - before.tick };
    else this.notes.push({ pitch, tick, duration: end - tick, velocity: READ_VELOCITY });
  }
}
