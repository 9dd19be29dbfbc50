import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Listen } from "../../../src/formats/histories/listen";
import { onePlayEach, withoutKnownPlays } from "../../../src/formats/histories/oneplay";

type Source = Listen["source"];

function listen(startSec: number, source: Source, playedSec?: number, track = "t"): Listen {
  const playedMs = playedSec === undefined ? undefined : playedSec * 1000;
  return { trackId: track, artistId: "a", startMs: startSec * 1000, playedMs, source };
}

const starts = (listens: readonly Listen[]) => listens.map(({ startMs }) => startMs / 1000);
const noLength = (): undefined => undefined;

describe("one play each", () => {
  test.each<[string, Listen[], number | undefined, number[]]>([
    ["89 s apart", [listen(0, "lastfm"), listen(89, "lastfm")], undefined, [0]],
    ["90 s apart", [listen(0, "lastfm"), listen(90, "lastfm")], undefined, [0, 90]],
    ["a chain", [0, 80, 160].map((s) => listen(s, "lastfm")), undefined, [0, 160]],
    ["the longer of two", [listen(0, "spotify", 5), listen(30, "spotify", 200)], undefined, [30]],
    ["two sources within the length", [listen(0, "lastfm"), listen(200, "spotify")], 240, [200]],
    ["two sources beyond it", [listen(0, "lastfm"), listen(250, "spotify")], 240, [0, 250]],
    [
      "the time played for the length",
      [listen(0, "lastfm"), listen(150, "spotify", 180)],
      undefined,
      [150],
    ],
    [
      "one source on repeat",
      [0, 180, 360].map((s) => listen(s, "spotify", 180)),
      180,
      [0, 180, 360],
    ],
    [
      "two sources on repeat",
      [0, 180, 360].flatMap((s) => [listen(s, "spotify", 180), listen(s + 30, "lastfm")]),
      180,
      [0, 180, 360],
    ],
    ["other tracks", [listen(0, "lastfm"), listen(1, "lastfm", 9, "u")], undefined, [0, 1]],
  ])("%s", (_, listens, lengthSec, expected) => {
    const { plays, duplicates } = onePlayEach(listens, () =>
      lengthSec === undefined ? undefined : lengthSec * 1000,
    );
    expect(starts(plays)).toEqual(expected);
    expect(duplicates).toBe(listens.length - expected.length);
  });

  const some = fc.array(
    fc
      .record({
        at: fc.integer({ min: 0, max: 5000 }),
        source: fc.constantFrom<Source>("spotify", "lastfm", "listenbrainz"),
        played: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
        track: fc.constantFrom("t", "u"),
      })
      .map(({ at, source, played, track }) => listen(at, source, played, track)),
    { maxLength: 40 },
  );

  test("does not depend on the order of the rows", () => {
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (listens, keys) => {
        const shuffled = listens
          .map((one) => ({ one, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(starts(onePlayEach(shuffled, noLength).plays)).toEqual(
          starts(onePlayEach(listens, noLength).plays),
        );
      }),
    );
  });

  test("what is kept is kept again, and nothing is near another of its source", () => {
    fc.assert(
      fc.property(some, (listens) => {
        const { plays } = onePlayEach(listens, noLength);
        expect(onePlayEach(plays, noLength).plays).toEqual(plays);
        for (const a of plays) {
          const near = plays.filter(
            (b) => b.trackId === a.trackId && Math.abs(a.startMs - b.startMs) < 90_000,
          );
          expect(near).toEqual([a]);
        }
      }),
    );
  });

  test("a hundred thousand plays of one track take no long", () => {
    const many = Array.from({ length: 100_000 }, (_, i) => listen(i * 100, "spotify", 90));
    expect(onePlayEach(many, noLength).plays).toHaveLength(100_000);
  });
});

describe("known plays", () => {
  test("the same again, and the same from elsewhere, are left out", () => {
    const fresh = [
      listen(0, "spotify", 180),
      listen(1000, "spotify", 180),
      listen(5000, "spotify"),
    ];
    const known = [
      { trackId: "t", startMs: 0, playedMs: 180_000, source: "spotify" },
      { trackId: "t", startMs: 1_100_000, source: "app" },
      { trackId: "u", startMs: 5_000_000, source: "spotify" },
    ];
    expect(starts(withoutKnownPlays(fresh, known, noLength))).toEqual([5000]);
  });
});
