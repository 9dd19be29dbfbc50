import type { Measure, Target, Wish } from "./wish";

/** What is known of an item; what is not known is absent. */
export interface ItemFacts {
  /** Tags and styles, folded by `foldName`. */
  readonly tags?: ReadonlySet<string>;
  readonly measures?: Readonly<Partial<Record<Measure, number>>>;
}

/** How far an item meets one wish: 0 not at all to 1; absent where nothing is known of it. */
interface Met {
  readonly wish: Wish;
  readonly match?: number;
}

export interface Fit {
  /** 0–1: the mean over the wishes, what is not known counting as a little less than even. */
  readonly score: number;
  /** Whether anything is known that bears on what was asked. */
  readonly described: boolean;
  readonly met: readonly Met[];
}

/** How far outside a range half of the match is gone, in the unit of the measure. */
const tolerance: Readonly<Record<Measure, number>> = {
  valence: 0.15,
  energy: 0.15,
  tempo: 12,
  vocals: 0.2,
  year: 4,
};

/** What is not known: most items do not meet most wishes. */
const unknownMatch = 0.3;

/** How well an item fits a request, wish by wish. */
export function fitOf(wishes: readonly Wish[], facts: ItemFacts): Fit {
  const met = wishes.map((wish): Met => {
    const match = matchOf(wish, facts);
    return match === undefined ? { wish } : { wish, match: wish.negated ? 1 - match : match };
  });
  const sum = met.reduce((total, { wish, match }) => {
    return total + (match ?? (wish.negated ? 1 - unknownMatch : unknownMatch));
  }, 0);
  return {
    score: met.length > 0 ? sum / met.length : 0,
    described: met.some(({ match }) => match !== undefined),
    met,
  };
}

/** Terms that an item meets, those of most match first. */
export function meetsOf({ met }: Fit): readonly string[] {
  return met
    .filter(({ match = 0 }) => match >= 0.5)
    .toSorted((a, b) => (b.match ?? 0) - (a.match ?? 0))
    .map(({ wish }) => wish.term);
}

/** The mean over the targets that can be told; a tag of the same name decides where none can. */
function matchOf({ targets, tags }: Wish, facts: ItemFacts): number | undefined {
  const known = targets
    .map((target) => targetMatch(target, facts))
    .filter((match) => match !== undefined);
  if (known.length > 0) return known.reduce((sum, match) => sum + match, 0) / known.length;
  return tags.some((tag) => facts.tags?.has(tag)) ? 1 : undefined;
}

function targetMatch(target: Target, { tags, measures }: ItemFacts): number | undefined {
  if (target.on === "style") {
    // An item with tags that lacks the style is not of it; one without tags may be.
    if (tags === undefined || tags.size === 0) return undefined;
    return target.styles.some((style) => tags.has(style)) ? 1 : 0;
  }
  const value = measures?.[target.on];
  if (value === undefined || Number.isNaN(value)) return undefined;
  const outside = Math.max(target.low - value, value - target.high, 0);
  return 2 ** (-outside / tolerance[target.on]);
}
