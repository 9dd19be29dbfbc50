import { wasmUrl } from "../../src/nn/wasm-url";
import { measureWriter } from "./writer";

/** What the benchmark calls in the browser's page. */
declare global {
  interface Window {
    measureOurs?: (...args: Parameters<typeof measureWriter>) => Promise<number>;
  }
}

window.measureOurs = (device, shape, batch, ms) =>
  measureWriter(device, shape, batch, ms, { wasmUrl });
