import { installTrustedTypes } from "../../src/ui/shell/trusted";
import type { WriteJob, Written } from "./worker";

/** What the benchmark calls in our page. */
declare global {
  interface Window {
    writeOurs?: (job: WriteJob) => Promise<Written>;
  }
}

installTrustedTypes();

const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });

window.writeOurs = (job) =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ written?: Written; error?: string }>) => {
      if (data.written === undefined) reject(new Error(data.error));
      else resolve(data.written);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(job);
  });
