/** What has the focus, as far as keys care. */
export interface KeyPlace {
  /** Typing goes there: a field, an editable text. */
  readonly field: boolean;
  /** The key presses it: a button, a link, an opened list. */
  readonly control: boolean;
  /** Inside a row that stands for one item. */
  readonly item: boolean;
  /** Inside the player. */
  readonly player: boolean;
}

export type KeyMeaning = "toggle" | "like" | "next" | "previous" | "loop";

/**
 * What a key means where it was pressed. Letters act only inside the row or the player that they
 * are about, so that dictation and slips elsewhere do nothing.
 *
 * @see WCAG 2.2, 2.1.4 Character Key Shortcuts
 */
export function meaningOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "repeat">,
  place: KeyPlace,
): KeyMeaning | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || place.field) {
    return undefined;
  }
  const key = event.key.toLowerCase();
  if (key === " ") return place.control ? undefined : "toggle";
  if (key === "l") return place.item ? "like" : undefined;
  if (!place.player) return undefined;
  if (key === "n") return "next";
  if (key === "p") return "previous";
  return key === "r" ? "loop" : undefined;
}

/** Where an event came from, read off the page. */
export function placeOf(target: EventTarget | null): KeyPlace {
  const element = target instanceof Element ? target : undefined;
  const inside = (selector: string): boolean => element?.closest(selector) instanceof Element;
  const range = element instanceof HTMLInputElement && element.type === "range";
  return {
    field:
      inside("textarea, select, [contenteditable], dialog[open], [popover]") ||
      (inside("input:not([type=radio], [type=checkbox])") && !range),
    control: inside("button, a, summary, input[type=radio], input[type=checkbox]"),
    item: inside("[data-item]"),
    player: inside("[data-player]"),
  };
}
