import { spawnSync } from "node:child_process";
import { chromiumPath } from "./chromium";

/** Installs Debian's Chromium when that is possible, and ends the run with one line when not. */
export function installChromium(): void {
  const isRoot = process.getuid?.() === 0;
  const hasApt = spawnSync("apt-get", ["--version"]).status === 0;
  if (isRoot && hasApt) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
    spawnSync("apt-get", ["install", "-y", "-qq", "chromium"], { stdio: "ignore", env });
  }
  if (chromiumPath() !== undefined) return;
  process.stderr.write(
    "The tests need a Chromium: install one (Debian: apt-get install chromium) or set CHROMIUM to its path.\n",
  );
  process.exit(1);
}
