/** Numbers, dates and counts as a language writes them. */
export interface Format {
  number(value: number, digits?: number): string;
  /** `share` 0–1. */
  percent(share: number, digits?: number): string;
  /** Decimal units: 1 kB is 1,000 bytes. */
  bytes(bytes: number): string;
  date(ms: number): string;
  dateTime(ms: number): string;
  /** Minutes and seconds, "3:07"; hours when there are any. */
  clock(ms: number): string;
  list(items: readonly string[]): string;
  /** The form that goes with `count`; `other` serves every category not given. */
  plural(count: number, forms: PluralForms): string;
}

type PluralForms = { readonly other: string } & {
  readonly [category in Exclude<Intl.LDMLPluralRule, "other">]?: string;
};

const byteUnits = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** @param locale a BCP 47 tag: "en", "en-GB", "zh-Hans" */
export function formatFor(locale: string): Format {
  const rules = new Intl.PluralRules(locale);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const list = new Intl.ListFormat(locale);
  return {
    number: (value, digits = 0) => value.toLocaleString(locale, { maximumFractionDigits: digits }),
    percent: (share, digits = 0) =>
      share.toLocaleString(locale, { style: "percent", maximumFractionDigits: digits }),
    bytes: (bytes) => {
      const power = bytes < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(bytes) / 3));
      const value = bytes / 1000 ** power;
      return value.toLocaleString(locale, {
        style: "unit",
        unit: byteUnits[power] ?? "byte",
        unitDisplay: power === 0 ? "long" : "short",
        maximumFractionDigits: power === 0 || value >= 100 ? 0 : 1,
      });
    },
    date: (ms) => date.format(ms),
    dateTime: (ms) => dateTime.format(ms),
    clock,
    list: (items) => list.format(items),
    plural: (count, forms) => forms[rules.select(count)] ?? forms.other,
  };
}

function clock(ms: number): string {
  const sec = Math.max(0, Math.floor(ms / 1000));
  const pad = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(sec / 3600);
  const minutes = Math.floor(sec / 60) % 60;
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(sec % 60)}` : `${minutes}:${pad(sec % 60)}`;
}
