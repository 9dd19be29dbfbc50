import axe from "axe-core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { router } from "../../src/app/router.svelte";
import { toasts } from "../../src/app/toasts.svelte";
import { Workbench } from "../../src/app/studio/workbench.svelte";
import { studioOf } from "../../src/app/studio/open";
import { language } from "../../src/i18n/language.svelte";
import { keepSong } from "../../src/library/songs";
import type { Score } from "../../src/music/score";
import type { ChangeRequest, HarmonyRequest } from "../../src/rpc/contracts/composer";
import Studio from "../../src/ui/studio/Studio.svelte";
import { button, SilentSound, stage, tune, type Stage } from "../app/harness";

const slowly = { timeout: 20_000 };
let here: Stage;
let sound: SilentSound;
let songId: string;
let changes: ChangeRequest[];
let harmonies: HarmonyRequest[];
let hang: boolean;
let fail: boolean;
let share: number;

const chords = [0, 1920, 3840, 5760].map((tick, i) => ({
  tick,
  symbol: ["D", "G", "A7", "D"][i] ?? "D",
}));
const start: Score = { ...tune("The Bench"), chords };

/** The second bar a third higher. */
function varied(score: Score): Score {
  return {
    ...score,
    parts: score.parts.map((part) => ({
      ...part,
      notes: part.notes.map((note) =>
        note.tick >= 1920 && note.tick < 3840 ? { ...note, pitch: note.pitch + 4 } : note,
      ),
    })),
  };
}

interface Options {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { share: number }) => void;
}

const composer = {
  change: (request: ChangeRequest, { signal, onProgress }: Options) => {
    changes.push(request);
    onProgress({ share: 0.5 });
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error));
      if (fail) reject(new Error("no memory"));
      if (hang || fail) return;
      resolve(
        Array.from({ length: request.count }, (_, i) => ({
          score: varied(request.score),
          seed: request.seed + i,
          bitsPerNote: 1.4,
          model: "melody@2",
          device: "wasm",
        })),
      );
    });
  },
  harmonise: (request: HarmonyRequest) => {
    harmonies.push(request);
    const next = chords.map(({ tick }) => ({ tick, symbol: "Bm7" }));
    return Promise.resolve(Array.from({ length: request.count }, () => next));
  },
  examine: () =>
    Promise.resolve({
      judgement: { whole: 0.8, bars: [0.9, 0.4, 0.1, 0.9] },
      originality: {
        share,
        percentile: 0.7,
        ...(share > 0 && { nearest: { title: "Old Tune", source: "corpus", bars: [1, 2] } }),
      },
    }),
};

const main = () => here.target;
const bars = () => [...main().querySelectorAll<HTMLElement>("[data-bar]")];
const alternatives = () => [...main().querySelectorAll<HTMLElement>("[data-alternative]")];
const stored = async () => (await here.library.scores.toArray())[0]?.score;
const chosen = () => bars().flatMap((bar, i) => (bar.ariaPressed === "true" ? [i] : []));
const bench = () => {
  const found = studioOf(here.app).bench(songId);
  if (found === undefined) throw new Error("no bench");
  return found;
};

function press(target: Element | undefined, key: string, more: KeyboardEventInit = {}): void {
  target?.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }),
  );
}

beforeEach(async () => {
  changes = [];
  harmonies = [];
  hang = fail = false;
  share = 0;
  sound = new SilentSound();
  document.documentElement.dataset["motion"] = "less";
  here = await stage("desk-test", Studio, {
    composer: composer as never,
    sound,
    recommender: { foldIn: () => Promise.resolve([]) } as never,
  });
  const { song } = await keepSong(here.library, {
    profileId: here.app.profile.id,
    title: "The Bench",
    artist: "Tester",
    score: start,
    authorship: { by: "person" },
  });
  songId = song.id;
  router.path = `/studio/piece/${songId}`;
  await vi.waitFor(() => expect(bars()).toHaveLength(4), slowly);
});

afterEach(async () => {
  router.path = "/";
  for (const toast of toasts.all) toasts.dismiss(toast.id);
  await here.close();
});

test("bars are chosen on the engraved staff too, in step with the rows, by press, draw and keys", async () => {
  const summary = main().querySelector<HTMLElement>("summary");
  summary?.click();
  const onStaff = () => [...main().querySelectorAll<HTMLElement>(".notation [data-bar]")];
  await vi.waitFor(() => expect(onStaff()).toHaveLength(4), slowly);
  onStaff()[0]?.scrollIntoView({ block: "center" });
  const middle = (bar: HTMLElement | undefined) => {
    const { left, top, width, height } = (bar ?? main()).getBoundingClientRect();
    return { clientX: left + width / 2, clientY: top + height / 2, button: 0, bubbles: true };
  };
  const point = (kind: string, bar: number) =>
    onStaff()[bar]?.dispatchEvent(new PointerEvent(kind, middle(onStaff()[bar])));
  point("pointerdown", 1);
  await vi.waitFor(() => expect(bench().range).toEqual({ first: 1, last: 1 }), slowly);
  point("pointermove", 2);
  point("pointerup", 2);
  await vi.waitFor(() => expect(bench().range).toEqual({ first: 1, last: 2 }), slowly);
  const pressed = () => onStaff().map((bar) => bar.ariaPressed === "true");
  await vi.waitFor(() => expect(pressed()).toEqual([false, true, true, false]), slowly);
  press(onStaff()[2], "ArrowRight", { shiftKey: true });
  await vi.waitFor(() => expect(bench().range).toEqual({ first: 1, last: 3 }), slowly);
  expect(document.activeElement).toBe(onStaff()[3]);
  expect(onStaff()[3]?.ariaLabel).toContain("Bar 4");
  press(onStaff()[3], "Escape");
  await vi.waitFor(() => expect(bench().range).toBeUndefined(), slowly);
  const boxes = onStaff().map((bar) => bar.getBoundingClientRect());
  for (const [i, box] of boxes.entries()) {
    const next = boxes[i + 1];
    if (next && next.top === box.top) expect(next.left).toBeGreaterThanOrEqual(box.right - 1);
  }
});

test("bars are chosen by press, by keys with Shift, and by fields, and it is said", async () => {
  bars()[1]?.click();
  await vi.waitFor(() => expect(chosen()).toEqual([1]), slowly);
  bars()[1]?.focus();
  press(bars()[1], "ArrowRight", { shiftKey: true });
  await vi.waitFor(() => expect(chosen()).toEqual([1, 2]), slowly);
  expect(main().textContent).toContain("Bars 2 to 3 are chosen.");
  press(document.activeElement ?? undefined, "Escape");
  await vi.waitFor(() => expect(chosen()).toEqual([]), slowly);
  button("All bars").click();
  await vi.waitFor(() => expect(chosen()).toEqual([0, 1, 2, 3]), slowly);
});

test("drawing over bars chooses them", async () => {
  const at = (bar: HTMLElement | undefined) => {
    const box = bar?.getBoundingClientRect();
    return { clientX: (box?.left ?? 0) + 10, clientY: (box?.top ?? 0) + 30, bubbles: true };
  };
  bars()[0]?.scrollIntoView();
  bars()[0]?.dispatchEvent(new PointerEvent("pointerdown", { ...at(bars()[0]), button: 0 }));
  bars()[0]?.dispatchEvent(new PointerEvent("pointermove", at(bars()[2])));
  window.dispatchEvent(new PointerEvent("pointerup"));
  bars()[0]?.dispatchEvent(new PointerEvent("pointermove", at(bars()[3])));
  await vi.waitFor(() => expect(chosen()).toEqual([0, 1, 2]), slowly);
});

test("a change is asked for the chosen bars with the locks, heard, kept, saved and undone", async () => {
  bench().select({ from: 3, to: 3 });
  await vi.waitFor(() => button("Lock"), slowly);
  button("Lock").click();
  bench().select({ from: 1, to: 1 });
  await vi.waitFor(() => button("Vary"), slowly);
  button("Vary").click();
  await vi.waitFor(() => expect(alternatives()).toHaveLength(4), slowly);
  expect(changes[0]).toMatchObject({
    change: { kind: "vary", range: { first: 1, last: 1 } },
    locked: [3],
    profileId: here.app.profile.id,
  });
  expect(alternatives()[0]?.textContent).toContain("Changes in bar 2");
  button("Play: Alternative 2").click();
  await vi.waitFor(() => expect(here.app.player.playing).toBe(true), slowly);
  button("Keep this: Alternative 2").click();
  await vi.waitFor(() => expect(alternatives()).toHaveLength(0), slowly);
  await vi.waitFor(
    async () => expect((await stored())?.parts).toEqual(varied(start).parts),
    slowly,
  );
  await vi.waitFor(async () => {
    const choices = await here.library.choices.toArray();
    expect(choices.map(({ kept }) => kept).sort()).toEqual([false, false, false, true]);
  }, slowly);
  button("Undo").click();
  await vi.waitFor(async () => expect((await stored())?.parts).toEqual(start.parts), slowly);
  press(document.body, "y", { ctrlKey: true });
  await vi.waitFor(
    async () => expect((await stored())?.parts).toEqual(varied(start).parts),
    slowly,
  );
  expect(button("Redo").disabled).toBe(true);
});

test("an alternative is set aside and brought back; the piece stays", async () => {
  bench().select({ from: 0, to: 3 });
  await vi.waitFor(() => button("Simplify"), slowly);
  button("Simplify").click();
  await vi.waitFor(() => expect(alternatives()).toHaveLength(4), slowly);
  button("Not this: Alternative 1").click();
  await vi.waitFor(() => button("Bring back", alternatives()[0]), slowly);
  button("Bring back", alternatives()[0]).click();
  await vi.waitFor(() => button("Keep this: Alternative 1"), slowly);
  button("Leave it as it is").click();
  await vi.waitFor(() => expect(alternatives()).toHaveLength(0), slowly);
  expect(bench().history.past).toHaveLength(0);
});

test("asking can be cancelled, and a fault says that the piece is as it was", async () => {
  hang = true;
  bench().select({ from: 1, to: 1 });
  await vi.waitFor(() => button("Write anew"), slowly);
  button("Write anew").click();
  await vi.waitFor(
    () => expect(main().querySelector("[aria-valuenow='50']")).not.toBeNull(),
    slowly,
  );
  button("Cancel").click();
  await vi.waitFor(() => expect(bench().asking.busy).toBe(false), slowly);
  fail = true;
  button("Write anew").click();
  await vi.waitFor(() => expect(main().textContent).toContain("The piece is as it was."), slowly);
  button("Dismiss").click();
  await vi.waitFor(() => expect(main().textContent).not.toContain("did not work out"), slowly);
});

test("the whole is asked for in another mode, and for more bars", async () => {
  button("Continue by 4 bars").click();
  await vi.waitFor(
    () => expect(changes.at(-1)?.change).toEqual({ kind: "continue", bars: 4 }),
    slowly,
  );
  await vi.waitFor(() => expect(bench().asking.busy).toBe(false), slowly);
  const mode = [...main().querySelectorAll("select")].find(
    (one) => one.labels[0]?.textContent === "Mode",
  );
  if (mode === undefined) throw new Error("no mode");
  mode.value = "minor";
  mode.dispatchEvent(new Event("change", { bubbles: true }));
  await vi.waitFor(
    () => expect(changes.at(-1)?.change).toEqual({ kind: "mode", mode: "minor" }),
    slowly,
  );
  expect(mode.value).toBe("");
});

test("a chord is changed after a check, locked, and others are sought around it", async () => {
  button("G, bar 2").click();
  const dialog = () => main().querySelector<HTMLDialogElement>("dialog[open]");
  await vi.waitFor(
    () => expect(dialog()?.querySelector("input[type=text]")).not.toBeNull(),
    slowly,
  );
  const field = dialog()?.querySelector<HTMLInputElement>("input[type=text]");
  const type = (text: string) => {
    if (!field) return;
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  type("hello");
  await vi.waitFor(() => expect(button("Save the chord").disabled).toBe(true), slowly);
  expect(dialog()?.textContent).toContain("is not a chord");
  type("em7");
  await vi.waitFor(() => expect(button("Save the chord").disabled).toBe(false), slowly);
  dialog()?.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
  button("Save the chord").click();
  await vi.waitFor(() => button("Em7, bar 2"), slowly);
  button("Other chords").click();
  await vi.waitFor(() => expect(alternatives()).toHaveLength(4), slowly);
  expect(harmonies[0]).toMatchObject({ per: "bar", locks: [{ tick: 1920, symbol: "Em7" }] });
  button("Keep this: Alternative 1").click();
  await vi.waitFor(async () => expect((await stored())?.chords[0]?.symbol).toBe("Bm7"), slowly);
});

test("chords read as Roman numerals", async () => {
  const toggle = [...main().querySelectorAll("label")].find((one) =>
    one.textContent.includes("Roman numerals"),
  );
  toggle?.querySelector("input")?.click();
  await vi.waitFor(() => button("IV, bar 2"), slowly);
  button("V7, bar 3");
});

test("the arrangement is chosen, mixed and kept with the piece; new fills throw the dice", async () => {
  const styles = [...main().querySelectorAll("select")].find(
    (one) => one.labels[0]?.textContent === "Style",
  );
  if (styles === undefined) throw new Error("no styles");
  styles.value = styles.options[1]?.value ?? "";
  styles.dispatchEvent(new Event("change", { bubbles: true }));
  await vi.waitFor(() => button("Mute: Drums"), slowly);
  button("Mute: Drums").click();
  await vi.waitFor(
    async () =>
      expect((await stored())?.arrangement).toMatchObject({
        style: styles.options[1]?.value,
        mix: { drums: { levelDb: 0, muted: true } },
      }),
    slowly,
  );
  const seed = bench().score.arrangement?.seed;
  vi.spyOn(Math, "random").mockReturnValueOnce(0.4321);
  button("New fills").click();
  await vi.waitFor(() => expect(bench().score.arrangement?.seed).not.toBe(seed), slowly);
});

test("the critic's marks are on its bars and in their names, and can be hidden", async () => {
  const named = () => bars().map((bar) => bar.ariaLabel);
  await vi.waitFor(() => expect(named()[2]).toBe("Bar 3, sounds odd to the critic"), slowly);
  expect(named()[1]).toContain("unsure");
  expect(main().textContent).toContain("80%");
  const toggle = [...main().querySelectorAll("label")].find((one) =>
    one.textContent.includes("critic hears"),
  );
  toggle?.querySelector("input")?.click();
  await vi.waitFor(() => expect(named()[2]).toBe("Bar 3"), slowly);
});

test("a piece too close to a known tune says so, and the way on varies the shared bars", async () => {
  await vi.waitFor(
    () => expect(main().textContent).toContain("Nothing longer than a few notes"),
    slowly,
  );
  share = 0.6;
  await bench().examine();
  await vi.waitFor(() => expect(main().textContent).toContain("too close to “Old Tune”"), slowly);
  button("Vary those bars").click();
  await vi.waitFor(
    () => expect(changes[0]?.change).toMatchObject({ kind: "vary", range: { first: 1, last: 2 } }),
    slowly,
  );
});

test("a piece that is not here says so", async () => {
  router.path = "/studio/piece/nowhere";
  await vi.waitFor(() => expect(main().textContent).toContain("This piece is not here"), slowly);
});

test.each(["en", "zh-Hans"] as const)("nothing for axe to say in %s", async (locale) => {
  share = 0.6;
  await bench().examine();
  bench().select({ from: 1, to: 2 });
  await vi.waitFor(() => button("Vary"), slowly);
  button("Vary").click();
  await vi.waitFor(() => expect(alternatives()).toHaveLength(4), slowly);
  await language.choose(locale);
  const found = await axe.run(here.target);
  expect(found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
  await language.choose("en");
});

test("a step counts as being measured from the moment it is taken", async () => {
  const bench = new Workbench({
    composer: composer as never,
    score: start,
    profileId: () => Promise.resolve(undefined),
    songId: () => undefined,
    chosen: () => undefined,
    measured: () => undefined,
    authorship: { by: "person" },
    save: () => Promise.resolve(),
  });
  bench.put(varied(start), "chord");
  expect(bench.measuring).toBe(true);
  expect(bench.originality).toBeUndefined();
  await vi.waitFor(() => expect(bench.originality).toBeDefined(), slowly);
  expect(bench.measuring).toBe(false);
  bench.dispose();
});
