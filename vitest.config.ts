import { svelte } from "@sveltejs/vite-plugin-svelte";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { chromiumArgs, chromiumPath } from "./scripts/chromium";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          environment: "node",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/browser/**", "tests/e2e/**"],
          setupFiles: ["tests/seeded.ts"],
          testTimeout: 60_000,
        },
      },
      {
        plugins: [svelte()],
        // Found ahead, so that the first test does not meet a page reload.
        optimizeDeps: {
          include: [
            "fast-check",
            "@wllama/wllama/esm/index.js",
            "dexie",
            "fflate",
            "papaparse",
            "valibot",
            "meyda",
            "midi-file",
            "music-metadata",
            "tone/build/esm/component/filter/Filter.js",
            "tone/build/esm/core/context/GlobalContext.js",
            "tone/build/esm/core/context/OfflineContext.js",
            "tone/build/esm/instrument/{FMSynth,MembraneSynth,NoiseSynth,Synth}.js",
            "tonal",
            "abcjs",
            "axe-core",
            "@tensorflow/tfjs-core",
            "@tensorflow/tfjs-backend-cpu",
            "@tensorflow/tfjs-backend-wasm",
            "@tensorflow/tfjs-backend-webgpu",
          ],
          // One small module an icon, each found only when a test first draws it.
          exclude: ["@lucide/svelte"],
        },
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          testTimeout: 120_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: chromiumPath() ?? "chromium", args: chromiumArgs },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
      {
        test: {
          name: "e2e",
          environment: "node",
          include: ["tests/e2e/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
