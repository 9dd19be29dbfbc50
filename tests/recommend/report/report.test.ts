import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/base/random";
import type { Person, Ranker } from "../../../src/recommend/model";
import { effectiveNumber, entropy } from "../../../src/recommend/report/entropy";
import { wilson } from "../../../src/recommend/report/intervals";
import { fewestLikes, leaveOneOut, type OwnReport } from "../../../src/recommend/report/leave-one-out"; // prettier-ignore
import { narrowingOf } from "../../../src/recommend/report/narrowing";
import { PlayCounts } from "../../../src/recommend/report/portrait";
import { dayMs, weekMs } from "../../../src/recommend/signals/local-time";
import { decisions, vector } from "../decisions";

describe("intervals", () => {
  test.each(decisions.wilson)(
    "of $hits in $trials equal scipy's",
    ({ hits, trials, low, high }) => {
      const share = wilson(hits, trials);
      expect(share.value).toBe(hits / trials);
      expect(share.low).toBeCloseTo(low, 6);
      expect(share.high).toBeCloseTo(high, 6);
    },
  );

  test("need something to be of", () => {
    expect(() => wilson(0, 0)).toThrow(RangeError);
  });
});

/** Ranks by a fixed score of each item, whoever asks. */
const byScores = (scores: readonly number[]): Ranker => ({
  foldIn: () => ({
    scores: Float64Array.from(scores),
    explain: () => ({ source: "popular", base: 0, contributions: [] }),
  }),
});

function reportOn(person: Person, ours: Ranker, popular: Ranker, most?: number) {
  const steps = leaveOneOut(person, { ours, popular }, { seed: 1, ...(most && { most }) });
  const shares: number[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done) return { report: step.value, shares };
    shares.push(step.value);
  }
}

describe("leave one out", () => {
  const likes = vector(Array.from({ length: 12 }, (_, i) => [i, 1]));
  const up = Array.from({ length: 40 }, (_, i) => 40 - i);
  const report = (ours: Ranker, popular: Ranker) =>
    reportOn(likes, ours, popular).report as OwnReport;

  test("finds each held-out like where it stands among what the person does not have", () => {
    // The other likes are had already, so that each comes first when they score best.
    const found = report(byScores(up), byScores(up.toReversed()));
    expect(found).toMatchObject({ n: 12, of: 12, verdict: "better" });
    expect(found.hitRate.ours.value).toBe(1);
    expect(found.hitRate.popular.value).toBe(0);
    expect(found.ndcg.ours.value).toBe(1);
    expect(found.mrr.popular.value).toBeCloseTo(1 / 29, 12);
    expect(found.gain).toMatchObject({ value: 1, low: 1, high: 1 });
  });

  test("is worse or level when it is", () => {
    expect(report(byScores(up.toReversed()), byScores(up)).verdict).toBe("worse");
    const level = report(byScores(up), byScores(up));
    expect(level).toMatchObject({ verdict: "level", gain: { value: 0, low: 0, high: 0 } });
  });

  test("ties go by number: an item that scores like all others comes after the lower ones", () => {
    const flat = report(byScores(up.map(() => 0)), byScores(up));
    expect(flat.mrr.ours.value).toBe(1);
    const last = vector(Array.from({ length: 12 }, (_, i) => [28 + i, 1]));
    const flatLast = reportOn(last, byScores(up.map(() => 0)), byScores(up)).report;
    expect(flatLast?.mrr.ours.value).toBeCloseTo(1 / 29, 12);
  });

  test("folds in the rest, dislikes included, and never the like itself", () => {
    const person = vector(Array.from({ length: 12 }, (_, i) => [2 * i, i === 5 ? -1 : 1]));
    const seen: Person[] = [];
    const spy: Ranker = {
      foldIn: (rest) => {
        seen.push(rest);
        return byScores(up).foldIn(rest);
      },
    };
    expect(reportOn(person, spy, byScores(up)).report?.n).toBe(11);
    for (const rest of seen) {
      expect(rest.index).toHaveLength(11);
      expect(Array.from(rest.value).filter((v) => v < 0)).toEqual([-1]);
    }
    expect(new Set(seen.map((rest) => Array.from(rest.index).join())).size).toBe(11);
  });

  test("claims nothing of fewer than eight likes", () => {
    const few = vector(Array.from({ length: fewestLikes }, (_, i) => [i, i === 0 ? -1 : 1]));
    expect(reportOn(few, byScores(up), byScores(up))).toEqual({ report: undefined, shares: [] });
  });

  test("holds out no more than asked, and says how far it is", () => {
    const { report: found, shares } = reportOn(likes, byScores(up), byScores(up), 9);
    expect(found).toMatchObject({ n: 9, of: 12 });
    expect(shares).toEqual(Array.from({ length: 9 }, (_, i) => i / 9));
  });
});

describe("breadth", () => {
  test.each(decisions.grassberger)("equals Grassberger's entropy of $counts", (given) => {
    expect(entropy(given.counts)).toBeCloseTo(Math.max(0, given.entropy), 9);
  });

  test("of a small sample is nearer to the truth than the plain formula", () => {
    // Fifty artists heard alike, forty plays at a time.
    const random = seededRandom(9);
    let plain = 0;
    let corrected = 0;
    for (let run = 0; run < 200; run++) {
      const counts = new Array<number>(50).fill(0);
      for (let play = 0; play < 40; play++) (counts[Math.floor(random() * 50)] as number)++;
      const heard = counts.filter((n) => n > 0);
      plain += heard.reduce((h, n) => h - (n / 40) * Math.log(n / 40), 0) / 200;
      corrected += entropy(heard) / 200;
    }
    const truth = Math.log(50);
    expect(Math.abs(corrected - truth)).toBeLessThan(0.4 * Math.abs(plain - truth));
  });

  test("is one for one artist and has its number in its interval", () => {
    expect(effectiveNumber([]).value).toBe(0);
    expect(effectiveNumber([200]).value).toBeCloseTo(1, 2);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (counts) => {
        const { value, low, high } = effectiveNumber(counts);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
      }),
    );
  });
});

describe("the nudge", () => {
  const window = (artists: number, plays = 4) => new Array<number>(artists).fill(plays);
  const year = [50, 46, 55, 49, 52, 47].map((artists) => window(artists));

  test("comes when the last eight weeks are clearly narrower than the person's own year", () => {
    const found = narrowingOf([window(20, 10), ...year]);
    expect(found?.lately).toBeLessThan(22);
    expect(found?.usual).toBeGreaterThan(45);
  });

  test.each([
    ["a little less than ever", [window(44), ...year]],
    ["less, but the person goes up and down anyway", [window(20, 10), ...[50, 12, 60, 15, 48, 14].map((a) => window(a, 8))]],
    ["more", [window(90), ...year]],
    ["too few plays of late", [window(5, 7), ...year]],
    ["too short a past", [window(20, 10), ...year.slice(0, 3)]],
    ["too thin a past", [window(20, 10), ...year.map(() => window(9))]],
    ["nothing", []],
  ])("stays away: %s", (_, windows) => expect(narrowingOf(windows)).toBeUndefined()); // prettier-ignore

  test("seldom comes for nothing: of 300 people who never change, for less than one in twenty", () => {
    const random = seededRandom(21);
    let nudged = 0;
    for (let person = 0; person < 300; person++) {
      const windows = Array.from({ length: 7 }, () => {
        const counts = new Map<number, number>();
        for (let play = 0; play < 80; play++) {
          const artist = Math.floor(60 * random() ** 2);
          counts.set(artist, (counts.get(artist) ?? 0) + 1);
        }
        return [...counts.values()];
      });
      if (narrowingOf(windows)) nudged++;
    }
    expect(nudged).toBeLessThan(15);
  });
});

describe("counts of plays", () => {
  // A Sunday.
  const nowMs = Date.UTC(2026, 10, 22, 12);
  const counted = (
    listens: readonly {
      readonly artist: string;
      readonly startMs: number;
      readonly skipped?: boolean;
    }[],
    offset = 0,
  ) => {
    const counts = new PlayCounts(nowMs, () => offset);
    for (const { artist, ...listen } of listens) {
      counts.add({ trackId: `track:${artist}|x`, artistId: `artist:${artist}`, ...listen });
    }
    return counts;
  };

  test("are by weekday and hour of the person's clock, skipped plays left out", () => {
    const counts = counted(
      [{ artist: "a", startMs: nowMs }, { artist: "a", startMs: nowMs, skipped: true }],
      13 * 60,
    ); // prettier-ignore
    expect(counts.plays).toBe(1);
    expect(counts.clock.flat().reduce((a, b) => a + b)).toBe(1);
    expect(counts.clock[1]?.[1]).toBe(1);
  });

  test("give the artists of a period, ties by id, and the breadth month by month", () => {
    const at = (month: number) => Date.UTC(2026, month, 3);
    const counts = counted([
      { artist: "b", startMs: at(8) },
      { artist: "a", startMs: at(9) },
      { artist: "a", startMs: at(9) },
      { artist: "c", startMs: at(9) },
    ]);
    expect(counts.topArtists(2)).toEqual([
      { itemId: "artist:a", plays: 2 },
      { itemId: "artist:b", plays: 1 },
    ]);
    expect(counts.topArtists(5, "2026-09", "2026-09")).toEqual([{ itemId: "artist:b", plays: 1 }]);
    expect(counts.breadth().map(({ month, plays }) => [month, plays])).toEqual([
      ["2026-09", 1],
      ["2026-10", 3],
    ]);
  });

  test("see a circle that narrows", () => {
    const listens = Array.from({ length: 7 * 120 }, (_, i) => {
      const window = Math.floor(i / 120);
      const artists = window === 0 ? 6 : 40 + window;
      return {
        artist: String(i % artists),
        startMs: nowMs - window * 8 * weekMs - (i % 50) * dayMs,
      };
    });
    expect(counted(listens).narrowing()?.lately).toBeLessThan(7);
    expect(counted(listens.slice(120)).narrowing()).toBeUndefined();
  });
});
