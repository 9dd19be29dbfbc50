import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { metaPolicy } from "./scripts/policy";
import { keptFolders, offlineList } from "./scripts/vite-offline";

/** The policy as a meta element, first in the head; only in a build, for the dev server is inline. */
function policyMeta(): Plugin {
  return {
    name: "refrain-policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: metaPolicy },
        injectTo: "head-prepend",
      },
    ],
  };
}

export default defineConfig({
  plugins: [
    svelte(),
    policyMeta(),
    offlineList(),
    VitePWA({
      strategies: "injectManifest",
      registerType: "prompt",
      injectRegister: false,
      manifest: false,
      srcDir: "src",
      filename: "service-worker.ts",
      injectManifest: {
        globPatterns: ["**/*.{html,js,css,json,wasm,woff2,svg,png,webmanifest,txt}"],
        globIgnores: [...keptFolders.map((folder) => `${folder}/**`), "screenshots/**"],
        // Names with a hash need no revision of their own.
        dontCacheBustURLsMatching: /^assets\//,
        maximumFileSizeToCacheInBytes: 12_000_000,
      },
    }),
  ],
  worker: { format: "es" },
  build: {
    target: "es2023",
    // The policy allows no data: address for fonts, scripts or fetch.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2_000,
  },
});
