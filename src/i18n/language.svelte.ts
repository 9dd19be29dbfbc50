import { en, type Dictionary } from "./en";
import { formatFor, type Format } from "./format";
import { matchLocale, type Locale } from "./locales";

const loaders: Readonly<Record<Locale, () => Promise<Dictionary>>> = {
  en: () => Promise.resolve(en),
  "zh-Hans": async () => (await import("./zh-hans")).zhHans,
};

/** The language the app speaks now; words and formats follow it wherever they are read. */
class Language {
  locale = $state<Locale>("en");
  words = $state.raw<Dictionary>(en);
  format = $state.raw<Format>(formatFor("en"));

  /** Loads the words first and changes everything in one step. */
  async choose(locale: Locale): Promise<void> {
    this.words = await loaders[locale]();
    this.format = formatFor(regional(locale));
    this.locale = locale;
  }
}

/** The person's own region of a language (en-GB), for dates and numbers. */
function regional(locale: Locale): string {
  const wanted = typeof navigator === "undefined" ? [] : navigator.languages;
  return (
    wanted.find(
      (tag) => tag !== "zh" && matchLocale([tag]) === locale && sameScript(tag, locale),
    ) ?? locale
  );
}

function sameScript(tag: string, locale: Locale): boolean {
  return tag.split("-")[0] === locale.split("-")[0];
}

export const language = new Language();

/**
 * The words of the language now spoken: `t.home.title`, `t.library.tracks(12)`. Read it in markup,
 * in `$derived` or at the moment of use, never once at the top of a module.
 */
export const t: Dictionary = Object.defineProperties(
  {},
  Object.fromEntries(
    Object.keys(en).map((page) => [
      page,
      { enumerable: true, get: () => language.words[page as keyof Dictionary] },
    ]),
  ),
) as Dictionary;

/** Numbers, dates and counts in the language now spoken. */
export const format: Format = {
  number: (value, digits) => language.format.number(value, digits),
  percent: (share, digits) => language.format.percent(share, digits),
  bytes: (bytes) => language.format.bytes(bytes),
  date: (ms) => language.format.date(ms),
  dateTime: (ms) => language.format.dateTime(ms),
  clock: (ms) => language.format.clock(ms),
  list: (items) => language.format.list(items),
  plural: (count, forms) => language.format.plural(count, forms),
};
