/**
 * A check of the checker: a component with a planted type error must make svelte-check fail, and
 * name the error. Without this, a broken toolchain would look like code without faults.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";

const folder = mkdtempSync("src/ui/canary-");
try {
  const planted = '<script lang="ts">\n  const bpm: number = "fast";\n</script>\n\n{bpm}\n';
  writeFileSync(`${folder}/Canary.svelte`, planted);
  const args = [
    "--no-install",
    "svelte-check",
    "--tsconfig",
    "./tsconfig.json",
    "--output",
    "machine",
  ];
  const { status, stdout } = spawnSync("npx", args, { encoding: "utf8" });
  const named = /Canary\.svelte.*not assignable to type 'number'/.test(stdout);
  if (status === 0 || !named) {
    process.stderr.write("svelte-check did not report a planted type error.\n");
    process.exitCode = 1;
  } else {
    process.stdout.write("A planted type error was reported.\n");
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
