import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { collectLicences } from "../../scripts/build-licences";

test("public/licences.json is what the installed packages say now", () => {
  const written = JSON.parse(readFileSync("public/licences.json", "utf8")) as unknown;
  expect(written, "run npx tsx scripts/build-licences.ts").toEqual(collectLicences());
});

test("every work has a licence and a text", () => {
  const { works, texts } = collectLicences();
  for (const work of works) {
    expect(work.licence, work.name).not.toBe("");
    expect(texts[work.text], work.name).toBeTruthy();
  }
  expect(works.map((work) => work.name)).toContain("@fontsource-variable/fraunces");
});
