import type { Workbench } from "../../../app/studio/workbench.svelte";
import { steppedReach } from "./reach";

/** Where the bars of a drawing stand: each is a button with its index as `data-bar`. */
interface BarDrawing {
  readonly view: () => HTMLElement | undefined;
  /** Bars in a row, for the keys that go up and down. */
  readonly row: () => number;
}

/** Chooses bars of a bench in one drawing of them: by pressing, by drawing over several, by keys. */
export class BarChooser {
  /** The one bar that the tab key reaches. */
  focus = $state(0);
  readonly #bench: Workbench;
  readonly #drawing: BarDrawing;
  #pressed = false;

  constructor(bench: Workbench, drawing: BarDrawing) {
    this.#bench = bench;
    this.#drawing = drawing;
  }

  pressed = (event: PointerEvent): void => {
    const bar = event.button === 0 ? this.#barAt(event) : undefined;
    if (bar === undefined) return;
    this.#pressed = true;
    this.focus = bar;
    const from = event.shiftKey ? (this.#bench.reach?.from ?? bar) : bar;
    this.#bench.select({ from, to: bar });
  };

  moved = (event: PointerEvent): void => {
    const bar = this.#pressed ? this.#barAt(event) : undefined;
    const { reach } = this.#bench;
    if (bar === undefined || reach === undefined || reach.to === bar) return;
    this.#bench.select({ from: reach.from, to: bar });
  };

  released = (): void => {
    this.#pressed = false;
  };

  /** Enter, space and readers of the screen: pointers have chosen already. */
  activated = (event: MouseEvent, bar: number): void => {
    if (event.detail !== 0) return;
    this.focus = bar;
    const { range } = this.#bench;
    const alone = range?.first === bar && range.last === bar;
    this.#bench.select(alone ? undefined : { from: bar, to: bar });
  };

  keyed = (event: KeyboardEvent): void => {
    const bench = this.#bench;
    if (event.key === "Escape") return bench.select(undefined);
    const here = Number((event.target as HTMLElement).dataset["bar"] ?? this.focus);
    const layout = { count: bench.score.bars.length, row: this.#drawing.row() };
    const next = steppedReach(event, bench.reach, here, layout);
    if (next === undefined) return;
    event.preventDefault();
    this.focus = next.to;
    if (event.shiftKey) bench.select(next);
    const target = this.#drawing.view()?.querySelector<HTMLElement>(`[data-bar="${next.to}"]`);
    target?.focus();
  };

  #barAt({ clientX, clientY }: PointerEvent): number | undefined {
    const under = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>("[data-bar]");
    if (!under || !this.#drawing.view()?.contains(under)) return undefined;
    return Number(under.dataset["bar"]);
  }
}
