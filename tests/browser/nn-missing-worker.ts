import { openDevice } from "../../src/nn/device";

/** Asks for a .wasm file that the server does not have, and says what came of it. */
openDevice("wasm", { wasmUrl: "/no-such-file.wasm" }).then(
  () => self.postMessage("opened"),
  (error: unknown) => self.postMessage(String(error)),
);
