/**
 * Sizes that the built app must keep: the shell is what index.html loads before the first screen
 * (its scripts and what they import statically), gzipped; and nothing in the build may load from
 * another origin.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const dist = "dist";
const limits = { shellScriptKb: 150, shellStyleKb: 30, totalMb: 25 };

const html = readFileSync(join(dist, "index.html"), "utf8");
const gzipKb = (file: string) => gzipSync(readFileSync(join(dist, file))).length / 1024;

/** A script and all that it imports statically, by its own import statements. */
function closure(entries: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const queue = [...entries];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const code = readFileSync(join(dist, file), "utf8");
    const folder = file.slice(0, file.lastIndexOf("/") + 1);
    for (const [, path] of code.matchAll(
      /(?:^|[;}\n])import(?:[^"'()]*?from)?["'](\.[^"']+)["']/g,
    )) {
      queue.push(join(folder, path ?? ""));
    }
  }
  return seen;
}

const attribute = (pattern: RegExp) =>
  [...html.matchAll(pattern)].map(([, path]) => (path ?? "").replace(/^\.?\//, ""));
const scripts = closure(attribute(/<script[^>]*\ssrc="([^"]+)"/g));
const styles = attribute(/<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"/g);
const files = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((file) =>
  statSync(join(dist, file)).isFile(),
);

const measured = {
  shellScriptKb: [...scripts].reduce((sum, file) => sum + gzipKb(file), 0),
  shellStyleKb: styles.reduce((sum, file) => sum + gzipKb(file), 0),
  totalMb: files.reduce((sum, file) => sum + statSync(join(dist, file)).size, 0) / 2 ** 20,
};

let over = 0;
for (const [name, limit] of Object.entries(limits)) {
  const value = measured[name as keyof typeof limits];
  const word = value <= limit ? "within" : "OVER";
  if (value > limit) over++;
  process.stdout.write(`${name}: ${value.toFixed(1)} (${word} ${limit})\n`);
}

// Loading attributes and imports of another origin; links that a person presses are not loads.
const foreign =
  /(?:src|srcset)=["']https?:|url\(["']?https?:|import\(?["']https?:|<link[^>]+href=["']https?:/;
for (const file of files.filter((name) => /\.(html|css|js|webmanifest)$/.test(name))) {
  const match = foreign.exec(readFileSync(join(dist, file), "utf8"));
  if (match === null) continue;
  over++;
  process.stdout.write(`${file} loads from another origin: ${match[0]}\n`);
}
process.exitCode = over === 0 ? 0 : 1;
