/// <reference lib="webworker" />
import { clientsClaim } from "workbox-core";
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { KEPT, PREVIOUS, keptCacheOf } from "./app/caches";

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

async function fromCacheOrNetwork(cacheName: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(request)) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keepPreviousChunks()));
self.addEventListener("message", (event) => {
  if ((event.data as { type?: unknown } | null)?.type === "SKIP_WAITING") void self.skipWaiting();
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
  // A request that names a version (?v=) is the one that fills the cache.
  ({ url, sameOrigin }) => sameOrigin && KEPT.test(url.pathname) && !url.searchParams.has("v"),
  ({ request, url }) => fromCacheOrNetwork(keptCacheOf(url.pathname), request),
);
