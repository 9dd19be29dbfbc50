import type { Ears } from "../motif.svelte";

/** Loads what hears notes in sound; only a person who hums or plays needs it. */
export async function openEars(): Promise<Ears> {
  const [{ hear }, { quantise }] = await Promise.all([
    import("../../compose/motif/hear"),
    import("../../compose/motif/quantise"),
  ]);
  return { hear, quantise };
}
