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

interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** How many tests passed, and a line or more for each that did not, or file that could not run. */
function outcomes(path: string): { passed: number; failures: readonly string[] } {
  try {
    const report = JSON.parse(readFileSync(path, "utf8")) as Report;
    const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === "failed");
      if (failed.length === 0 && status === "failed") return [`${name}: ${message}`];
      return failed.map((test) => `${name}: ${test.fullName}\n${test.failureMessages.join("\n")}`);
    });
    return { passed: report.numPassedTests, failures };
  } catch {
    return { passed: 0, failures: [] };
  }
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
if (chromiumPath() === undefined) installChromium();

let passed = 0;
let failed = 0;
const said: string[] = [];
for (const step of steps) {
  const began = performance.now();
  process.stdout.write(`\n── ${step.name}\n`);
  const [program = "", ...args] = step.command;
  const { status } = spawnSync("npx", ["--no-install", program, ...args], { stdio: "inherit" });
  const tests = step.report === undefined ? { passed: 0, failures: [] } : outcomes(step.report);
  passed += tests.passed + (status === 0 ? 1 : 0);
  // A run that breaks before its first test still counts as one failure.
  failed += status === 0 ? 0 : Math.max(1, tests.failures.length);
  if (status !== 0) said.push(`✗ ${step.name}`, ...tests.failures);
  const sec = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`── ${step.name}: ${status === 0 ? "ok" : "FAILED"} (${sec} s)\n`);
}
// Said again at the end, where a long log is still read.
for (const line of said) process.stdout.write(`\n${line.slice(0, 2_000)}\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
