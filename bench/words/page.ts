import { installTrustedTypes } from "../../src/ui/shell/trusted";
import type { WriteJob } from "./worker";

/** What the benchmark calls in our page. */
declare global {
  interface Window {
    writeOurs?: (job: WriteJob) => Promise<number>;
  }
}

installTrustedTypes();

const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });

window.writeOurs = (job) =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ perSecond?: number; error?: string }>) => {
      if (data.perSecond === undefined) reject(new Error(data.error));
      else resolve(data.perSecond);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(job);
  });
