import { readFileSync } from "node:fs";
import { readCheckpoint } from "../../../src/nn/checkpoint";
import config from "../../fixtures/nn/transformer/config.json";

const folder = "tests/fixtures/nn/transformer";

/** The small words model that tests/fixtures/nn/transformer/make.py writes. */
export async function tinyCheckpoint() {
  const opened = await readCheckpoint(config, readFileSync(`${folder}/weights.bin`));
  if (!opened.ok) throw new Error(opened.fault.message);
  return opened.value;
}
