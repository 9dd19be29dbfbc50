import { barTicks } from "../../music/bars";
import type { Bar, ChordSymbol, Note, Score, Ticks } from "../../music/score";
import { unfold } from "../../music/unfold";

/** A bar as the groove feels it: a short bar and the pickup that follows make one. */
export interface GrooveBar {
  /** Where the bar's first beat is, or would be before a pickup; may lie before the piece. */
  readonly start: Ticks;
  /** The stretch of it that sounds. */
  readonly from: Ticks;
  readonly to: Ticks;
  /** Index among all bars of the piece, intro and ending included; picks the rhythm's bar. */
  readonly index: number;
  readonly kind: "intro" | "tune" | "ending";
  /** 0 the first section that sounds to 1 the last. */
  readonly build: number;
  /** The bar before a new section, where a fill leads on. */
  readonly leads: boolean;
  /** The first bar of a section. */
  readonly opens: boolean;
}

/** A piece in the order it sounds, with room before and after the tune. */
export interface Timeline {
  readonly bars: readonly Bar[];
  readonly groove: readonly GrooveBar[];
  readonly melody: readonly Note[];
  readonly chords: readonly ChordSymbol[];
  /** Where the tune begins. */
  readonly introTicks: Ticks;
  readonly endTick: Ticks;
  /** Where the last chord is struck, to be held to the end. */
  readonly lastChordTick: Ticks;
}

/** Sections without signs are taken to be this long, in full bars. */
const PLAIN_SECTION = 8;

/**
 * Unfolds a score's repeats and sets an intro (the chords of the last phrase, without the tune) and
 * an ending (a bar of the last chord) around it.
 *
 * @param introBars   full bars before the tune; its pickup fills the last of them
 * @param endingBars  0 or 1
 */
export function timeline(score: Score, introBars: number, endingBars: number): Timeline {
  const full = barTicks(score.meter);
  const played = unfold(score);
  const first = played.bars[0];
  const pickup = first !== undefined && first.duration < full ? first.duration : 0;
  const introTicks = introBars === 0 ? 0 : introBars * full - pickup;
  const bars: Bar[] = [];
  const add = (duration: Ticks): void => {
    const last = bars.at(-1);
    bars.push({ tick: last === undefined ? 0 : last.tick + last.duration, duration });
  };
  for (let i = 0; i < introBars; i++) add(i === introBars - 1 ? full - pickup : full);
  for (const bar of played.bars) add(bar.duration);
  const tuneEnd = introTicks + played.duration;
  const groove = grooveOf(bars, full, introBars, starts(score, played.bars, full));
  const phase =
    groove.at(-1) === undefined ? 0 : (tuneEnd - (groove.at(-1) as GrooveBar).start) % full;
  const gap = endingBars > 0 && phase > 0 ? full - phase : 0;
  if (gap > 0) add(gap);
  if (endingBars > 0) add(full);
  const endTick = (bars.at(-1)?.tick ?? 0) + (bars.at(-1)?.duration ?? 0);
  const melody = (played.parts[0]?.notes ?? []).map((n) => ({ ...n, tick: n.tick + introTicks }));
  const lastChordTick = endingBars > 0 ? endTick - full : (melody.at(-1)?.tick ?? tuneEnd);
  return {
    bars,
    groove: endingBars === 0 ? groove : [...groove, endingBar(groove, endTick - full, full)],
    melody,
    chords: [
      ...introChords(played.chords, played.duration, introTicks),
      ...played.chords.map((chord) => ({ ...chord, tick: chord.tick + introTicks })),
    ],
    introTicks,
    endTick,
    lastChordTick,
  };
}

function endingBar(groove: readonly GrooveBar[], start: Ticks, full: Ticks): GrooveBar {
  const index = groove.length;
  const to = start + full;
  return { start, from: start, to, index, kind: "ending", build: 1, leads: false, opens: true };
}

/** The chords of the tune's end, as far back as the intro is long. */
function introChords(
  chords: readonly ChordSymbol[],
  duration: Ticks,
  introTicks: Ticks,
): readonly ChordSymbol[] {
  if (introTicks === 0) return [];
  const from = Math.max(0, duration - introTicks);
  const shift = introTicks - duration;
  const before = chords.findLast((chord) => chord.tick <= from) ?? chords[0];
  return [
    ...(before === undefined ? [] : [{ ...before, tick: 0 }]),
    ...chords
      .filter((chord) => chord.tick > from)
      .map((chord) => ({ ...chord, tick: chord.tick + shift })),
  ].filter((chord) => chord.tick < introTicks);
}

/** Which of the played bars open a section: after a sign, at a jump, or every eighth bar without any. */
function starts(
  score: Score,
  played: readonly { readonly bar: number; readonly duration: Ticks }[],
  full: Ticks,
): readonly boolean[] {
  const signed = played.map(({ bar }, i) => {
    const before = played[i - 1];
    if (before === undefined) return true;
    const last = score.bars[before.bar];
    const jumped = bar <= before.bar;
    return (
      jumped ||
      last?.repeatEnd === true ||
      last?.sectionEnd === true ||
      score.bars[bar]?.repeatStart === true
    );
  });
  if (signed.filter(Boolean).length > 1) return signed;
  let count = 0;
  return played.map(
    ({ duration }, i) =>
      i === 0 || (duration >= full && count++ % PLAIN_SECTION === 0 && count > 1),
  );
}

/** Joins the bars of a piece to bars of the groove, one metre long each. */
function grooveOf(
  bars: readonly Bar[],
  full: Ticks,
  introBars: number,
  opens: readonly boolean[],
): readonly GrooveBar[] {
  const sections = Math.max(1, opens.filter(Boolean).length);
  const groove: { -readonly [K in keyof GrooveBar]: GrooveBar[K] }[] = [];
  let section = 0;
  let open = false;
  bars.forEach((bar, i) => {
    const inTune = i >= introBars;
    const signed = inTune ? opens[i - introBars] === true : i === 0;
    if (inTune && signed) section++;
    // A pickup inside of the bar before opens its section at the next bar line.
    open ||= signed;
    const last = groove.at(-1);
    const room = last === undefined ? 0 : last.start + full - last.to;
    const end = bar.tick + bar.duration;
    if (last !== undefined && bar.duration <= room) {
      last.to = end;
      return;
    }
    const lone = i === 0 && bar.duration < full;
    for (let from = bar.tick; from < end; from += full) {
      groove.push({
        start: lone ? end - full : from,
        from,
        to: Math.min(end, from + full),
        index: groove.length,
        kind: inTune ? "tune" : "intro",
        build: sections === 1 ? 1 : Math.max(0, section - 1) / (sections - 1),
        leads: false,
        opens: open,
      });
      open = false;
    }
  });
  groove.forEach((bar, i) => (bar.leads = groove[i + 1]?.opens === true));
  return groove;
}
