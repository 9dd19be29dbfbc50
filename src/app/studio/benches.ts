import type { Workbench } from "./workbench.svelte";

/** Where a bench's piece lives: among the proposals, in the library, or both. */
export interface Home {
  readonly proposalId?: string;
  songId: string | undefined;
}

/** Pieces worked on in this visit, with their steps, by the id of the proposal or of the song. */
export class Benches {
  readonly #all = new Map<string, { readonly bench: Workbench; readonly home: Home }>();

  get(id: string): Workbench | undefined {
    return this.#all.get(id)?.bench;
  }

  add(id: string, bench: Workbench, home: Home): void {
    this.#all.set(id, { bench, home });
  }

  /** A proposal was kept: from now on its steps are saved in the library. */
  kept(proposalId: string, songId: string): void {
    const place = this.#all.get(proposalId);
    if (place === undefined) return;
    place.home.songId = songId;
    this.#all.set(songId, place);
  }

  /** A kept proposal was taken out of the library again. */
  released(proposalId: string): void {
    const home = this.#all.get(proposalId)?.home;
    if (home) home.songId = undefined;
  }

  dispose(): void {
    for (const { bench } of this.#all.values()) bench.dispose();
  }
}
