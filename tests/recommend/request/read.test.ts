import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { entries } from "../../../src/recommend/request/lexicon";
import { requestReader } from "../../../src/recommend/request/read";

const read = requestReader(["math rock", "Björk", "xyzzy"]);

/** Wishes as "kind:term", "not " before those that are negated; then length and unknown words. */
function understood(text: string): string {
  const { wishes, tracks, minutes, unknown } = read(text);
  return [
    ...wishes.map(({ kind, term, negated }) => `${negated ? "not " : ""}${kind}:${term}`),
    ...(tracks === undefined ? [] : [`${tracks} tracks`]),
    ...(minutes === undefined ? [] : [`${minutes} min`]),
    ...unknown.map((word) => `?${word}`),
  ].join(", ");
}

test.each([
  [
    "calm, slow, for studying, no vocals",
    "mood:calm, tempo:slow, activity:studying, not vocals:vocals",
  ],
  ["Something CALM and sad", "mood:calm, mood:sad"],
  ["20 happy songs from the 80s, not too fast", "mood:happy, era:1980s, not tempo:fast, 20 tracks"],
  ["give me 15 energetic songs for the gym", "mood:energetic, activity:workout, 15 tracks"],
  ["not sad or angry", "not mood:sad, not mood:angry"],
  ["not sad, but slow", "not mood:sad, tempo:slow"],
  ["no vocals or drums, but with piano", "not vocals:vocals, not style:drums, style:piano"],
  ["calm without being sad", "mood:calm, not mood:sad"],
  ["instrumental jazz for dinner", "vocals:instrumental, style:jazz, activity:dinner"],
  ["an hour and a half of jazz", "style:jazz, 90 min"],
  ["half an hour", "30 min"],
  ["1.5 hours", "90 min"],
  ["a 30-minute workout", "activity:workout, 30 min"],
  ["a dozen tracks", "12 tracks"],
  ["twenty songs", "20 tracks"],
  ["120 bpm techno", "tempo:120 bpm, style:techno"],
  ["100 to 120 bpm", "tempo:100–120 bpm"],
  ["1990-1995 britpop", "era:1990–1995, style:britpop"],
  ["90's grunge", "era:1990s, style:grunge"],
  ["music of 1984", "era:1984"],
  ["rock from the seventies", "style:rock, era:1970s"],
  ["2010s pop", "era:2010s, style:pop"],
  ["post rock", "style:post-rock"],
  ["hip hop", "style:hip-hop"],
  ["rockabilly", "?rockabilly"],
  ["math rock by bjork", "style:math rock, style:Björk"],
  ["something weird and zorblax", "?weird, ?zorblax"],
  ["loads of 7", "?loads, ?7"],
  ["9999 songs", "?9999 songs"],
  ["", ""],
])("reads “%s”", (text, meaning) => expect(understood(text)).toBe(meaning));

test.each([
  ["安静的钢琴曲，不要人声，半小时", "mood:calm, style:piano, not vocals:vocals, 30 min"],
  [
    "适合跑步的快节奏电子音乐，不要悲伤",
    "activity:running, tempo:fast, style:electronic, not mood:sad",
  ],
  ["平静、适合学习、不要人声", "mood:calm, activity:studying, not vocals:vocals"],
  ["没有人声和鼓", "not vocals:vocals, not style:drums"],
  ["不太吵的爵士乐", "not mood:wild, style:jazz"],
  ["不要太快，但是要快乐", "not tempo:fast, mood:happy"],
  ["纯音乐", "vocals:instrumental"],
  ["二十首快乐的歌", "mood:happy, 20 tracks"],
  ["来20首八十年代的粤语歌", "era:1980s, style:cantopop, 20 tracks"],
  ["十首", "10 tracks"],
  ["十五首", "15 tracks"],
  ["一个半小时 助眠", "activity:sleep, 90 min"],
  ["两个小时", "120 min"],
  ["三十分钟瑜伽", "activity:meditation, 30 min"],
  ["90年代摇滚", "era:1990s, style:rock"],
  ["1998年的流行", "era:1998, style:pop"],
  ["周杰伦那样的慢歌", "tempo:slow, ?周杰伦那样"],
  ["ｃａｌｍ　的 Ｊａｚｚ", "mood:calm, style:jazz"],
])("reads “%s”", (text, meaning) => expect(understood(text)).toBe(meaning));

test("keeps the words as they were written, the “not” with them", () => {
  const { wishes, unknown } = read("Calm CAFÉ tunes, No Vocals … Zörblax");
  expect(wishes.map(({ text }) => text)).toEqual(["Calm", "CAFÉ", "No Vocals"]);
  expect(unknown).toEqual(["Zörblax"]);
});

test("a wish said twice is one; said and unsaid it is two", () => {
  expect(understood("calm and peaceful, not calm")).toBe("mood:calm, not mood:calm");
});

describe("the lexicon", () => {
  test("has some hundreds of entries' words, each of one meaning and found where it stands", () => {
    const words = entries.flatMap(({ term, words }) => words.map((word) => ({ term, word })));
    expect(words.length).toBeGreaterThan(800);
    expect(words.filter(({ word }) => /\p{Script=Han}/u.test(word)).length).toBeGreaterThan(350);
    const first = new Map<string, string>();
    for (const { term, word } of words) {
      expect(`${word}: ${first.get(word) ?? term}`).toBe(`${word}: ${term}`);
      first.set(word, term);
    }
    for (const { term, word } of words) {
      expect(
        `${word} → ${read(word)
          .wishes.map((wish) => wish.term)
          .join()}`,
      ).toBe(`${word} → ${term}`);
    }
  });

  test("asks for ranges that exist", () => {
    for (const target of entries.flatMap(({ targets }) => targets)) {
      if (target.on !== "style") expect(target.low).toBeLessThan(target.high);
    }
  });
});

describe("any text", () => {
  const pieces = fc.constantFrom(
    ...["calm", "not", "or", "no", "20", "songs", "半", "十", "首", "不要", "人声", "90", "s", "bpm"],
    ...["-", " ", ",", "。", "、", "'", "é", "e\u0301", "\ud83c", "\udfb5", "ﬁ", "İ", "가", "Ⅳ", "constructor"],
  ); // prettier-ignore
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.array(pieces, { maxLength: 60 }).map((all) => all.join("")),
  );

  test("is read without an error, and what is unknown was written", () => {
    fc.assert(
      fc.property(text, (written) => {
        const request = read(written);
        const composed = written.normalize("NFC");
        for (const word of request.unknown) expect(composed).toContain(word);
        for (const wish of request.wishes) expect(composed).toContain(wish.text);
        expect(request.tracks ?? 1).toBeGreaterThan(0);
        expect(request.minutes ?? 1).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });

  // Steps are counted as looks at the text: a request twice as long takes twice as many.
  test.each(["calm not ", "不要不要", "a a an ", "1 2 3 ", "半半半", "half a half an ", "no no or ", "zz-zz-", "q", "周"])(
    "of many times “%s” is read in steps that grow with its length",
    (piece) => {
      const steps = (times: number) => {
        const charAt = String.prototype.charAt;
        let looks = 0;
        String.prototype.charAt = function (at) {
          looks++;
          return charAt.call(this, at);
        };
        try {
          read(piece.repeat(times));
        } finally {
          String.prototype.charAt = charAt;
        }
        return looks;
      };
      const [once, twice] = [steps(500), steps(1000)];
      expect(twice).toBeLessThan(2.1 * once);
      expect(once).toBeLessThan(500 * piece.length * 60);
    },
  ); // prettier-ignore
});
