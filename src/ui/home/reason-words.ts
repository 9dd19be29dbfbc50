import type { App } from "../../app/app.svelte";
import { because, type Because, type Standing } from "../../app/reasons";
import type { Dictionary } from "../../i18n/en";
import type { Format } from "../../i18n/format";
import type { Reason, Slate, SlateEntry } from "../../rpc/contracts/recommender";

/** The sentence under a recommendation. */
export function becauseText(t: Dictionary, because: Because, simulated: boolean): string {
  const words = t.home.because;
  switch (because.kind) {
    case "liked":
      return words.liked(because.name);
    case "played":
      return because.item === "artist"
        ? words.playedArtist(because.name)
        : words.played(because.name);
    case "rated":
      return words.rated(because.name, t.parts.stars(because.stars));
    case "listeners":
      return words.listeners(because.count, because.more);
    case "popular":
      return (simulated ? words.popularSimulated : words.popular)(because.listeners, because.of);
    case "unknown":
      return words.unknown;
  }
}

/** The sentence under an entry, with what the person has said of the item it follows from. */
export function entryReason(app: App, t: Dictionary, entry: SlateEntry): string {
  const reason = because(entry, ({ itemId }) => app.taste.standingOf(itemId));
  return becauseText(t, reason, app.home.simulated.includes(entry.communityId));
}

/** What a reason is called in the breakdown; a listener has a number, not a name. */
export function reasonName(t: Dictionary, reason: Reason | undefined): string {
  if (reason === undefined) return t.home.why.rest;
  if (reason.kind === "popular") return t.home.why.popular;
  return reason.kind === "listener" ? t.home.why.listener(reason.name) : reason.name;
}

/** How close it is and what was given: "82% alike, you gave it 4 stars". */
export function reasonDetail(
  t: Dictionary,
  format: Format,
  reason: Reason | undefined,
  { stars, likesTrack = false }: Standing = {},
): string {
  const words = t.home.why;
  if (reason === undefined || reason.kind === "popular") return "";
  const similarity = format.percent(reason.similarity);
  if (reason.kind === "item") {
    const heard = likesTrack ? words.yourTrack : words.yourPlay;
    const given = stars === undefined ? heard : words.yourStars(t.parts.stars(stars));
    return format.list([words.similarItem(similarity), given]);
  }
  const near = words.similarListener(similarity);
  const rated = reason.value !== 1 && reason.value <= 5;
  return rated ? format.list([near, words.theirStars(t.parts.stars(reason.value))]) : near;
}

/** Who these listeners are: "1,892 listeners, 17,632 artists". */
export function slateFacts(
  t: Dictionary,
  slate: Pick<Slate, "users" | "items" | "itemKind" | "matched">,
): string {
  const words = t.home.slate;
  const items = { artist: words.artists, track: words.tracks, work: words.works }[slate.itemKind];
  const met = slate.matched > 0 ? words.matched(slate.matched) : words.unmatched;
  return [words.listeners(slate.users), items(slate.items), met].join(" · ");
}
