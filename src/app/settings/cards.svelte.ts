import { CARD_EXTENSION, cardLimits, type TasteCard } from "../../formats/tastecard/card";
import { readCard, writeCard } from "../../formats/tastecard/json";
import { thatFits, toCode } from "../../formats/tastecard/code";
import { addFriend, listFriends, removeFriend, restoreFriend } from "../../library/friends";
import { publicItems } from "../../library/public-items";
import type { FriendRow } from "../../library/rows";
import type { Library } from "../../library/schema";
import { chanceOfFavourite, makeCard, PUBLIC_ITEMS } from "../../library/taste-card";
import { watch } from "../../library/watch";
import type { Action } from "../action";
import { language } from "../../i18n/language.svelte";
import { saveFile } from "../files";
import { problemOf, type Problem } from "../problem";
import { toasts } from "../toasts.svelte";
import { codeIn, codePath } from "./code-picture";

/** ε of the noise for each item; less is more noise. */
export const noises = { none: undefined, light: 12, medium: 8, strong: 5 } as const;
export type Noise = keyof typeof noises;
export const details = { few: 10, some: 50, many: 200 } as const;
export type Detail = keyof typeof details;

/** A card that was made, with its code. */
export interface Made {
  readonly card: TasteCard;
  readonly path: string;
  readonly side: number;
  /** Items that the code holds. */
  readonly fits: number;
}

/** Cards out and in. */
export class Cards {
  name = $state("");
  detail = $state<Detail>("some");
  tracks = $state(false);
  noise = $state<Noise>("none");
  /** How many common items there are to hide among. */
  publicItems = $state(0);
  made = $state.raw<Made | undefined>();
  busy = $state(false);
  /** A friend's card before it is kept. */
  received = $state.raw<TasteCard | undefined>();
  /** Why a friend's card could not be read; `no-code` where the picture shows none. */
  refusal = $state.raw<string | undefined>();
  friends = $state.raw<readonly FriendRow[]>([]);
  problem = $state.raw<Problem | undefined>();

  readonly #library: Library;
  readonly #profileId: string;

  constructor(library: Library, profile: { readonly id: string; readonly name: string }) {
    this.#library = library;
    this.#profileId = profile.id;
    this.name = profile.name;
  }

  /** Follows the database. @returns what stops it */
  follow(): () => void {
    return watch(
      () => listFriends(this.#library, this.#profileId),
      (friends) => (this.friends = friends),
      (error) => (this.problem = problemOf(error)),
    );
  }

  /** Looks how many items there are to hide among. */
  async count(): Promise<void> {
    const kinds = this.tracks ? (["artist", "track"] as const) : (["artist"] as const);
    try {
      this.publicItems = (await publicItems(this.#library, kinds, PUBLIC_ITEMS)).length;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }

  /** How likely a favourite is on a card as it is chosen now, 0–1; 1 without noise. */
  get chance(): number {
    const epsilon = noises[this.noise];
    if (epsilon === undefined) return 1;
    return chanceOfFavourite(this.publicItems, details[this.detail], epsilon);
  }

  async make(): Promise<void> {
    this.busy = true;
    this.problem = undefined;
    try {
      const epsilon = noises[this.noise];
      const { card } = await makeCard(this.#library, {
        profileId: this.#profileId,
        name: this.name.trim(),
        items: details[this.detail],
        tracks: this.tracks,
        ...(epsilon !== undefined && { epsilon }),
      });
      const part = thatFits(card);
      this.made = { card, fits: part.items.length, ...(await codePath(toCode(part))) };
    } catch (error) {
      this.problem = problemOf(error);
    } finally {
      this.busy = false;
    }
  }

  save(): void {
    if (this.made === undefined) return;
    const { card } = this.made;
    saveFile(`${card.name}${CARD_EXTENSION}`, writeCard(card), "application/json");
  }

  /** A card as a file, or as a picture of its code. */
  async open(file: File): Promise<void> {
    const picture = file.type.startsWith("image/");
    if (!picture && file.size > cardLimits.fileBytes) return this.read(undefined);
    this.read(picture ? await codeIn(file) : await file.text());
  }

  /** A friend's card, or why it is none; undefined where no code was found. */
  read(text: string | undefined): void {
    const result = text === undefined ? undefined : readCard(text);
    this.received = result?.ok === true ? result.value : undefined;
    this.refusal = result === undefined ? "no-code" : result.ok ? undefined : result.fault.message;
  }
}

export const keepFriend: Action<
  TasteCard,
  { readonly friend: FriendRow; readonly known: boolean }
> = {
  id: "friend.add",
  label: (t) => t.taste.cards.add,
  run: async (app, card) => {
    const kept = await addFriend(app.services.library, app.profile.id, card);
    // There is nothing to undo then.
    if (kept.known) toasts.show({ tone: "ink", text: language.words.taste.cards.known(card.name) });
    void app.home.reconsider();
    return kept;
  },
  done: (t, { name }, { known }) => (known ? undefined : t.taste.cards.added(name)),
  undo: async (app, _, { friend }) => {
    await removeFriend(app.services.library, friend.id);
    void app.home.reconsider();
  },
};

export const dropFriend: Action<FriendRow> = {
  id: "friend.remove",
  label: (t) => t.taste.cards.remove,
  run: async (app, { id }) => {
    await removeFriend(app.services.library, id);
    void app.home.reconsider();
  },
  done: (t, { name }) => t.taste.cards.removed(name),
  undo: async (app, friend) => {
    await restoreFriend(app.services.library, friend);
    void app.home.reconsider();
  },
};
