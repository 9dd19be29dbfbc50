import { foldInRound, type FoldInRequest, type FoldInRound } from "../fold-in-round";
import { nearestRound, type NearestRound, type RowsRequest } from "../nearest";
import { openRounds, type OpenRound } from "../open-round";
import type { Shape } from "../ratings";

export type Job =
  | { readonly kind: "nearest"; readonly request: RowsRequest; readonly k: number }
  | { readonly kind: "fold-in"; readonly request: FoldInRequest }
  | { readonly kind: "open"; readonly shape: Shape; readonly rounds: number };

/** What each kind of job gives. */
export interface Results {
  readonly nearest: NearestRound;
  readonly "fold-in": FoldInRound;
  readonly open: readonly OpenRound[];
}

self.onmessage = async ({ data }: MessageEvent<Job>) => {
  try {
    self.postMessage({ result: await done(data) });
  } catch (error) {
    self.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};

async function done(job: Job): Promise<Results[Job["kind"]]> {
  if (job.kind === "nearest") return nearestRound(job.request, job.k);
  if (job.kind === "fold-in") return foldInRound(job.request);
  return openRounds(job.shape, job.rounds);
}
