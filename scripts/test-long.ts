/**
 * The unit tests with the full figures of the promises (10,000 mutations a format instead of
 * hundreds), which takes tens of minutes; what passed is kept in bench/results/test-long.json.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { machine } from "../bench/machine";

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly startTime: number;
    readonly endTime: number;
    readonly assertionResults: readonly unknown[];
  }[];
}

const report = ".cache/reports/long.json";
const command = `--no-install vitest run --project unit --testTimeout 1800000 --reporter=default --reporter=json --outputFile.json=${report}`;
const env = { ...process.env, REFRAIN_LONG: "1" };
const { status } = spawnSync("npx", command.split(" "), { stdio: "inherit", env });
const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(
  readFileSync(report, "utf8"),
) as Report;
const files = testResults.map((file) => ({
  file: relative(".", file.name),
  status: file.status,
  tests: file.assertionResults.length,
  sec: Math.round((file.endTime - file.startTime) / 100) / 10,
}));
files.sort((a, b) => (a.file < b.file ? -1 : 1));
const record = {
  command: "npm run test:long",
  machine: machine(),
  passed: numPassedTests,
  failed: numFailedTests,
  notRun: numPendingTests,
  files,
};
writeFileSync("bench/results/test-long.json", `${JSON.stringify(record, null, 2)}\n`);
process.exit(status ?? 1);
