/** Bytes in the caches of the app, by the name that follows "refrain-"; the shell is "app". */
export async function cacheSizes(): Promise<Readonly<Record<string, number>>> {
  const sizes: Record<string, number> = {};
  if (!("caches" in globalThis)) return sizes;
  for (const name of await caches.keys()) {
    const kind = name.startsWith("refrain-") ? name.slice("refrain-".length) : "app";
    sizes[kind] = (sizes[kind] ?? 0) + (await sizeOf(name));
  }
  return sizes;
}

/** Kept responses, each by the length it states or, where it states none, by its body. */
async function sizeOf(name: string): Promise<number> {
  const cache = await caches.open(name);
  const responses = await cache.matchAll();
  const sizes = await Promise.all(
    responses.map(async (response) => {
      const stated = response.headers.get("content-encoding")
        ? null
        : response.headers.get("content-length");
      return stated === null ? (await response.blob()).size : Number(stated);
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
