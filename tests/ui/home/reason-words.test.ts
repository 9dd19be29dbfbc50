import { describe, expect, test } from "vitest";
import { en } from "../../../src/i18n/en";
import { formatFor } from "../../../src/i18n/format";
import { zhHans } from "../../../src/i18n/zh-hans";
import {
  becauseText,
  reasonDetail,
  reasonName,
  slateFacts,
} from "../../../src/ui/home/reason-words";
import { slatePlaylist } from "../../../src/ui/home/slate-playlist";

const format = formatFor("en");

describe("the sentence", () => {
  test.each([
    [{ kind: "liked", name: "Björk" }, "Because you like Björk"],
    [{ kind: "played", name: "Björk", item: "artist" }, "Because you listen to Björk"],
    [{ kind: "played", name: "Jóga", item: "track" }, "Because you played Jóga"],
    [{ kind: "rated", name: "Jóga", stars: 3.5 }, "Because you gave Jóga 3.5 stars"],
    [{ kind: "listeners", count: 1, more: false }, "1 listener with taste like yours has it"],
    [
      { kind: "listeners", count: 5, more: true },
      "More than 5 listeners with taste like yours have it",
    ],
    [{ kind: "popular", listeners: 37, of: 200 }, "37 of 200 listeners have it"],
    [{ kind: "unknown" }, "We cannot say why"],
  ] as const)("%j", (because, text) => expect(becauseText(en, because, false)).toBe(text));

  test("says demonstration where the listeners are simulated", () => {
    const popular = { kind: "popular", listeners: 37, of: 200 } as const;
    expect(becauseText(en, popular, true)).toBe("37 of 200 demonstration listeners keep it");
    expect(becauseText(zhHans, popular, true)).toContain("演示听众");
  });
});

describe("a reason by itself", () => {
  const item = {
    kind: "item",
    itemId: "artist:x",
    name: "X",
    similarity: 0.82,
    value: 4,
    share: 0.5,
  } as const;
  const listener = { kind: "listener", name: "17", similarity: 0.4, value: 3, share: 0.5 } as const;

  test("names an item, numbers a listener, sums the rest", () => {
    expect(reasonName(en, item)).toBe("X");
    expect(reasonName(en, listener)).toBe("Listener 17");
    expect(reasonName(en, undefined)).toBe("Everything else");
    expect(reasonName(en, { kind: "popular", listeners: 1, of: 2, share: 1 })).toBe(
      "How many have it",
    );
  });

  test("says how alike and what was given", () => {
    expect(reasonDetail(en, format, item, { stars: 4 })).toBe("82% alike and you gave it 4 stars");
    expect(reasonDetail(en, format, item)).toBe("82% alike and you play it");
    expect(reasonDetail(en, format, item, { likesTrack: true })).toBe(
      "82% alike and you like a track of theirs",
    );
    expect(reasonDetail(en, format, listener)).toBe("taste 40% alike and gave 3 stars");
    expect(reasonDetail(en, format, undefined)).toBe("");
  });
});

test("who the listeners are, and whether they know the person's taste", () => {
  const slate = { users: 1892, items: 17632, itemKind: "artist", matched: 3 } as const;
  expect(slateFacts(en, slate)).toBe(
    "1,892 listeners · 17,632 artists · meets your taste in 3 places",
  );
  expect(slateFacts(en, { ...slate, matched: 0 })).toContain("popular");
});

test("a slate as a playlist: artists have no title, each row its reason", () => {
  const base = { score: 1, communityId: "c", reasons: [], otherShare: 0 };
  const list = slatePlaylist(
    "L",
    [
      { ...base, itemId: "artist:a", kind: "artist", name: "A" },
      { ...base, itemId: "track:b|t", kind: "track", name: "T", artist: "B" },
      { ...base, itemId: "work:m|1", kind: "work", name: "Heat" },
    ],
    (entry) => `why ${entry.name}`,
  );
  expect(list.entries).toEqual([
    { artist: "A", reason: "why A" },
    { artist: "B", title: "T", reason: "why T" },
    { artist: "", title: "Heat", reason: "why Heat" },
  ]);
});
