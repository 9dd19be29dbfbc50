import type { ItemId, ItemKind } from "../../base/item";
import { artistItem } from "../../base/item";
import type { TasteRuleRow } from "../../library/rows";
import { addTasteRule, removeTasteRule } from "../../library/taste-rules";
import type { Action } from "../action";
import type { App } from "../app.svelte";
import type { Told } from "../home.svelte";
import { likeStars } from "../taste.svelte";

/** Anything that can be liked, rated or refused. */
export interface Item {
  readonly itemId: ItemId;
  readonly name: string;
  readonly kind: ItemKind;
  readonly artist?: string;
}

/** Likes an item, or takes the like back. */
export const like: Action<Item, number | undefined> = {
  id: "item.like",
  label: (t) => t.actions.like,
  keys: "l",
  run: (app, item) =>
    app.taste.likes(item.itemId)
      ? change(app, item, undefined, () => app.taste.unrate(item.itemId))
      : change(app, item, "liked", () => app.taste.rate(item.itemId, likeStars)),
  done: (t, { name }, before) =>
    before === likeStars ? t.actions.unrated(name) : t.actions.liked(name),
  undo: restore,
};

/** Rates an item; no stars takes the rating back. */
export const rate: Action<Item & { readonly stars: number | undefined }, number | undefined> = {
  id: "item.rate",
  label: (t, { name }) => t.parts.rate(name),
  run: (app, item) => {
    const { stars, itemId } = item;
    return stars === undefined
      ? change(app, item, undefined, () => app.taste.unrate(itemId))
      : change(app, item, "rated", () => app.taste.rate(itemId, stars));
  },
  done: (t, { name, stars }) =>
    stars === undefined ? t.actions.unrated(name) : t.actions.rated(name, t.parts.stars(stars)),
  undo: restore,
};

/** Puts an item off for a while. */
export const notNow: Action<Item> = {
  id: "item.not-now",
  label: (t) => t.actions.notNow,
  run: (app, item) => change(app, item, "not-now", () => app.taste.say("not-now", item.itemId)),
  done: (t, { name }) => t.actions.notNowDone(name),
  undo: (app, item) => change(app, item, undefined, () => app.taste.say("again", item.itemId)),
};

/** Fewer like this: the item goes, and what resembles it counts less for a while. */
export const lessLike: Action<Item> = {
  id: "item.less-like",
  label: (t) => t.home.actions.lessLike,
  run: (app, item) => change(app, item, "less-like", () => app.taste.say("less-like", item.itemId)),
  done: (t, { name }) => t.home.actions.lessLikeDone(name),
  undo: (app, item) => change(app, item, undefined, () => app.taste.say("again", item.itemId)),
};

/** Leaves an item out of the taste: it was heard or rated, but says nothing about the person. */
export const forget: Action<Item, TasteRuleRow> = {
  id: "item.forget",
  label: (t) => t.home.actions.leaveOut,
  run: async (app, { itemId, name }) => {
    const { library } = app.services;
    const row = await addTasteRule(library, app.profile.id, { kind: "item", itemId, name });
    void app.home.reconsider();
    return row;
  },
  done: (t, { name }) => t.home.actions.forgotten(name),
  undo: (app, _, { id }) => remember(app, id),
};

/** Lets something that was left out of the taste count again. */
export async function remember(app: App, ruleId: string): Promise<void> {
  await removeTasteRule(app.services.library, ruleId);
  void app.home.reconsider();
}

/** Never shows an item again. */
export const block: Action<Item> = {
  id: "item.block",
  label: (t, { name, kind }) => (kind === "artist" ? t.actions.blockArtist(name) : t.actions.block),
  run: (app, item) => change(app, item, "blocked", () => app.taste.say("block", item.itemId)),
  done: (t, { name }) => t.actions.blocked(name),
  undo: (app, item) => change(app, item, undefined, () => app.taste.say("unblock", item.itemId)),
};

/** Never shows anything by the artist of a track again. */
export const blockArtist: Action<Item> = {
  id: "artist.block",
  label: (t, { artist }) => t.actions.blockArtist(artist ?? ""),
  when: (_, { kind, artist }) => kind === "track" && artist !== undefined && artist !== "",
  run: (app, item) =>
    change(app, item, "blocked", () => app.taste.say("block", artistOf(item)), artistOf(item)),
  done: (t, { artist }) => t.actions.blocked(artist ?? ""),
  undo: (app, item) =>
    change(app, item, undefined, () => app.taste.say("unblock", artistOf(item)), artistOf(item)),
};

function artistOf(item: Item): ItemId {
  return artistItem(item.artist ?? "");
}

async function restore(app: App, item: Item, before: number | undefined): Promise<void> {
  const told: Told | undefined =
    before === undefined ? undefined : before === likeStars ? "liked" : "rated";
  await change(app, item, told, () => app.taste.restore(item.itemId, before));
}

/** Says it, marks the row so that it keeps its place, and lets the list follow. */
async function change<T>(
  app: App,
  item: Item,
  told: Told | undefined,
  say: () => Promise<T>,
  about: ItemId = item.itemId,
): Promise<T> {
  const before = app.home.told.get(item.itemId);
  mark(app, item, told);
  try {
    const outcome = await say();
    // The list follows in its own time; what was said is said.
    void app.home.changed(about);
    return outcome;
  } catch (error) {
    mark(app, item, before);
    throw error;
  }
}

function mark(app: App, item: Item, told: Told | undefined): void {
  if (told === undefined) app.home.told.delete(item.itemId);
  else app.home.told.set(item.itemId, told);
}
