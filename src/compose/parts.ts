import type { ChordSymbol, Score } from "../music/score";
import type { Critic, Judgement } from "./critic/critic";
import type { NextEvents } from "./melody/draw";
import type { Melody } from "./melody/melody";
import type { MelodyWeights } from "./melody/network";
import type { Taste } from "./melody/rank";
import { ORIGINALITY_LIMITS, type Originality } from "./originality/originality";

/** What a person's style brings. */
export interface StyleParts {
  readonly weights?: MelodyWeights;
  readonly cache?: NextEvents;
  readonly taste?: Taste;
}

/** Parts that judge and finish what is written; each is loaded on first use, or left out. */
export interface ComposerParts {
  readonly critic?: () => Promise<Critic>;
  /** The tunes that are known, the person's included. */
  readonly known?: (profileId?: string) => Promise<{ examine(score: Score): Originality }>;
  /** Chords for a whole score. */
  readonly harmonise?: (score: Score, seed: number) => Promise<readonly ChordSymbol[]>;
  readonly styleOf?: (profileId: string) => Promise<StyleParts>;
}

/** What is there of the parts, for one call. */
export interface OpenParts {
  /** What the critic thinks of a tune, found once although ranking and its card both ask. */
  readonly judge: ((melody: Melody) => Judgement) | undefined;
  readonly known: { examine(score: Score): Originality } | undefined;
  readonly style: StyleParts;
  readonly tastes: readonly Taste[];
}

/** What the critic's doubt counts beside the other costs. */
const DOUBT = 0.5;
/** Costs of standing in one tune more than human tunes do, and of being that tune. */
const BORROWED = 4;
const TAKEN = 10;

/** Opens the parts; tunes are written without a part that cannot be had. */
export async function openParts(parts: ComposerParts, profileId?: string): Promise<OpenParts> {
  const [critic, known, style] = await Promise.all([
    optional(parts.critic?.()),
    optional(parts.known?.(profileId)),
    optional(profileId === undefined ? undefined : parts.styleOf?.(profileId)),
  ]);
  const judge = critic && judgingOnce(critic);
  const tastes: Taste[] = [];
  if (judge) tastes.push((melody) => doubt(judge(melody).whole));
  if (known) tastes.push(({ score }) => borrowed(known.examine(score).share));
  if (style?.taste) tastes.push(style.taste);
  return { judge, known, style: style ?? {}, tastes };
}

function judgingOnce(critic: Critic): (melody: Melody) => Judgement {
  const judged = new WeakMap<Melody, Judgement>();
  return (melody) => {
    const judgement = judged.get(melody) ?? critic.judge(melody.events, melody.given);
    judged.set(melody, judgement);
    return judgement;
  };
}

function doubt(chance: number): number {
  return -DOUBT * Math.log(Math.max(1e-6, chance));
}

function borrowed(share: number): number {
  const { flag, block } = ORIGINALITY_LIMITS;
  return share > block ? TAKEN : BORROWED * Math.max(0, share - flag);
}

async function optional<T>(part: Promise<T> | undefined): Promise<T | undefined> {
  return part?.catch(() => undefined);
}
