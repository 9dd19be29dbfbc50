/// <reference lib="webworker" />
import { clientsClaim } from "workbox-core";
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  matchPrecache,
  precacheAndRoute,
  type PrecacheEntry,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { KEPT, PREVIOUS, keptCacheOf } from "./app/caches";
import { STOP_KEEPING, type KeepAnswer } from "./app/keep-messages";
import { keepFiles, keptListOf } from "./app/kept-files";

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: (PrecacheEntry | string)[];
};

/** Chunks of the build that this one replaces, for tabs that still run it. */
async function keepPreviousChunks(): Promise<void> {
  const previous = await caches.open(PREVIOUS);
  for (const name of await caches.keys()) {
    if (!name.startsWith("workbox-precache")) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (!new URL(request.url).pathname.startsWith("/assets/")) continue;
      const response = await cache.match(request);
      if (response !== undefined) await previous.put(request, response);
    }
  }
}

/** Keeps the files that this build lists, telling the page how far it is. */
async function keepForPage(port: MessagePort): Promise<void> {
  const stop = new AbortController();
  const answer = (message: KeepAnswer) => port.postMessage(message);
  port.onmessage = ({ data }) => {
    if (data === STOP_KEEPING) stop.abort();
  };
  try {
    const list = (await matchPrecache("/offline.json")) ?? (await fetch("/offline.json"));
    const onShare = (share: number) => answer({ kind: "progress", share });
    const faults = await keepFiles(await keptListOf(list), stop.signal, onShare);
    answer({ kind: "ended", faults });
  } catch (error) {
    answer({ kind: "ended", faults: [String(error)] });
  }
}

async function fromCacheOrNetwork(cacheName: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(request)) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keepPreviousChunks()));
self.addEventListener("message", (event) => {
  const type = (event.data as { type?: unknown } | null)?.type;
  const port = event.ports[0];
  if (type === "SKIP_WAITING") void self.skipWaiting();
  if (type === "KEEP_FILES" && port !== undefined) event.waitUntil(keepForPage(port));
});

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
clientsClaim();

registerRoute(new NavigationRoute(createHandlerBoundToURL("/index.html")));
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/assets/"),
  ({ request }) => fromCacheOrNetwork(PREVIOUS, request),
);
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && KEPT.test(url.pathname),
  ({ request, url }) => fromCacheOrNetwork(keptCacheOf(url.pathname), request),
);
