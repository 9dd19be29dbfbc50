import type { TransformerRunner } from "../../nn/transformer/runner";
import type { LineDraft } from "./draft";

/** Steps between two pauses in which messages come through. */
const PAUSE = 4;

/**
 * Writes drafts side by side, each in a row of its own, and gives each as soon as it is complete.
 *
 * @param primed  row that was told what stands before
 * @param logits  after it, [vocabulary]
 * @throws the signal's reason when it is aborted
 */
export async function* rollOut(
  runner: TransformerRunner,
  primed: number,
  logits: Float32Array,
  drafts: readonly LineDraft[],
  signal?: AbortSignal,
): AsyncGenerator<LineDraft> {
  const rows = Array.from({ length: runner.rows }, (_, row) => row).filter((row) => row !== primed);
  const { vocabulary } = runner;
  const scratch = { logits: new Float32Array(vocabulary), mask: new Uint8Array(vocabulary) };
  let open = drafts.map((draft, i) => ({ draft, row: rows[i] as number }));
  for (const { row } of open) runner.copy(primed, row);
  let after = open.map(() => logits);
  for (let step = 1; open.length > 0; step++) {
    if (step % PAUSE === 0) await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
    const tokens = open.map(({ draft }, i) => draft.advance(after[i] as Float32Array, scratch));
    const going = open.flatMap(({ draft }, i) => (draft.isComplete ? [] : [i]));
    for (const { draft } of open) if (draft.isComplete) yield draft;
    open = going.map((i) => open[i] as (typeof open)[number]);
    if (open.length === 0) return;
    const all = runner.step(
      open.map(({ row }) => row),
      going.map((i) => tokens[i] as number),
    );
    after = open.map((_, i) => all.subarray(i * vocabulary, (i + 1) * vocabulary));
  }
}
