import type { Client } from "../../rpc/connect";
import type { AnalyserApi } from "../../rpc/contracts/analyser";
import type { Ears } from "../motif.svelte";

/** What hears notes in sound, beside the page, and what writes them down; loaded when first needed. */
export async function openEars(analyser: Client<AnalyserApi>): Promise<Ears> {
  const { quantise } = await import("../../compose/motif/quantise");
  return {
    hear: (samples, rateHz) => analyser.hear({ samples, rateHz }, { transfer: [samples.buffer] }),
    quantise,
  };
}
