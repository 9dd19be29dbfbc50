import axe from "axe-core";
import { createRawSnippet, flushSync, mount, unmount, type Component } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { toasts } from "../../src/app/toasts.svelte";
import Choice from "../../src/ui/parts/Choice.svelte";
import Dialog from "../../src/ui/parts/Dialog.svelte";
import Menu from "../../src/ui/parts/Menu.svelte";
import Progress from "../../src/ui/parts/Progress.svelte";
import Stars from "../../src/ui/parts/Stars.svelte";
import Toasts from "../../src/ui/parts/Toasts.svelte";
import "../../src/ui/tokens.css";
import "../../src/ui/base.css";

let mounted: object[] = [];

function show(part: Component<never>, props: object): void {
  mounted.push(mount(part as unknown as Component, { target: document.body, props }));
  flushSync();
}

function one(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`nothing is ${selector}`);
  return found;
}

const key = (name: string) => new KeyboardEvent("keydown", { key: name, bubbles: true });
const text = (words: string) => createRawSnippet(() => ({ render: () => `<p>${words}</p>` }));

beforeEach(() => {
  document.documentElement.lang = "en";
});

afterEach(async () => {
  for (const part of mounted) await unmount(part);
  mounted = [];
  document.body.replaceChildren();
});

test("a dialog takes the focus, names itself, and gives the focus back", async () => {
  const opener = document.createElement("button");
  document.body.append(opener);
  opener.focus();
  const onclose = vi.fn();
  show(Dialog, { open: true, title: "Keep a backup?", onclose, children: text("Sure?") });
  const dialog = one("dialog") as HTMLDialogElement;
  expect(dialog.open).toBe(true);
  expect(dialog.contains(document.activeElement)).toBe(true);
  expect(one(`#${CSS.escape(dialog.getAttribute("aria-labelledby") ?? "")}`).textContent).toBe(
    "Keep a backup?",
  );
  dialog.dispatchEvent(new Event("cancel", { cancelable: true }));
  expect(onclose).toHaveBeenCalledOnce();
  dialog.close();
  expect(document.activeElement).toBe(opener);
});

test("a busy dialog cannot be closed by Escape or a press outside", () => {
  const onclose = vi.fn();
  show(Dialog, { open: true, title: "Removing", busy: true, onclose, children: text("…") });
  const escape = new Event("cancel", { cancelable: true });
  one("dialog").dispatchEvent(escape);
  one("dialog").click();
  expect(escape.defaultPrevented).toBe(true);
  expect(onclose).not.toHaveBeenCalled();
});

test("a menu opens on its first item, moves by arrows, runs what is chosen", async () => {
  const runs: string[] = [];
  const item = (label: string) => ({ label, run: () => void runs.push(label) });
  show(Menu, {
    label: "More for Sonata",
    items: [item("Play next"), { ...item("Remove"), disabled: true }, item("Rename")],
  });
  const opener = one("button[aria-haspopup]");
  opener.click();
  await vi.waitFor(() => expect(document.activeElement?.textContent?.trim()).toBe("Play next"));
  expect(opener.getAttribute("aria-expanded")).toBe("true");
  document.activeElement?.dispatchEvent(key("ArrowDown"));
  expect(document.activeElement?.textContent?.trim()).toBe("Rename");
  document.activeElement?.dispatchEvent(key("ArrowDown"));
  expect(document.activeElement?.textContent?.trim()).toBe("Play next");
  document.activeElement?.dispatchEvent(key("End"));
  (document.activeElement as HTMLElement).click();
  expect(runs).toEqual(["Rename"]);
  await vi.waitFor(() => expect(opener.getAttribute("aria-expanded")).toBe("false"));
});

test("stars rate, and the star that is set takes the rating back", () => {
  const rated: (number | undefined)[] = [];
  show(Stars, {
    name: "Sonata",
    value: 3,
    onrate: (value: number | undefined) => void rated.push(value),
  });
  const inputs = [...document.querySelectorAll<HTMLInputElement>("input[type=radio]")];
  expect(inputs.map((input) => input.checked)).toEqual([false, false, true, false, false]);
  inputs[2]?.click();
  inputs[4]?.click();
  expect(rated).toEqual([undefined, 5]);
});

test("an expected rating is said as one and is not chosen", () => {
  show(Stars, { name: "Sonata", expected: 4.2, onrate: () => undefined });
  expect(document.querySelector("input:checked")).toBeNull();
  expect(one("legend").textContent).toContain("Expected: 4.2 of 5");
});

test("a choice tells the new value once", () => {
  const chosen: string[] = [];
  show(Choice, {
    label: "Theme",
    value: "light",
    options: [
      { value: "light", label: "Light" },
      { value: "dark", label: "Dark" },
    ],
    onchange: (value: string) => void chosen.push(value),
  });
  one("input[value=dark]").click();
  expect(chosen).toEqual(["dark"]);
});

test("work says how far it is, or that it cannot be told, and stops when asked", () => {
  const oncancel = vi.fn();
  show(Progress, { label: "Reading", share: 0.256, oncancel });
  expect(one("[role=progressbar]").getAttribute("aria-valuenow")).toBe("26");
  one("button").click();
  expect(oncancel).toHaveBeenCalledOnce();
  document.body.replaceChildren();
  show(Progress, { label: "Reading" });
  expect(one("[role=progressbar]").hasAttribute("aria-valuenow")).toBe(false);
});

test("a message stays while it is looked at, and its undo runs once", () => {
  vi.useFakeTimers();
  const run = vi.fn();
  show(Toasts, {});
  toasts.show({ tone: "ink", text: "Removed.", action: { label: "Undo", run } });
  flushSync();
  one(".toast").dispatchEvent(new PointerEvent("pointerenter"));
  vi.advanceTimersByTime(60_000);
  flushSync();
  expect(one(".toast").textContent).toContain("Removed.");
  one(".toast button").click();
  flushSync();
  expect(run).toHaveBeenCalledOnce();
  expect(document.querySelector(".toast")).toBeNull();
  vi.useRealTimers();
});

test.each(["light", "dark"])("the parts pass axe in the %s theme", async (theme) => {
  document.documentElement.dataset["theme"] = theme;
  show(Stars, { name: "Sonata", value: 3.5, onrate: () => undefined });
  show(Stars, { name: "Largo", expected: 2 });
  show(Menu, { label: "More", items: [{ label: "Play", run: () => undefined }] });
  show(Progress, {
    label: "Reading",
    share: 0.5,
    detail: "WebAssembly",
    oncancel: () => undefined,
  });
  show(Choice, {
    label: "Theme",
    value: "a",
    options: [
      { value: "a", label: "One" },
      { value: "b", label: "Two" },
    ],
    onchange: () => undefined,
  });
  const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  delete document.documentElement.dataset["theme"];
});
