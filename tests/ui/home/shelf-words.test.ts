import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en";
import { formatFor } from "../../../src/i18n/format";
import { zhHans } from "../../../src/i18n/zh-hans";
import type { Reason } from "../../../src/rpc/contracts/recommender";
import { shelfNote, shelfTitle, tileWords, weekNumbers } from "../../../src/ui/home/shelf-words";

const seed = { itemId: "track:björk|jóga", name: "Jóga", artist: "Björk" };
const near: Reason = { kind: "item", ...seed, similarity: 0.53, value: 1, share: 1 };

test.each([
  [{ kind: "because", seed }, "Because you listened to Jóga", "Björk", "53% alike"],
  [{ kind: "by-artist", seed }, "More by Jóga", "", "Why this one"],
  [{ kind: "by-artist" }, "By artists you love", "", "Why this one"],
  [{ kind: "rediscover" }, "Rediscover", en.home.shelf.rediscoverNote, "You loved it once"],
  [{ kind: "explore" }, "Off your path", en.home.shelf.exploreNote, undefined],
] as const)("%j", (shelf, title, note, tile) => {
  expect(shelfTitle(en, shelf, false)).toBe(title);
  expect(shelfNote(en, shelf)).toBe(note);
  expect(tileWords(en, formatFor("en"), shelf.kind, { reasons: [near] })).toBe(tile);
});

test("what was rated is not said to have been heard", () => {
  expect(shelfTitle(en, { kind: "because", seed }, true)).toBe("Because you like Jóga");
  expect(shelfTitle(zhHans, { kind: "because", seed }, true)).toBe("因为你喜欢 Jóga");
  expect(shelfTitle(zhHans, { kind: "because", seed }, false)).toBe("因为你听过 Jóga");
});

test("a week by its numbers", () => {
  expect(weekNumbers("2026-W48")).toEqual({ year: 2026, week: 48 });
  expect(weekNumbers("nonsense").week).toBe(0);
});
