import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../../scripts/commands/recommend";
import { models } from "../../src/recommend/models";

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "recommend-"));
  const ratings =
    "ann,up,5\nann,down,1\nbob,up,4\nbob,left,5\ncleo,left,4\ncleo,right,2\nbob,down,2\n";
  await writeFile(at("ratings"), ratings);
  await writeFile(at("tags"), "up\tfolk\nleft\tfolk\ndown\trock\nright\tpop\n");
});
afterAll(() => rm(folder, { recursive: true }));

interface Listed {
  readonly item: string;
  readonly score: number;
  readonly why?: {
    readonly base: number;
    readonly amounts: readonly {
      readonly amount: number;
      readonly item?: string;
      readonly user?: string;
    }[];
    readonly sum: number;
  };
}

async function recommend(...args: string[]): Promise<{ items: Listed[]; scores: string }> {
  const results: object[] = [];
  await run(["--ratings", at("ratings"), ...args], (result) => results.push(result));
  expect(results.length).toBe(1);
  return results[0] as { items: Listed[]; scores: string };
}

const names = models.map(({ name }) => name);

test.each(names)("%s lists what the user does not have, and why, exactly", async (model) => {
  const { items } = await recommend(
    "--user",
    "ann",
    "--model",
    model,
    "--why",
    "--tags",
    at("tags"),
  );
  expect(items.map(({ item }) => item).sort()).toEqual(["left", "right"]);
  expect(items[0]?.score).toBeGreaterThanOrEqual(items[1]?.score as number);
  for (const { score, why } of items) {
    expect(why?.sum).toBe(score);
    expect(why?.amounts.reduce((sum, { amount }) => sum + amount, why.base)).toBe(score);
  }
});

test("neighbours are named: items, or users", async () => {
  const [byItems] = (await recommend("--user", "ann", "--why", "--n", "1")).items;
  expect(byItems?.why?.amounts.map(({ item }) => item).sort()).toEqual(["down", "up"]);
  const [byUsers] = (await recommend("--user", "ann", "--model", "user-knn", "--why", "--n", "1"))
    .items;
  expect(byUsers).toMatchObject({ item: "left", why: { amounts: [{ user: "bob" }] } });
});

test("reasons are only given when asked for; stars are said to be stars", async () => {
  const { items, scores } = await recommend("--user", "ann", "--model", "baseline", "--n", "1");
  expect(scores).toBe("stars");
  expect(items.length).toBe(1);
  expect(items[0]).not.toHaveProperty("why");
});

describe("says what is wrong", () => {
  test.each([
    [["--user", "zoe"], /no user "zoe" in /],
    [[], /--user is missing/],
    [["--user", "ann", "--n", "0"], /--n must be 1 or more, not "0"/],
    [["--user", "ann", "--model", "magic"], /"magic" does not exist/],
    [["--user", "ann", "--set", "depth=1"], /no option "depth"/],
    [["--user", "ann", "more"], /"more" is not understood/],
    [["--user", "ann", "--tags", "nowhere"], /nowhere does not exist/],
  ])("%j", async (args, message) => {
    await expect(recommend(...args)).rejects.toThrow(message);
  });

  test("no file, or none that exists", async () => {
    await expect(run(["--user", "ann"], () => undefined)).rejects.toThrow(/--ratings is missing/);
    const nowhere = run(["--ratings", "nowhere", "--user", "ann"], () => undefined);
    await expect(nowhere).rejects.toThrow(/nowhere does not exist/);
  });
});
