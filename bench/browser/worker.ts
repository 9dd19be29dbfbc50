import { nearestRound, type NearestRound, type RowsRequest } from "../nearest";

export type Job = { readonly kind: "nearest"; readonly request: RowsRequest; readonly k: number };

/** What each kind of job gives. */
export interface Results {
  readonly nearest: NearestRound;
}

self.onmessage = async ({ data }: MessageEvent<Job>) => {
  try {
    self.postMessage({ result: await done(data) });
  } catch (error) {
    self.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};

function done(job: Job): Results[Job["kind"]] | Promise<Results[Job["kind"]]> {
  return nearestRound(job.request, job.k);
}
