import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { parseTunebook } from "../../src/formats/abc/tunebook";
import { openKnownTunes } from "./known-tunes";

/**
 * How much each tune of an ABC file stands in one tune of the training books; a JSON line a tune:
 * {title, share, nearest, bars}. The bars of the tune that are found there count from 1, a pickup
 * included; nearest is null where nothing is shared.
 *
 * @throws Error with a sentence to act on when the file holds no tune
 */
export async function run(args: string[], out: (result: object) => void): Promise<void> {
  const { values } = parseArgs({ args, options: { in: { type: "string" } } });
  if (values.in === undefined) throw new Error("Say which tunes: originality --in F.abc");
  const text = await readFile(values.in, "utf8").catch(() => {
    throw new Error(`${values.in} cannot be read. Is it there?`);
  });
  const known = await openKnownTunes();
  let read = 0;
  for (const { row, result } of parseTunebook(text)) {
    if (!result.ok) {
      process.stderr.write(`Tune at row ${row} skipped: ${result.fault.message}\n`);
      continue;
    }
    read++;
    const { share, nearest } = known.examine(result.value);
    out({
      title: result.value.title,
      share: Math.round(1000 * share) / 1000,
      nearest: nearest?.title ?? null,
      bars: nearest?.bars.map((bar) => bar + 1) ?? [],
    });
  }
  if (read === 0) throw new Error(`There is no tune in ${values.in}.`);
}
