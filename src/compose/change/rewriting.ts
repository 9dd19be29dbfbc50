import type { Guide } from "../melody/guide";
import type { Layout } from "../melody/layout";
import type { Given } from "../melody/given";
import { planKept } from "../melody/plan-guides";
import type { Plan } from "../melody/plan";
import { TIE, isPitch } from "../melody/vocabulary";
import type { Kept, Task } from "../melody/write";
import type { Origin } from "./join";
import type { Opened } from "./opened";

/** A change that the model makes: the bars there will be, and what is wished for the new ones. */
export interface Rewriting {
  readonly given: Given;
  readonly layout: Layout;
  /** One for each bar. */
  readonly origins: readonly Origin[];
  /** What stands in each bar already. */
  readonly kept: readonly (Kept | undefined)[];
  /** What the new bars take up from earlier ones. */
  readonly plan?: Plan;
  readonly guides: readonly Guide[];
}

/** A change inside a tune: the same bars, some of them written anew. */
export function rewriteBars(
  opened: Opened,
  isNew: (bar: number) => boolean,
  guides: readonly Guide[],
): Rewriting {
  const { given, layout, sounds } = opened;
  return {
    given,
    layout,
    origins: sounds.map((_, bar) => ({ bar, isNew: isNew(bar) })),
    kept: sounds.map((head, bar) => (isNew(bar) ? edges(opened, bar, isNew) : { head })),
    guides,
  };
}

/** Notes that hang over the edge between a new bar and one that is kept are kept too. */
function edges({ sounds }: Opened, bar: number, isNew: (bar: number) => boolean): Kept {
  const here = sounds[bar] ?? [];
  const after = sounds[bar + 1];
  const free = here.findIndex(({ token }) => token !== TIE);
  const head = bar > 0 && !isNew(bar - 1) ? here.slice(0, free < 0 ? here.length : free) : [];
  const leads = after?.[0]?.token === TIE && !isNew(bar + 1);
  const onset = here.findLastIndex(({ token }) => isPitch(token));
  return { head, tail: leads ? here.slice(Math.max(head.length, onset)) : [] };
}

/** A draft of it to be written. */
export function taskOf(rewriting: Rewriting, seed: number): Task {
  const { given, layout, kept, plan, guides } = rewriting;
  const planned = plan && planKept(plan);
  const bars = layout.bars.filter(({ from }) => from === 0).length;
  return {
    given,
    controls: { bars },
    seed,
    layout,
    kept: (_, before) => kept[before.length] ?? planned?.(layout, before),
    guides: () => guides,
  };
}
