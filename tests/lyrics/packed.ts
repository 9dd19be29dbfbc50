import { readFileSync } from "node:fs";

const FOLDER = new URL("../../public/words/", import.meta.url);

/** The files that the app loads: the core, and the rest of the words. */
export const core = new Uint8Array(readFileSync(new URL("core.bin", FOLDER)));
export const rest = new Uint8Array(readFileSync(new URL("rest.bin", FOLDER)));
