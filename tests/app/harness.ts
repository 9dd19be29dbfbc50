import { mount, unmount, type Component } from "svelte";
import { App } from "../../src/app/app.svelte";
import { appContext } from "../../src/app/context";
import type { Services } from "../../src/app/services";
import type { Sound } from "../../src/app/sound";
import { deleteLibrary, openLibrary } from "../../src/library/open";
import { ensureDefaultProfile } from "../../src/library/profiles";
import type { Library } from "../../src/library/schema";
import type { Score } from "../../src/music/score";
import type { SlateEntry } from "../../src/rpc/contracts/recommender";
import "../../src/ui/tokens.css";
import "../../src/ui/base.css";

export { tune } from "./tune";

/** A page of the app in this document, over a library of its own and services made by the test. */
export interface Stage {
  readonly app: App;
  readonly library: Library;
  readonly target: HTMLElement;
  close(): Promise<void>;
}

/** Mounts a page in an app whose services are those given; any other service must not be called. */
export async function stage(
  name: string,
  page: Component,
  services: Partial<Omit<Services, "library">> = {},
  fill: (library: Library) => Promise<void> = () => Promise.resolve(),
): Promise<Stage> {
  await deleteLibrary(name);
  const library = await openLibrary(name);
  await fill(library);
  const profile = await ensureDefaultProfile(library, "Tester");
  const app = new App(
    {
      library,
      recommender: services.recommender ?? uncallable("recommender"),
      importer: services.importer ?? uncallable("importer"),
      composer: services.composer ?? uncallable("composer"),
      analyser: services.analyser ?? uncallable("analyser"),
      sound: services.sound ?? new SilentSound(),
    },
    profile,
    Promise.resolve(),
  );
  const target = document.body.appendChild(document.createElement("main"));
  const mounted = mount(page, { target, context: appContext(app) });
  return {
    app,
    library,
    target,
    close: async () => {
      await unmount(mounted);
      target.remove();
      app.dispose();
      library.close();
      await deleteLibrary(name);
    },
  };
}

function uncallable<T extends object>(service: string): T {
  return new Proxy({} as T, {
    get: (_, method) => () => Promise.reject(new Error(`${service}.${String(method)} was called`)),
  });
}

/** The room of sound without a sound: it says what it was told, time moves when the test says so. */
export class SilentSound implements Sound {
  positionSec = 0;
  lengthSec = 0;
  readonly told: string[] = [];
  onEnd = () => {};
  onState: Sound["onState"] = () => {};
  onNext: (() => void) | undefined;
  onPrevious: (() => void) | undefined;

  load(score: Score): Promise<void> {
    this.told.push(`load ${score.title}`);
    this.positionSec = 0;
    this.lengthSec = 40;
    this.onState({ status: "paused" });
    return Promise.resolve();
  }

  loadFile(file: Blob, { title }: { title: string }, levelDb: number): Promise<void> {
    this.told.push(`file ${title} ${file.size} ${levelDb}`);
    this.positionSec = 0;
    this.lengthSec = 40;
    this.onState({ status: "paused" });
    return Promise.resolve();
  }

  play(): Promise<void> {
    this.told.push("play");
    this.onState({ status: "playing" });
    return Promise.resolve();
  }

  pause(): void {
    this.told.push("pause");
    this.onState({ status: "paused" });
  }

  seek(sec: number): void {
    this.positionSec = sec;
  }

  setTempo(factor: number): void {
    this.told.push(`tempo ${factor}`);
  }

  setLoop(): void {
    this.told.push("loop");
  }

  dispose(): void {
    this.told.push("dispose");
  }

  /** The piece has sounded to its end. */
  end(): void {
    this.onState({ status: "ended" });
    this.onEnd();
  }
}

export function entry(name: string, more: Partial<SlateEntry> = {}): SlateEntry {
  return {
    itemId: `artist:${name.toLowerCase()}`,
    kind: "artist",
    name,
    score: 1,
    communityId: "c",
    reasons: [{ kind: "popular", listeners: 37, of: 200, share: 1 }],
    otherShare: 0,
    ...more,
  };
}

/** The button whose name, as a reader of the screen hears it, contains the words. */
export function button(words: string, inside: ParentNode = document): HTMLButtonElement {
  const found = [...inside.querySelectorAll("button")].find((one) =>
    (one.getAttribute("aria-label") ?? one.textContent).includes(words),
  );
  if (found === undefined) throw new Error(`no button says ${words}`);
  return found;
}
