/**
 * How many rows of a list are drawn: none at first and more with every frame, so that no single
 * task keeps the page from answering. To be made while a component is set up.
 *
 * @param total  rows there are, read reactively
 */
export class Gradual {
  count = $state(0);

  constructor(total: () => number) {
    $effect(() => {
      if (this.count >= total()) return;
      const frame = requestAnimationFrame(() => this.count++);
      return () => cancelAnimationFrame(frame);
    });
  }
}
