import type { Workbench } from "../../../app/studio/workbench.svelte";

/** Undo and redo by the keys everyone knows, unless a field has its own. */
export function deskKey(event: KeyboardEvent, bench: Workbench): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const target = event.target as HTMLElement | null;
  if (target?.closest("input:not([type=range]), textarea, [contenteditable]")) return;
  const key = event.key.toLowerCase();
  const forward = key === "y" || (key === "z" && event.shiftKey);
  if (!forward && key !== "z") return;
  event.preventDefault();
  if (forward) bench.redo();
  else bench.undo();
}
