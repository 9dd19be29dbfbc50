import { mkdir, writeFile } from "node:fs/promises";
import { chromium } from "playwright-core";
import { chromiumArgs, chromiumPath } from "./chromium";

/**
 * Draws the mark (a repeat sign whose thin line bends into an r, its dots in vermilion) as the
 * icons of the app: public/icons/mark.svg and PNGs made from it in Chromium.
 */
const paper = "#faf7f1";
const ink = "#1d2230";
const now = "#bf3417";
const folder = "public/icons";

const mark = `
  <rect x="12" y="10" width="8" height="44" fill="${ink}"/>
  <path fill="${ink}" d="M25 54V10h3v11.5C31 14.5 38 10.2 46 10c3.6 0 6 2 6 5s-2.3 5-5.3 5c-2.9 0-4.2-1.7-6.7-1.7C33 18.3 28 26 28 38v16z"/>
  <circle cx="42" cy="31" r="4.5" fill="${now}"/>
  <circle cx="42" cy="46" r="4.5" fill="${now}"/>`;

/**
 * @param share   of the tile's side that the mark fills
 * @param corner  radius of the tile's corners, of 64
 */
function tile(share: number, corner: number): string {
  const move = 32 * (1 - share);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <rect width="64" height="64" rx="${corner}" fill="${paper}"/>
  <g transform="translate(${move} ${move}) scale(${share})">${mark}
  </g>
</svg>
`;
}

const executablePath = chromiumPath();
if (executablePath === undefined) throw new Error("No Chromium was found; set CHROMIUM.");
const browser = await chromium.launch({ executablePath, args: chromiumArgs });

async function png(name: string, svg: string, size: number): Promise<void> {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${svg}`);
  await page.screenshot({ path: `${folder}/${name}`, omitBackground: true });
  await page.close();
}

try {
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/mark.svg`, tile(0.82, 14));
  await png("icon-192.png", tile(0.82, 14), 192);
  await png("icon-512.png", tile(0.82, 14), 512);
  // Systems cut these to their own shape: a full tile, the mark inside of the safe circle.
  await png("icon-180.png", tile(0.72, 0), 180);
  await png("maskable-512.png", tile(0.62, 0), 512);
} finally {
  await browser.close();
}
