import type { Job } from "./worker";

/** What a benchmark calls in the page: the job is done in the page's one worker. */
declare global {
  interface Window {
    inWorker?: (job: Job) => Promise<unknown>;
  }
}

const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });

window.inWorker = (job) =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ result?: unknown; error?: string }>) => {
      if (data.error === undefined) resolve(data.result);
      else reject(new Error(data.error));
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(job);
  });
