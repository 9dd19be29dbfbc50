import type { LineCandidate, LineRequest } from "./request";

export interface ProposeOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with each candidate that passes the checks as soon as it is there, before ranking. */
  readonly onCandidate?: ((candidate: LineCandidate) => void) | undefined;
}

/** Something that writes lines: the built-in model, the browser's, a person's own. */
export interface LyricEngine {
  readonly name: string;
  /**
   * Candidates for a line, best first, their end words all different; fewer than asked for, or
   * none, where no more pass the checks.
   *
   * @throws the signal's reason when it is aborted
   */
  propose(request: LineRequest, options?: ProposeOptions): Promise<readonly LineCandidate[]>;
  /** Mean log-probability of a token of a line after others, natural; undefined where it cannot tell. */
  score(line: string, before: readonly (string | undefined)[]): Promise<number | undefined>;
}
