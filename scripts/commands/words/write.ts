import process from "node:process";
import { parseArgs } from "node:util";
import { parseLines } from "../../../src/compose/words/form";
import { MOOD_NAMES, type Mood } from "../../../src/compose/words/moods";
import { writeSection } from "../../../src/compose/words/song";
import { oneOf, whole } from "../compose-options/values";
import { openWriter } from "./writer";

const usage =
  "words write --form ABAB --syllables 8,6,8,6 [--metre iambic] [--theme rain,home] [--mood hopeful] " +
  "[--count N] [--seed S]";
const MOST = 100_000;

/**
 * Writes stanzas of a form, a JSON object each: {lines, engine, scores}; the scores are the lines'
 * own, in their order. The same options and seed give the same stanzas. A stanza for which no lines
 * are found is left out; why goes to stderr.
 *
 * @throws Error with a sentence to act on when an option makes no sense
 */
export async function run(args: string[], out: (result: object) => void): Promise<void> {
  const options = {
    form: { type: "string", default: "ABAB" },
    syllables: { type: "string", default: "8" },
    metre: { type: "string" },
    theme: { type: "string" },
    mood: { type: "string" },
    count: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    model: { type: "string" },
  } as const;
  const { values } = parseArgs({ args, options });
  const { form: scheme, syllables, metre, seed } = values;
  const lines = parseLines({ scheme, syllables, ...(metre === undefined ? {} : { metre }) });
  if (!lines.ok) throw new Error(`${lines.fault.message}\n${usage}`);
  const count = whole("--count", values.count, 1, MOST);
  const theme = (values.theme ?? "")
    .toLowerCase()
    .split(/[,\s]+/)
    .filter((word) => word !== "");
  const mood: Mood | undefined =
    values.mood === undefined ? undefined : oneOf(MOOD_NAMES, "--mood", values.mood);
  const { engine, close } = await openWriter(values.model);
  for (let i = 0; i < count; i++) {
    const wishes = { seed: `${seed} ${i}`, theme, ...(mood === undefined ? {} : { mood }) };
    try {
      const written = await writeSection(
        engine,
        { name: "stanza", lines: lines.value },
        [],
        wishes,
      );
      out({
        lines: written.lines.map(({ text }) => text),
        engine: engine.name,
        scores: written.lines.map(({ candidate }) => rounded(candidate?.scores ?? {})),
      });
    } catch (error) {
      process.stderr.write(`Stanza ${i + 1}: ${(error as Error).message}\n`);
    }
  }
  close();
}

/** To three decimals. */
function rounded(scores: object): Record<string, number> {
  return Object.fromEntries(
    Object.entries(scores).map(([name, value]) => [name, Math.round(1000 * Number(value)) / 1000]),
  );
}
