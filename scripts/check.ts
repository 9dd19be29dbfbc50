/**
 * Everything that says whether Refrain is well: format, lint, types, layers, unused code, supply
 * chain, unit tests, the build and its budgets, tests in a real browser, and the built app end to
 * end. Each step counts as one check, each vitest test as one more; the last line is the sum.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { chromiumPath } from "./chromium";
import { installChromium } from "./install-chromium";

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** A file where vitest leaves its counts. */
  readonly report?: string;
}

const reports = ".cache/reports";
const vitest = (project: string): Step => ({
  name: `${project} tests`,
  command: [
    "vitest",
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${reports}/${project}.json`,
  ],
  report: `${reports}/${project}.json`,
});

const steps: readonly Step[] = [
  { name: "format", command: ["prettier", "--check", "--log-level", "warn", "."] },
  { name: "lint", command: ["eslint", "--max-warnings", "0", "."] },
  { name: "types", command: ["tsc", "--noEmit"] },
  {
    name: "component types",
    command: ["svelte-check", "--tsconfig", "./tsconfig.json", "--fail-on-warnings"],
  },
  { name: "type canary", command: ["tsx", "scripts/type-canary.ts"] },
  { name: "layers", command: ["depcruise", "--output-type", "err", "src", "workers"] },
  { name: "unused code", command: ["knip"] },
  { name: "supply chain", command: ["tsx", "scripts/supply-chain.ts"] },
  vitest("unit"),
  { name: "build", command: ["vite", "build"] },
  { name: "budgets", command: ["tsx", "scripts/budgets.ts"] },
  vitest("browser"),
  vitest("e2e"),
];

function counts(report: string): { passed: number; failed: number } {
  try {
    const json = JSON.parse(readFileSync(report, "utf8")) as Record<string, number>;
    const failed = (json["numFailedTests"] ?? 0) + (json["numFailedTestSuites"] ?? 0);
    return { passed: json["numPassedTests"] ?? 0, failed };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
if (chromiumPath() === undefined) installChromium();

let passed = 0;
let failed = 0;
for (const step of steps) {
  const began = performance.now();
  process.stdout.write(`\n── ${step.name}\n`);
  const [program = "", ...args] = step.command;
  const { status } = spawnSync("npx", ["--no-install", program, ...args], { stdio: "inherit" });
  const tests = step.report === undefined ? { passed: 0, failed: 0 } : counts(step.report);
  passed += tests.passed + (status === 0 ? 1 : 0);
  // A run that breaks before its first test still counts as one failure.
  failed += status === 0 ? 0 : Math.max(1, tests.failed);
  const sec = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`── ${step.name}: ${status === 0 ? "ok" : "FAILED"} (${sec} s)\n`);
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
