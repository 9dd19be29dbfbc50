import { fetchCheckpoint, fetchFile } from "../../compose/fetch-checkpoint";
import { openCritic, type Critic } from "../../compose/critic/critic";
import { openHarmony, type HarmonyModel } from "../../compose/harmony/harmonise";
import { readIndex } from "../../compose/originality/index-file";
import { KnownTunes } from "../../compose/originality/originality";
import { readShelf } from "../../compose/shelf";
import type { Score } from "../../music/score";
import type { Checkpoint } from "../../nn/checkpoint";

/** The composer's models, each fetched and checked when it is first asked for. */
export interface ComposerModels {
  readonly melody: () => Promise<Checkpoint>;
  readonly critic: () => Promise<Critic>;
  readonly harmony: () => Promise<HarmonyModel>;
  /** The books that the melody model learned from, to compare with. */
  readonly known: () => Promise<KnownTunes>;
  /** Pieces of the model's own, to hold it to what it knows while it learns a style. */
  readonly shelf: () => Promise<readonly Score[]>;
}

/** The models that ship with the app, from its own origin. */
export function shippedModels(): ComposerModels {
  return {
    melody: () => fetchCheckpoint("/models/melody@2/"),
    critic: kept(async () => openCritic(await fetchCheckpoint("/models/critic@1/"))),
    harmony: kept(async () => openHarmony(await fetchCheckpoint("/models/harmony@1/"))),
    known: kept(async () => {
      const folder = "/models/originality@1/";
      const files = ["config.json", "index.bin"].map((file) => fetchFile(folder + file));
      const [config, bytes] = (await Promise.all(files)) as [Uint8Array, Uint8Array];
      const corpus = await readIndex(jsonOf(config), bytes);
      if (!corpus.ok) throw new Error(corpus.fault.message);
      return new KnownTunes(corpus.value);
    }),
    shelf: kept(async () => {
      const shelf = readShelf(jsonOf(await fetchFile("/shelf/starter.json")));
      if (!shelf.ok) throw new Error(shelf.fault.message);
      return shelf.value.pieces.map(({ score }) => score);
    }),
  };
}

/** What was opened stays open; what failed is tried again by the next call. */
function kept<T>(open: () => Promise<T>): () => Promise<T> {
  let opening: Promise<T> | undefined;
  return () => {
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
}

function jsonOf(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}
