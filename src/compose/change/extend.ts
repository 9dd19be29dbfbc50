import { seededRandom } from "../../base/random";
import { gridOf } from "../melody/given";
import { layOut, type LaidBar } from "../melody/layout";
import { planBars, type Plan } from "../melody/plan";
import { planGuides } from "../melody/plan-guides";
import { plainSections } from "../melody/sections";
import { BAR, LENGTHS, tokenOf, type MelodyEvent } from "../melody/vocabulary";
import type { Opened } from "./opened";
import type { Rewriting } from "./rewriting";

const PLAIN: MelodyEvent = { token: BAR, length: -1 };

/**
 * New bars after the last: where the tune has closed, sections of their own; else the last section
 * goes on. They take up bars of the tune as later sections of the books do.
 *
 * @param bars  full bars, ≥ 1
 */
export function continueTune(opened: Opened, bars: number, seed: number): Rewriting {
  const { given, layout, sounds, score } = opened;
  const random = seededRandom(`continue ${seed}`);
  const { full } = gridOf(given.meter);
  const last = score.bars.at(-1);
  const repeated = last?.repeatEnd === true;
  const missing = full - (layout.bars.at(-1) as LaidBar).to;
  const goesOn = !repeated && last?.sectionEnd !== true && missing === 0;
  const sections = plainSections(bars).map((section) => ({ ...section, repeated }));
  let there = 0;
  const old = layout.bars.map((bar) => ({ ...bar, planned: bar.from === 0 ? there++ : -1 }));
  const plan: Plan = { sections, bars: planBars(sections, there, random) };
  const pickup = Math.max(0, LENGTHS.indexOf(missing));
  const added = layOut(plan, pickup, LENGTHS[pickup] ?? 0, full);
  const [first, ...rest] = added.bars as [LaidBar, ...LaidBar[]];
  const opening = goesOn
    ? PLAIN
    : { token: tokenOf(repeated ? "::" : "||"), length: first.line.length };
  const later = [{ ...first, line: opening }, ...rest].map((bar) => ({
    ...bar,
    planned: bar.planned < 0 ? -1 : bar.planned + there,
  }));
  const whole = { bars: [...old, ...later], end: added.end };
  return {
    given,
    layout: whole,
    origins: whole.bars.map((_, i) => ({ bar: i < old.length ? i : -1, isNew: i >= old.length })),
    kept: sounds.map((head) => ({ head })),
    plan,
    guides: planGuides(plan, whole),
  };
}
