import { expect, test } from "vitest";
import { en } from "../../src/i18n/en";
import { zhHans } from "../../src/i18n/zh-hans";

/** Every entry of a dictionary by its path: "settings.appearance.title". */
function entries(words: object, path = ""): readonly (readonly [string, unknown])[] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "object" && value !== null
      ? entries(value, `${path}${key}.`)
      : [[path + key, value] as const],
  );
}

const english = entries(en);
const chinese = new Map(entries(zhHans));

test("both languages have the same entries", () => {
  expect([...chinese.keys()].sort()).toEqual(english.map(([key]) => key).sort());
});

test.each(english)("%s is a sentence in both", (key, source) => {
  const translation = chinese.get(key);
  expect(typeof translation).toBe(typeof source);
  if (typeof source === "function" && typeof translation === "function") {
    expect(translation.length).toBe(source.length);
  } else {
    expect(String(source).trim()).not.toBe("");
    expect(String(translation).trim()).not.toBe("");
  }
});

/** Names and signs that are the same in any language. */
const sameEverywhere =
  /^(Refrain|MusicBrainz|YouTube|Spotify|ListenBrainz|MovieLens|(HetRec )?Last\.fm( 2011)?|MIDI|ABC|M3U|JSPF|CSV|BPM|bpm|WebGPU|WebAssembly|CPU|GPU|♪|[\d\s/·×%:.–—-]*)$/;

test("a plain Chinese sentence has Chinese in it", () => {
  const untranslated = [...chinese].filter(
    ([, value]) =>
      typeof value === "string" && !/\p{Script=Han}/u.test(value) && !sameEverywhere.test(value),
  );
  expect(untranslated).toEqual([]);
});

test("Chinese sentences use Chinese punctuation", () => {
  const western = [...chinese].filter(
    ([, value]) => typeof value === "string" && /\p{Script=Han}[,;:?!](?!\d)/u.test(value),
  );
  expect(western).toEqual([]);
});
