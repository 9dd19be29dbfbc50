/** The parts of an arrangement beside the tune; each has its own strip in the mixer. */
export const ARRANGED_PARTS = ["melody", "harmony", "pad", "bass", "drums"] as const;
export type ArrangedPart = (typeof ARRANGED_PARTS)[number];

/** How loud a part is in the mix. */
export interface Strip {
  /** −24 to 6; 0 is as arranged. */
  readonly levelDb: number;
  readonly muted: boolean;
}

/** How a piece is accompanied. Kept with the piece; its notes are made anew from it to play. */
export interface Arrangement {
  /** A style's id, e.g. "waltz"; the list is in src/compose/arrange. */
  readonly style: string;
  /** Of the fills and of the human timing. */
  readonly seed: number;
  readonly intro: boolean;
  readonly ending: boolean;
  /** Parts left out stand as arranged. */
  readonly mix: { readonly [Part in ArrangedPart]?: Strip };
}
