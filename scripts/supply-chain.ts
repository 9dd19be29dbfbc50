/**
 * What the app is made of: every package comes from the npm registry with a checksum, and every
 * package that ends in the app has a licence that Apache-2.0 software may carry.
 */
import { readFileSync } from "node:fs";

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly link?: boolean;
}

const allowed = new Set([
  "MIT",
  "ISC",
  "0BSD",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "OFL-1.1",
  "CC0-1.0",
  "(MIT OR Apache-2.0)",
  "(MPL-2.0 OR Apache-2.0)",
]);

const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  packages: Record<string, Locked>;
};
const faults: string[] = [];
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path === "" || entry.link === true) continue;
  if (entry.resolved !== undefined && !entry.resolved.startsWith("https://registry.npmjs.org/")) {
    faults.push(`${path} comes from ${entry.resolved}`);
  }
  if (entry.resolved !== undefined && entry.integrity === undefined) {
    faults.push(`${path} has no checksum`);
  }
  if (entry.dev !== true && !allowed.has(entry.license ?? "")) {
    faults.push(`${path} has the licence ${entry.license ?? "(none)"}`);
  }
}
const documented = readFileSync("docs/dependencies.md", "utf8");
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
for (const name of Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })) {
  if (!documented.includes(`\`${name}\``))
    faults.push(`${name} has no line in docs/dependencies.md`);
}
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(
  `${Object.keys(lock.packages).length - 1} packages, ${faults.length} faults\n`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
