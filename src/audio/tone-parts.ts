/**
 * The parts of Tone that make sounds here, by their own addresses: Tone's index opens a live audio
 * context and a worker from a blob as it loads, which a strict content policy refuses.
 */
export { setContext } from "tone/build/esm/core/context/GlobalContext.js";
export { OfflineContext } from "tone/build/esm/core/context/OfflineContext.js";
export { FMSynth } from "tone/build/esm/instrument/FMSynth.js";
