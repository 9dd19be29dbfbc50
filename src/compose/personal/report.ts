/** What a training of a person's style led to; costs in bits a note. */
export interface StyleReport {
  /** Tunes learned from. */
  readonly tunes: number;
  /** Cost of the person's held-out tunes, and of held-out tunes of the books. */
  readonly own: { readonly before: number; readonly after: number };
  readonly books: { readonly before: number; readonly after: number };
  /** False where the held-out tunes did not become likelier: nothing was changed then. */
  readonly kept: boolean;
  readonly trainedMs: number;
}
