import type { Job } from "./worker";

/** What the benchmark calls in the browser's page: one job a worker, all at once. */
declare global {
  interface Window {
    inWorkers?: (jobs: readonly Job[]) => Promise<unknown[]>;
  }
}

const workers = [worker(), worker()];

window.inWorkers = (jobs) => Promise.all(jobs.map((job, i) => done(workers[i] as Worker, job)));

function worker(): Worker {
  return new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
}

function done(worker: Worker, job: Job): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ result?: unknown; error?: string }>) => {
      if (data.error === undefined) resolve(data.result);
      else reject(new Error(data.error));
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(job);
  });
}
