import { defaultDial, weightsOf } from "./dial";
import { bestOfStyle, explorePlaces, styleArms } from "./explore-slots";
import { Pool } from "./greedy";
import type { Choice, SlateTask } from "./task";

/**
 * Fills a slate greedily, a place at a time: relevant, near the person's styles, unlike what stands
 * before, as the dial says; some places explore. Fewer than `n` where the candidates run out.
 * The same task gives the same slate; ties go to the better-scored candidate.
 *
 * Cost: places × entries in the rows of the candidates.
 */
export function chooseSlate(task: SlateTask): readonly Choice[] {
  const weights = { ...weightsOf(task.dial ?? defaultDial), ...task.weights };
  const pool = new Pool(task, weights);
  const explore = explorePlaces(task.n, weights.explore);
  const styles = stylesToExplore(task, pool, explore.size);
  const choices: Choice[] = [];
  const choose = (at: number, slot: "taste" | "explore", style?: string) => {
    const item = pool.item[at] as number;
    choices.push({
      item,
      score: task.candidates.score[at] as number,
      slot,
      ...(style !== undefined && { style }),
      relevance: pool.relevance[at] as number,
      novelty: task.catalogue.novelty[item] as number,
      newArtist: pool.newArtist[at] === 1,
      likeness: pool.likeness[at] as number,
    });
    pool.take(at);
  };
  for (let place = 0; place < task.n; place++) {
    const style = explore.has(place) ? styles.shift() : undefined;
    if (style !== undefined) {
      const at = bestOfStyle(pool, task.catalogue.styles, style);
      if (at >= 0) {
        choose(at, "explore", task.catalogue.styleNames[style]);
        continue;
      }
    }
    const at = pool.best();
    if (at < 0) break;
    choose(at, "taste");
  }
  return choices;
}

/** Styles for the places that explore, a place each; none where no style is known. */
function stylesToExplore(task: SlateTask, pool: Pool, n: number): number[] {
  const { styleNames, styles } = task.catalogue;
  const arms = styleArms(pool, styles);
  if (!task.pickStyles) return arms.slice(0, n);
  const names = arms.map((style) => styleNames[style] as string);
  return task.pickStyles(names, n).map((name) => arms[names.indexOf(name)] as number);
}
