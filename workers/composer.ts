import { fetchCheckpoint } from "../src/compose/fetch-checkpoint";
import { ComposerSession } from "../src/compose/session";
import { openLibrary } from "../src/library/open";
import { readSetting, writeSetting } from "../src/library/settings";
import { wasmUrl } from "../src/nn/wasm-url";
import type { ComposerApi } from "../src/rpc/contracts/composer";
import { serve } from "../src/rpc/serve";

const library = openLibrary();
const session = new ComposerSession({
  loadCheckpoint: () => fetchCheckpoint("/models/melody@2/"),
  wasmUrl,
  recalled: async () => {
    const chosen = await readSetting(await library, "composeDevice");
    if (chosen !== "auto") return chosen;
    const measured = await readSetting(await library, "measuredDevice");
    return measured === "none" ? undefined : measured;
  },
  // What cannot be kept is measured again next time.
  remember: async (fastest) =>
    writeSetting(await library, "measuredDevice", fastest).catch(() => undefined),
});

serve<Pick<ComposerApi, "compose" | "devices" | "chooseDevice">>({
  compose: (request, { signal, progress }) =>
    session.compose(request, signal, (share) => progress({ share, stage: "write" })),
  devices: () => session.devices(),
  chooseDevice: (device) => session.choose(device),
});
