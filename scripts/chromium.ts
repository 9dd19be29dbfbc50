import { existsSync } from "node:fs";

const places = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Where a Chromium is on this machine; the CHROMIUM variable goes first. */
export function chromiumPath(): string | undefined {
  return places.find((place) => place !== undefined && place !== "" && existsSync(place));
}

/**
 * Flags of every test run: a browser that calls nobody, and WebGPU by software, so that the GPU
 * path is tested on machines without one.
 */
export const chromiumArgs: string[] = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
];
