import { refitLyrics } from "../../music/lyrics";
import type { Bar, Note, Score, Ticks } from "../../music/score";
import { eventsToScore } from "../melody/to-score";
import type { MelodyEvent } from "../melody/vocabulary";
import type { Given } from "../melody/given";

/** Where each bar of a changed tune comes from: a bar of the old one, kept or written anew; or nowhere. */
export interface Origin {
  /** Bar of the old tune, −1 for a bar that is new in it. */
  readonly bar: number;
  /** Whether its notes are written anew. */
  readonly isNew: boolean;
  /** Its closing signs, where they are not those it had. */
  readonly closing?: Pick<Bar, "repeatEnd" | "sectionEnd">;
}

/**
 * The old score with some bars written anew, and perhaps more bars. What is kept is kept to the
 * byte: notes, signs, chords; only its place in time may be later.
 *
 * @param origins  one for each bar of `events`
 */
export function joinScore(
  old: Score,
  given: Given,
  events: readonly MelodyEvent[],
  origins: readonly Origin[],
): Score {
  const written = eventsToScore(events, given, old.title);
  const bars: Bar[] = [];
  const melody: Note[] = [];
  const shifts = new Map<number, Ticks>();
  let now = 0;
  origins.forEach(({ bar, isNew, closing }, i) => {
    const drafted = written.bars[i] as Bar;
    const was = old.bars[bar];
    const placed = { ...(was ?? drafted), tick: now };
    bars.push(closing ? closedWith(placed, closing) : placed);
    if (was) shifts.set(bar, now - was.tick);
    const source = isNew || was === undefined ? written : old;
    const from = (isNew || was === undefined ? drafted : was).tick;
    melody.push(...notesOf(source.parts[0]?.notes ?? [], from, placed.duration, now - from));
    now += placed.duration;
  });
  const shiftOf = (tick: Ticks) => {
    const bar = old.bars.findLastIndex((one) => one.tick <= tick);
    return shifts.get(bar) ?? 0;
  };
  const moved = <T extends { readonly tick: Ticks }>(list: readonly T[]): T[] =>
    list.map((one) => ({ ...one, tick: one.tick + shiftOf(one.tick) }));
  const [first, ...others] = old.parts;
  const joined: Score = {
    ...old,
    bars,
    parts: [
      { ...(first ?? { name: "Melody", instrument: "piano" }), notes: melody },
      ...others.map((part) => ({ ...part, notes: moved(part.notes) })),
    ],
    chords: moved(old.chords),
  };
  const places = new Map(origins.map(({ bar }, i) => [bar, i]));
  return refitLyrics(old, joined, (bar) => places.get(bar));
}

function closedWith(
  { tick, duration, repeatStart, ending }: Bar,
  closing: Pick<Bar, "repeatEnd" | "sectionEnd">,
): Bar {
  return {
    tick,
    duration,
    ...(repeatStart === undefined ? {} : { repeatStart }),
    ...(ending === undefined ? {} : { ending }),
    ...closing,
  };
}

/** Notes that begin in a bar, at their new place. */
function notesOf(notes: readonly Note[], from: Ticks, duration: Ticks, shift: Ticks): Note[] {
  return notes
    .filter(({ tick }) => tick >= from && tick < from + duration)
    .map((note) => (shift === 0 ? note : { ...note, tick: note.tick + shift }));
}
