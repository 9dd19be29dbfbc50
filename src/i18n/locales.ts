export const locales = ["en", "zh-Hans"] as const;

export type Locale = (typeof locales)[number];

/** What each language calls itself; never translated. */
export const localeNames: Readonly<Record<Locale, string>> = {
  en: "English",
  "zh-Hans": "简体中文",
};

/**
 * The first of the person's languages that we have. Any Chinese meets Simplified Chinese, for
 * lack of a nearer one.
 *
 * @param wanted  BCP 47 tags in order of preference, as in navigator.languages
 */
export function matchLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split("-")[0];
    if (language === "en") return "en";
    if (language === "zh") return "zh-Hans";
  }
  return "en";
}
