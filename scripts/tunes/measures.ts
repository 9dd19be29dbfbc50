import abcjs from "abcjs";
import { scoreToEvents } from "../../src/compose/melody/from-score";
import { measureMelody } from "../../src/compose/melody/measures";
import { parseTunebook } from "../../src/formats/abc/tunebook";
import { validate } from "../../src/music/validate";

/** What the tunes of an ABC text are like: counts, and means to three places. */
export interface TunesMeasures {
  readonly tunes: number;
  /** Read by us and by abcjs without a warning, every bar exact, the last section closed. */
  readonly valid: number;
  readonly warned: number;
  readonly exact: number;
  readonly closed: number;
  /** Share of tunes that are equal to no earlier one, event for event, whatever their key. */
  readonly distinct: number;
  /** Share of bars equal to an earlier bar of the tune. */
  readonly repetition: number;
  /** Share of tunes that end on the tonic. */
  readonly tonicEndings: number;
  /** On the grid of the melody events, where 2/4 counts as 2/2. */
  readonly notesPerQuarter: number;
  readonly widestLeap: number;
}

export function measureTunes(text: string): TunesMeasures {
  const warnings = abcjs.parseOnly(text).map((tune) => tune.warnings?.length ?? 0);
  const tunes = parseTunebook(text).map(({ result }, i) => {
    const events = result.ok ? scoreToEvents(result.value) : result;
    const last = result.ok ? result.value.bars.at(-1) : undefined;
    return {
      warned: warnings[i] !== 0,
      exact: result.ok && validate(result.value).length === 0,
      closed: last?.repeatEnd === true || last?.sectionEnd === true,
      events: events.ok ? JSON.stringify(events.value) : undefined,
      measures: events.ok ? measureMelody(events.value) : undefined,
    };
  });
  const measured = tunes.flatMap(({ measures }) => measures ?? []);
  const rounded = (value: number) => Math.round(1000 * value) / 1000;
  const mean = (values: readonly number[]) =>
    rounded(values.reduce((a, b) => a + b, 0) / values.length);
  return {
    tunes: tunes.length,
    valid: tunes.filter(({ warned, exact, closed }) => !warned && exact && closed).length,
    warned: tunes.filter(({ warned }) => warned).length,
    exact: tunes.filter(({ exact }) => exact).length,
    closed: tunes.filter(({ closed }) => closed).length,
    distinct: rounded(new Set(tunes.flatMap(({ events }) => events ?? [])).size / measured.length),
    repetition: mean(measured.map(({ repetition }) => repetition)),
    tonicEndings: mean(measured.map(({ endsOnTonic }) => Number(endsOnTonic))),
    notesPerQuarter: mean(measured.map(({ notesPerQuarter }) => notesPerQuarter)),
    widestLeap: mean(measured.map(({ widestLeap }) => widestLeap)),
  };
}
