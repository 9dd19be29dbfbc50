import type { Library } from "../library/schema";
import { connect, type Client } from "../rpc/connect";
import type { AnalyserApi } from "../rpc/contracts/analyser";
import type { ComposerApi } from "../rpc/contracts/composer";
import type { ImporterApi } from "../rpc/contracts/importer";
import type { RecommenderApi } from "../rpc/contracts/recommender";
import type { Sound } from "./sound";

/** What the app stands on; tests put their own in its place. */
export interface Services {
  readonly library: Library;
  readonly recommender: Client<RecommenderApi>;
  readonly importer: Client<ImporterApi>;
  readonly composer: Client<ComposerApi>;
  readonly analyser: Client<AnalyserApi>;
  readonly sound: Sound;
}

/** The workers of the app; each starts at its first call. */
export function startWorkers(): Omit<Services, "library" | "sound"> {
  const recommender = connect<RecommenderApi>(
    () => new Worker(new URL("../../workers/recommender.ts", import.meta.url), { type: "module" }),
  );
  const importer = connect<ImporterApi>(
    () => new Worker(new URL("../../workers/importer.ts", import.meta.url), { type: "module" }),
  );
  const composer = connect<ComposerApi>(
    () => new Worker(new URL("../../workers/composer.ts", import.meta.url), { type: "module" }),
  );
  const analyser = connect<AnalyserApi>(
    () => new Worker(new URL("../../workers/analyser.ts", import.meta.url), { type: "module" }),
  );
  return {
    recommender: recommender.call,
    importer: importer.call,
    composer: composer.call,
    analyser: analyser.call,
  };
}
