import { expect, test } from "vitest";
import { openContest } from "../../bench/words/chromium";

const FOLDER = "tests/fixtures/nn/transformer";

test("under the app's policy a worker runs the transformer's kernel, not the plain loops", async () => {
  const contest = await openContest(FOLDER, `${FOLDER}/tiny.gguf`);
  try {
    const { device, perSecond } = await contest.ours({ device: "wasm", rows: 8, tokens: 16 });
    expect(device).toBe("wasm");
    expect(perSecond).toBeGreaterThan(0);
  } finally {
    await contest.close();
  }
});
