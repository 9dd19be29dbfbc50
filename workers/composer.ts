import { shippedModels } from "../src/library/composer/models";
import { ComposerDesk } from "../src/library/composer/session";
import { openLibrary } from "../src/library/open";
import { wasmUrl } from "../src/nn/wasm-url";
import type { ComposerApi } from "../src/rpc/contracts/composer";
import { serve, type CallContext } from "../src/rpc/serve";

const desk = new ComposerDesk(openLibrary(), shippedModels(), wasmUrl);
const { composer, styles } = desk;

const tell =
  (stage: string, { progress }: CallContext) =>
  (share: number) =>
    progress({ share, stage });

function work({ signal, progress }: CallContext, stage: string) {
  const onProgress = (share: number, figures?: Readonly<Record<string, number>>) =>
    progress({ share, stage, ...(figures && { figures }) });
  return { signal, onProgress };
}

serve<ComposerApi>({
  compose: (request, context) => composer.compose(request, context.signal, tell("write", context)),
  change: (request, context) => composer.change(request, context.signal, tell("write", context)),
  harmonise: (request) => desk.harmonise(request),
  examine: (request) => desk.examine(request),
  learnStyle: (request, context) => styles.learn(request, work(context, "learn")),
  practise: (request, context) => styles.practise(request, work(context, "practise")),
  style: (profileId) => styles.report(profileId),
  undoStyle: (profileId) => styles.undo(profileId),
  exportStyle: (profileId) => styles.export(profileId),
  devices: () => composer.devices(),
  chooseDevice: (device) => composer.choose(device),
});
