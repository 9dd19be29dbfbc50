import axe from "axe-core";
import { flushSync, mount, unmount, type Component } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { appearance } from "../../src/app/theme.svelte";
import MelodyPlot from "../../src/ui/parts/score/MelodyPlot.svelte";
import Notation from "../../src/ui/parts/score/Notation.svelte";
import PianoRoll from "../../src/ui/parts/score/PianoRoll.svelte";
import { installTrustedTypes } from "../../src/ui/shell/trusted";
import { reel } from "../ui/score/tune";
import { moving } from "./score-props.svelte";
import "../../src/ui/tokens.css";
import "../../src/ui/base.css";

let mounted: object[] = [];

function show<T extends object>(part: unknown, props: T, width = 640): T {
  const target = document.body.appendChild(document.createElement("main"));
  target.style.width = `${width}px`;
  const live = moving(props);
  mounted.push(mount(part as Component, { target, props: live }));
  flushSync();
  return live;
}

function all(selector: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selector)];
}

function one(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`nothing is ${selector}`);
  return found;
}

const valueText = (sec: number) => `at ${sec.toFixed(1)}`;
const drawn = ".abcjs-note, .abcjs-rest";
const staff = () => vi.waitFor(() => expect(all(drawn).length).toBeGreaterThan(0), 20_000);
const rolled = () => vi.waitFor(() => expect(all(".note").length).toBeGreaterThan(0));

beforeEach(() => {
  document.documentElement.lang = "en";
  document.title = "Score";
});

afterEach(async () => {
  for (const part of mounted) await unmount(part);
  mounted = [];
  document.body.replaceChildren();
  appearance.setMotion("system");
});

test("the roll draws every sounding note, and emphasises what sounds now", async () => {
  const props = show(PianoRoll, {
    score: reel,
    authored: "ink",
    label: "Roll",
    positionSec: 0.1,
    valueText,
  });
  await rolled();
  expect(all(".note")).toHaveLength(96 + 12);
  expect(all(".roll .sounding")).toHaveLength(2);
  const before = one(".playhead").getAttribute("x1");
  const still = all(".note")[5];
  props.positionSec = 3.9;
  flushSync();
  expect(one(".playhead").getAttribute("x1")).not.toBe(before);
  expect(all(".note")[5]).toBe(still);
  props.positionSec = 24;
  flushSync();
  expect(all(".roll .sounding")).toHaveLength(0);
});

test("the roll glides with the sound, and only turns pages where nothing may move", async () => {
  appearance.setMotion("full");
  const props = show(
    PianoRoll,
    { score: reel, authored: "ink", label: "Roll", positionSec: 12, valueText },
    320,
  );
  await rolled();
  await vi.waitFor(() => expect(one(".roll").scrollLeft).toBeGreaterThan(100));
  const gliding = one(".roll").scrollLeft;
  props.positionSec = 12.5;
  flushSync();
  expect(one(".roll").scrollLeft).toBeGreaterThan(gliding);
  appearance.setMotion("less");
  props.positionSec = 12.6;
  flushSync();
  const page = one(".roll").scrollLeft;
  props.positionSec = 12.8;
  flushSync();
  expect(one(".roll").scrollLeft).toBe(page);
  props.positionSec = 20;
  flushSync();
  expect(one(".roll").scrollLeft).toBeGreaterThan(page);
});

test("the roll is a slider: keys go by beat and bar, a press goes where it falls", async () => {
  const props: { positionSec: number; [name: string]: unknown } = show(PianoRoll, {
    score: reel,
    authored: "light",
    label: "Place in the piece",
    positionSec: 0,
    valueText,
    onseek: (sec: number) => (props.positionSec = sec),
  });
  await rolled();
  const slider = one('[role="slider"]');
  slider.focus();
  const press = (key: string) => {
    slider.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    flushSync();
    return props.positionSec;
  };
  expect(press("ArrowRight")).toBe(0.5);
  expect(slider.getAttribute("aria-valuetext")).toBe("at 0.5");
  expect(press("PageDown")).toBe(2);
  expect(press("ArrowLeft")).toBe(1.5);
  expect(press("End")).toBe(22);
  expect(press("Home")).toBe(0);
  slider.scrollLeft = 0;
  const surface = one(".press");
  const { left, width } = surface.getBoundingClientRect();
  surface.dispatchEvent(
    new PointerEvent("pointerup", { bubbles: true, clientX: left + width / 6 }),
  );
  expect(props.positionSec).toBeCloseTo(4, 1);
});

test("a roll of a piece that is not in the player shows no now and goes nowhere", async () => {
  show(PianoRoll, { score: reel, authored: "ink", label: "Roll", valueText });
  await rolled();
  expect(one('[role="slider"]').getAttribute("aria-disabled")).toBe("true");
  expect(all(".playhead, .roll .sounding")).toHaveLength(0);
});

test("light is told from ink without its colour: outlined, not filled", async () => {
  show(PianoRoll, { score: reel, authored: "light", label: "Light", valueText });
  await rolled();
  const style = getComputedStyle(one(".note"));
  expect(style.stroke).not.toBe("none");
  expect(style.fill).not.toBe(style.stroke);
});

test("the staff has a head for each written note and marks the one that sounds, repeats too", async () => {
  const props = show(Notation, {
    score: reel,
    authored: "ink",
    label: "Melody",
    waiting: "Drawing",
    positionSec: 0,
  });
  expect(one("p").textContent).toBe("Drawing");
  await staff();
  flushSync();
  expect(all(drawn)).toHaveLength(64);
  const at = (sec: number) => {
    props.positionSec = sec;
    flushSync();
    expect(all(".abcjs-note.sounding")).toHaveLength(1);
    return all(drawn).indexOf(one(".abcjs-note.sounding"));
  };
  expect([0, 0.26, 7.9, 8, 16, 23.9].map(at)).toEqual([0, 1, 31, 0, 32, 63]);
  expect(all("p")).toHaveLength(0);
  expect(all(".abcjs-chord")).toHaveLength(3);
});

test("the staff breaks its lines for the width and keeps the sounding line in sight", async () => {
  const wide = { score: reel, authored: "ink", label: "Melody", waiting: "…", positionSec: 0 };
  appearance.setMotion("less");
  const props = show(Notation, wide, 340);
  await staff();
  await vi.waitFor(() => expect(all(".abcjs-staff-wrapper").length).toBeGreaterThan(2));
  one(".notation").style.maxHeight = "150px";
  props.positionSec = 23.9;
  flushSync();
  expect(one(".notation").scrollTop).toBeGreaterThan(100);
  one("main").style.width = "900px";
  await vi.waitFor(() => expect(all(".abcjs-staff-wrapper")).toHaveLength(2));
  expect(one(".notation svg").getBoundingClientRect().right).toBeLessThanOrEqual(
    one(".notation").getBoundingClientRect().right,
  );
});

test("a rest, a tie and a triplet keep the heads in step with the sound", async () => {
  const at = (pitch: number, tick: number, duration: number) => ({
    pitch,
    tick,
    duration,
    velocity: 80,
  });
  const notes = [at(62, 0, 480), at(64, 960, 1440), at(66, 2400, 160), at(67, 2560, 160)];
  const more = [at(69, 2720, 160), at(71, 2880, 960)];
  const part = { name: "Melody", instrument: "piano" as const, notes: [...notes, ...more] };
  const score = { ...reel, bars: reel.bars.slice(5, 7), parts: [part], chords: [] };
  const two = score.bars.map((bar, i) => ({ ...bar, tick: i * 1920 }));
  const props = show(Notation, {
    score: { ...score, bars: two },
    authored: "light",
    label: "Melody",
    waiting: "…",
    positionSec: 0.6,
  });
  await staff();
  flushSync();
  expect(all(drawn)).toHaveLength(8);
  expect(one(".sounding").classList).toContain("abcjs-rest");
  props.positionSec = 2.1;
  flushSync();
  expect(all(drawn).indexOf(one(".sounding"))).toBe(3);
  props.positionSec = 3.2;
  flushSync();
  expect(all(drawn).indexOf(one(".sounding"))).toBe(7);
});

test("the plot draws a stroke a note, names its range, and shows now only when told", async () => {
  const props: { positionSec?: number } = show(MelodyPlot, {
    score: reel,
    authored: "light",
    label: "Outline",
    positionSec: undefined as number | undefined,
  } as { positionSec?: number });
  expect(one("svg path").getAttribute("d")?.match(/H/g)).toHaveLength(64);
  expect(one("svg").textContent).toContain("D5");
  expect(all(".playhead")).toHaveLength(0);
  props.positionSec = 8;
  flushSync();
  const first = one(".playhead").getAttribute("x1");
  props.positionSec = 0;
  flushSync();
  expect(one(".playhead").getAttribute("x1")).toBe(first);
});

test("nothing for axe to find, in ink and in light", async () => {
  show(PianoRoll, {
    score: reel,
    authored: "light",
    label: "Place",
    positionSec: 1,
    valueText,
    onseek() {},
  });
  show(Notation, { score: reel, authored: "ink", label: "Melody", waiting: "…" });
  show(MelodyPlot, { score: reel, authored: "ink", label: "Outline" });
  await rolled();
  await staff();
  const rules = { region: { enabled: false }, "landmark-no-duplicate-main": { enabled: false } };
  const off = { ...rules, "landmark-unique": { enabled: false } };
  const { violations } = await axe.run(document.body, { rules: off });
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});

// Last, for a policy once set stays with the page.
test("the staff is drawn under the app's Trusted Types", async () => {
  installTrustedTypes();
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content =
    "require-trusted-types-for 'script'; trusted-types svelte-trusted-html default; style-src-attr 'none'";
  document.head.append(meta);
  expect(() => (document.createElement("p").innerHTML = "<img>")).toThrow(TypeError);
  const refused: string[] = [];
  const note = (event: SecurityPolicyViolationEvent) => refused.push(event.violatedDirective);
  document.addEventListener("securitypolicyviolation", note);
  show(Notation, { score: reel, authored: "ink", label: "Melody", waiting: "…" }, 700);
  await staff();
  expect(all(drawn)).toHaveLength(64);
  expect(one(".notation svg").getBoundingClientRect().width).toBeGreaterThan(500);
  await new Promise((resolve) => setTimeout(resolve));
  document.removeEventListener("securitypolicyviolation", note);
  expect(refused).toEqual([]);
});
