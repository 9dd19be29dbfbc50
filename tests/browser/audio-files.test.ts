import { afterEach, expect, test, vi } from "vitest";
import { Analysing } from "../../src/app/analysing.svelte";
import { Engine } from "../../src/audio/engine";
import { decodeSound } from "../../src/audio/decode";
import { Player } from "../../src/audio/player";
import { chooseFolder } from "../../src/app/drop";
import { openHeld } from "../../src/app/held-file";
import { Looks } from "../../src/app/looks.svelte";
import { router } from "../../src/app/router.svelte";
import { trackItem } from "../../src/base/item";
import { ANALYSIS_RATE_HZ } from "../../src/features/analysis-rate";
import { writeWav } from "../../src/formats/wav/write";
import { readFeatures } from "../../src/library/features";
import { ImportSession } from "../../src/library/import-session";
import { recentListens } from "../../src/library/listens";
import { undoImport } from "../../src/library/import-undo";
import { LIBRARY_NAME, deleteLibrary, openLibrary } from "../../src/library/open";
import { keepSong } from "../../src/library/songs";
import type { Library } from "../../src/library/schema";
import { connect } from "../../src/rpc/connect";
import type { AnalyserApi } from "../../src/rpc/contracts/analyser";
import LibraryPage from "../../src/ui/library/Library.svelte";
import { button, stage, tune, type Stage } from "../app/harness";
import { clicks } from "../features/sounds";
import { tone } from "./tones";

const slowly = { timeout: 30_000 };
const close: (() => unknown)[] = [];

afterEach(async () => {
  for (const one of close.splice(0).toReversed()) await one();
  router.search = "";
});

function wavOf(samples: Float32Array, sampleRateHz: number): Blob {
  return new Blob([writeWav({ sampleRateHz, channels: [samples] })], { type: "audio/wav" });
}

test.each(["mp3", "m4a", "flac", "ogg", "opus", "wav", "aiff"] as const)(
  "%s: 440 Hz in, 440 Hz out, and it plays",
  async (kind) => {
    const { blob } = await tone(kind);
    const [samples = new Float32Array()] = await decodeSound(blob, ANALYSIS_RATE_HZ);
    expect(samples.length / ANALYSIS_RATE_HZ).toBeGreaterThan(0.55);
    const middle = samples.subarray(4_000, 4_000 + ANALYSIS_RATE_HZ / 4);
    const crossings = middle.filter((value, i) => value >= 0 && (middle[i - 1] ?? 0) < 0).length;
    expect(Math.abs(crossings - 110)).toBeLessThan(3);

    const player = new Player(new Engine());
    close.push(() => player.dispose());
    await player.loadFile(blob, { title: kind }, -6);
    expect(player.lengthSec).toBeGreaterThan(0.55);
    const ended = new Promise<void>((resolve) => (player.onEnd = resolve));
    await player.play();
    await ended;
  },
);

test("a file that is no sound fails in words, and the player takes the next one", async () => {
  const player = new Player(new Engine());
  close.push(() => player.dispose());
  const broken = new Blob(["not a sound"], { type: "audio/mpeg" });
  await expect(player.loadFile(broken, { title: "x" })).rejects.toThrow("cannot be played");
  expect(player.state.status).toBe("failed");
  await player.loadFile((await tone("mp3")).blob, { title: "y" });
  expect(player.state.status).toBe("paused");
});

async function measuring(): Promise<{ library: Library; analysing: Analysing }> {
  await deleteLibrary(LIBRARY_NAME);
  const library = await openLibrary();
  const connection = connect<AnalyserApi>(
    () => new Worker(new URL("../../workers/analyser.ts", import.meta.url), { type: "module" }),
  );
  const analysing = new Analysing(connection.call, library);
  close.push(
    () => library.close(),
    () => connection.close(),
    () => analysing.dispose(),
  );
  return { library, analysing };
}

async function bring(library: Library, files: Parameters<ImportSession["preview"]>[0]) {
  const session = new ImportSession(library, navigator.storage);
  const { previewId } = await session.preview(files, "p", {});
  return session.commit(previewId, "", {});
}

test("what is new is measured beside the page: files by their sound, pieces by their notes", async () => {
  const { library, analysing } = await measuring();
  const beat = wavOf(clicks(100, 12), ANALYSIS_RATE_HZ);
  const files = [
    { name: "Ann - Beat.wav", blob: beat },
    { name: "Ann - Broken.wav", blob: new Blob([(await tone("wav")).blob.slice(0, 60)]) },
    await tone("mp3"),
  ];
  const { importId } = await bring(library, files);
  const kept = await keepSong(library, {
    profileId: "p",
    title: "T",
    artist: "Me",
    score: tune("T"),
    authorship: { by: "person" },
  });
  const seen: string[] = [];
  analysing.onMeasured = (id) => seen.push(id);
  await analysing.start();
  expect(analysing.problem).toBeUndefined();
  const beatId = trackItem("Ann", "Beat");
  const measured = await readFeatures(library, beatId);
  expect(measured?.values["bpm"]).toBeCloseTo(100, 0);
  expect(measured?.values["loudness"]).toBeLessThan(-10);
  expect((await readFeatures(library, kept.track.id))?.values).toMatchObject({ bpm: 120, key: 2 });
  expect(
    (await readFeatures(library, trackItem("Mira Sol", "Glasfluß")))?.values["key"],
  ).toBeDefined();
  expect(seen).toContain(beatId);
  // Measured once: nothing is left to do, and nothing is done.
  seen.length = 0;
  await analysing.start();
  expect(seen).toEqual([]);
  await undoImport(library, importId);
  expect(await readFeatures(library, beatId)).toBeUndefined();
});

test("measuring stops at a press and goes on from there", async () => {
  const { library, analysing } = await measuring();
  const names = ["One", "Two", "Three"];
  const files = names.map((name, i) => ({
    name: `Ann - ${name}.wav`,
    blob: wavOf(clicks(90 + 10 * i, 6), ANALYSIS_RATE_HZ),
  }));
  await bring(library, files);
  analysing.onMeasured = () => analysing.stop();
  await analysing.start();
  expect(analysing.stopped).toBe(true);
  expect(await library.features.count()).toBe(1);
  analysing.onMeasured = () => {};
  await analysing.start();
  expect(analysing.stopped).toBe(false);
  expect(await library.features.count()).toBe(3);
});

let here: Stage | undefined;

test("drop → preview with room and reasons → import → play → a listen is left", async () => {
  const sessions: ImportSession[] = [];
  const importer = {
    preview: (request: { files: Parameters<ImportSession["preview"]>[0]; profileId: string }) =>
      sessions[0]?.preview(request.files, request.profileId, {}),
    commit: ({ previewId, name }: { previewId: string; name: string }) =>
      sessions[0]?.commit(previewId, name, {}),
    discard: () => Promise.resolve(),
  };
  const analyser = {
    measureSound: () => Promise.resolve(),
    measureScores: () => Promise.resolve(),
  };
  const recommender = { slates: () => Promise.resolve([]) };
  here = await stage(
    "audio-files-test",
    LibraryPage,
    {
      importer: importer as never,
      analyser: analyser as never,
      recommender: recommender as never,
      sound: new Player(new Engine()),
    },
    (library) => {
      sessions.push(new ImportSession(library, navigator.storage));
      return Promise.resolve();
    },
  );
  close.push(() => here?.close());
  const { app, target, library } = here;
  const mp3 = await tone("mp3");
  await app.importing.read([mp3, { name: "bad.flac", blob: new Blob(["fLaC\0\0"]) }]);
  expect(app.importing.stage).toMatchObject({
    kind: "preview",
    preview: { counts: { tracks: 1, audioFiles: 1 }, rejectedCount: 1 },
  });
  button("Import", target).click();
  await vi.waitFor(() => expect(document.querySelector("dialog .preview")).not.toBeNull(), slowly);
  const said = document.querySelector("dialog .preview")?.textContent ?? "";
  for (const words of ["Music files", "Glasfluß", "Copies on this device take", "bad.flac"]) {
    expect(said).toContain(words);
  }
  [...document.querySelectorAll<HTMLElement>("dialog button")].at(-1)?.click();
  await vi.waitFor(() => expect(document.querySelector("dialog .done")).not.toBeNull(), slowly);
  button("Done").click();
  await vi.waitFor(() => button("Play: Glasfluß", target), slowly);
  await vi.waitFor(() => {
    const picture = target.querySelector<HTMLImageElement>(".track img");
    expect(picture?.naturalWidth).toBe(16);
  }, slowly);
  button("Play: Glasfluß", target).click();
  await vi.waitFor(() => expect(app.player.playing).toBe(true), slowly);
  expect(navigator.mediaSession.metadata).toMatchObject({ title: "Glasfluß", album: "Low Water" });
  expect(navigator.mediaSession.metadata?.artwork[0]?.type).toBe("image/png");
  app.player.setTempo(0.5);
  await vi.waitFor(async () => {
    const [listen] = await recentListens(library, app.profile.id, 1);
    expect(listen?.trackId).toBe(trackItem("Mira Sol", "Glasfluß"));
    // The last position that an element tells may lie a few frames before the end.
    expect(listen?.completion).toBeGreaterThan(0.95);
  }, slowly);
});

test("a chosen folder is not copied: it plays from where it is, and says when a file is gone", async () => {
  const root = await navigator.storage.getDirectory();
  const music = await root.getDirectoryHandle("Music", { create: true });
  close.push(() => root.removeEntry("Music", { recursive: true }));
  const inner = await music.getDirectoryHandle("Mira", { create: true });
  const handle = await inner.getFileHandle("tone.mp3", { create: true });
  const writable = await handle.createWritable();
  await writable.write((await tone("mp3")).blob);
  await writable.close();
  vi.stubGlobal("showDirectoryPicker", () => Promise.resolve(music));
  close.push(() => vi.unstubAllGlobals());

  const { library, analysing } = await measuring();
  const files = await chooseFolder();
  expect(files.map(({ name }) => name)).toEqual(["Music/Mira/tone.mp3"]);
  const session = new ImportSession(library, navigator.storage);
  const preview = await session.preview(files, "p", {});
  expect(preview.room?.kept).toBe(true);
  await session.commit(preview.previewId, "", {});
  const [row] = await library.audioFiles.toArray();
  expect(row?.held).toMatchObject({ as: "handle" });
  const file = await openHeld(row);
  expect([file.size, file.type]).toEqual([row?.bytes, "audio/mpeg"]);
  await analysing.start();
  expect(await library.features.count()).toBe(1);

  await inner.removeEntry("tone.mp3");
  await expect(openHeld(row)).rejects.toMatchObject({ kind: "file-gone" });
});

test("pictures are given back when they are no longer shown", async () => {
  const { library } = await measuring();
  await bring(library, [await tone("mp3")]);
  const alive = new Set<string>();
  const create = URL.createObjectURL.bind(URL);
  const revoke = URL.revokeObjectURL.bind(URL);
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    const url = create(blob);
    alive.add(url);
    return url;
  });
  vi.spyOn(URL, "revokeObjectURL").mockImplementation((url) => {
    alive.delete(url);
    revoke(url);
  });
  close.push(() => vi.restoreAllMocks());
  const looks = new Looks(library);
  const id = trackItem("Mira Sol", "Glasfluß");
  await Promise.all([looks.need(id), looks.need(id)]);
  expect([alive.size, alive.has(looks.picture(id) ?? "")]).toEqual([1, true]);
  looks.clear();
  expect([alive.size, looks.picture(id)]).toEqual([0, undefined]);
  await looks.need("track:nobody|nothing");
  expect(looks.features("track:nobody|nothing")).toBeUndefined();
});
