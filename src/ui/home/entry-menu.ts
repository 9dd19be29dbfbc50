import { perform } from "../../app/action";
import { copyName, save } from "../../app/actions/library";
import { block, blockArtist, lessLike, notNow, type Item } from "../../app/actions/taste";
import type { ItemId } from "../../base/item";
import type { App } from "../../app/app.svelte";
import type { Dictionary } from "../../i18n/en";
import type { MenuItem } from "../parts/menu-item";

/** What can be said or done about a recommendation, the gentle before the final. */
export function entryMenu(
  app: App,
  words: Dictionary,
  entry: Item & { readonly trackId?: ItemId },
): MenuItem[] {
  const fullName = [entry.artist, entry.name].filter(Boolean).join(" - ");
  const away = app.home.told.get(entry.itemId);
  const said = away === "not-now" || away === "blocked";
  const sayings = [notNow, lessLike, block, blockArtist];
  return [
    ...(entry.trackId === undefined
      ? [
          {
            label: save.label(words, entry),
            disabled: away === "saved",
            run: () => void perform(app, save, entry),
          },
        ]
      : []),
    { label: words.actions.copy, run: () => void perform(app, copyName, fullName) },
    ...sayings
      .filter((action) => action.when?.(app, entry) !== false)
      .map((action) => ({
        label: action.label(words, entry),
        disabled: said && action !== block && action !== blockArtist,
        run: () => void perform(app, action, entry),
      })),
  ];
}
