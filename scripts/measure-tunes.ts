import { readFile } from "node:fs/promises";
import process from "node:process";
import abcjs from "abcjs";
import { scoreToEvents } from "../src/compose/melody/from-score";
import { measureMelody } from "../src/compose/melody/measures";
import { parseTunebook } from "../src/formats/abc/tunebook";
import { validate } from "../src/music/validate";

/*
 * What the tunes of ABC files are like, a JSON object a file:
 *   npx tsx scripts/measure-tunes.ts written.abc ../shared/data/tunes/oneills1850.abc
 *
 * valid: read by us and by abcjs without a warning, every bar exact, the last section closed.
 */

for (const file of process.argv.slice(2)) {
  const text = await readFile(file, "utf8");
  const warnings = abcjs.parseOnly(text).map((tune) => tune.warnings?.length ?? 0);
  const tunes = parseTunebook(text).map(({ result }, i) => {
    const events = result.ok ? scoreToEvents(result.value) : result;
    const last = result.ok ? result.value.bars.at(-1) : undefined;
    return {
      warned: warnings[i] !== 0,
      exact: result.ok && validate(result.value).length === 0,
      closed: last?.repeatEnd === true || last?.sectionEnd === true,
      measures: events.ok ? measureMelody(events.value) : undefined,
    };
  });
  const measured = tunes.flatMap(({ measures }) => measures ?? []);
  const mean = (values: readonly number[]) =>
    Math.round((1000 * values.reduce((a, b) => a + b, 0)) / values.length) / 1000;
  const report = {
    file: file.split("/").at(-1),
    tunes: tunes.length,
    valid: tunes.filter(({ warned, exact, closed }) => !warned && exact && closed).length,
    warned: tunes.filter(({ warned }) => warned).length,
    exact: tunes.filter(({ exact }) => exact).length,
    closed: tunes.filter(({ closed }) => closed).length,
    repetition: mean(measured.map(({ repetition }) => repetition)),
    tonicEndings: mean(measured.map(({ endsOnTonic }) => Number(endsOnTonic))),
    notesPerQuarter: mean(measured.map(({ notesPerQuarter }) => notesPerQuarter)),
    widestLeap: mean(measured.map(({ widestLeap }) => widestLeap)),
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
}
