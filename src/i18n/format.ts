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

/**
 * The formats of a language. Each Intl object is made when it is first asked for and kept: making
 * one costs more than a thousand uses.
 *
 * @param locale a BCP 47 tag: "en", "en-GB", "zh-Hans"
 */
export function formatFor(locale: string): Format {
  const numbers = memo(
    (digits: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }),
  );
  const percents = memo(
    (digits: number) =>
      new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: digits }),
  );
  const sizes = memo((key: string) => {
    const [unit = "byte", unitDisplay, digits] = key.split(" ");
    return new Intl.NumberFormat(locale, {
      style: "unit",
      unit,
      unitDisplay: unitDisplay as "long" | "short",
      maximumFractionDigits: Number(digits),
    });
  });
  const rules = memo(() => new Intl.PluralRules(locale));
  const dates = memo(() => new Intl.DateTimeFormat(locale, { dateStyle: "medium" }));
  const times = memo(
    () => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }),
  );
  const lists = memo(() => new Intl.ListFormat(locale));
  return {
    number: (value, digits = 0) => numbers(digits).format(value),
    percent: (share, digits = 0) => percents(digits).format(share),
    bytes: (bytes) => {
      const power = bytes < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(bytes) / 3));
      const value = bytes / 1000 ** power;
      const digits = power === 0 || value >= 100 ? 0 : 1;
      const display = power === 0 ? "long" : "short";
      return sizes(`${byteUnits[power] ?? "byte"} ${display} ${digits}`).format(value);
    },
    date: (ms) => dates(0).format(ms),
    dateTime: (ms) => times(0).format(ms),
    clock,
    list: (items) => lists(0).format(items),
    plural: (count, forms) => forms[rules(0).select(count)] ?? forms.other,
  };
}

function memo<Key extends string | number, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}

function clock(ms: number): string {
  const sec = Math.max(0, Math.floor(ms / 1000));
  const pad = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(sec / 3600);
  const minutes = Math.floor(sec / 60) % 60;
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(sec % 60)}` : `${minutes}:${pad(sec % 60)}`;
}
