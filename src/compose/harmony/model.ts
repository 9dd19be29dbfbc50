import type { Checkpoint } from "../../nn/checkpoint";
import type { Tensor } from "../../nn/matrix";
import { harmonyWeights, type HarmonyWeights } from "./network";
import { STATES } from "./states";

/** How often songs give a triad a colour. */
interface ColourShare {
  /** Semitones of the root above the tonic. */
  readonly root: number;
  readonly triad: string;
  /** What follows the root in the symbol: "7", "maj7", "m9"; the triad's own suffix is "plain". */
  readonly quality: string;
  /** Share among all chords of that root and triad, 0–1. */
  readonly share: number;
}

export interface HarmonyModel {
  /** "harmony@1" */
  readonly name: string;
  readonly weights: HarmonyWeights;
  /** [60, 60]: how much likelier a change of chord is in popular songs than by chance, logarithms. */
  readonly popularMoves: Tensor;
  readonly colours: readonly ColourShare[];
}

/** Takes a harmony model out of its checkpoint. @throws RangeError when it is another model's */
export function openHarmony(checkpoint: Checkpoint): HarmonyModel {
  const { kind, colours } = checkpoint.architecture;
  if (kind !== "harmony-gru" || !Array.isArray(colours)) {
    throw new RangeError(`${checkpoint.name} is not a harmony model`);
  }
  return {
    name: `${checkpoint.name}@${checkpoint.version}`,
    weights: harmonyWeights(checkpoint),
    popularMoves: checkpoint.get("popular/moves", [STATES, STATES]),
    colours: (colours as readonly (readonly [number, string, string, number])[]).map(
      ([root, triad, quality, share]) => ({ root, triad, quality, share }),
    ),
  };
}
