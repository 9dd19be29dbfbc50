import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Picture {
  readonly src: string;
  readonly sizes: string;
  readonly type: string;
  readonly purpose?: string;
  readonly form_factor?: string;
}

const manifest = JSON.parse(readFileSync("public/manifest.webmanifest", "utf8")) as {
  readonly id: string;
  readonly start_url: string;
  readonly display: string;
  readonly icons: readonly Picture[];
  readonly screenshots: readonly Picture[];
  readonly shortcuts: readonly { readonly url: string; readonly icons: readonly Picture[] }[];
};

/** Width and height out of the header of a PNG file. */
function pngSize(path: string): string {
  const bytes = readFileSync(path);
  expect(bytes.toString("latin1", 1, 4)).toBe("PNG");
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

test.each([...manifest.icons, ...manifest.screenshots])(
  "$src is the picture it says",
  (picture) => {
    const path = `public${picture.src}`;
    expect(existsSync(path)).toBe(true);
    if (picture.type === "image/png") expect(pngSize(path)).toBe(picture.sizes);
  },
);

test("it can be installed: identity, a window of its own, icons large and maskable", () => {
  expect([manifest.id, manifest.start_url, manifest.display]).toEqual(["/", "/", "standalone"]);
  const sizes = manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose ?? "any"}`);
  expect(sizes).toEqual(expect.arrayContaining(["192x192 any", "512x512 any", "512x512 maskable"]));
  const forms = manifest.screenshots.map((picture) => picture.form_factor);
  expect(new Set(forms)).toEqual(new Set(["wide", "narrow"]));
});

test("shortcuts open pages of the app", () => {
  expect(manifest.shortcuts.map(({ url }) => url)).toEqual(["/", "/studio", "/library"]);
});
