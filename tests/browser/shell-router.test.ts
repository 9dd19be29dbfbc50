import { afterEach, beforeEach, expect, test } from "vitest";
import { Router } from "../../src/app/router.svelte";

let router: Router;
const here = location.pathname + location.search;

beforeEach(() => {
  router = new Router();
  router.start();
});

afterEach(() => {
  router.dispose();
  history.replaceState(null, "", here);
  document.body.replaceChildren();
});

function link(attributes: Record<string, string>): HTMLAnchorElement {
  const anchor = document.createElement("a");
  for (const [name, value] of Object.entries(attributes)) anchor.setAttribute(name, value);
  anchor.textContent = "a link";
  document.body.append(anchor);
  return anchor;
}

/** Clicks and says whether the router took it; whatever it leaves goes nowhere in this test. */
function taken(anchor: HTMLAnchorElement, init: MouseEventInit = {}): boolean {
  let prevented = false;
  const guard = (event: Event) => {
    prevented = event.defaultPrevented;
    event.preventDefault();
  };
  window.addEventListener("click", guard, { once: true });
  anchor.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...init }));
  return prevented;
}

test("a link of ours changes the address without a load", () => {
  const visits = router.visits;
  expect(taken(link({ href: "/studio/42?seed=7" }))).toBe(true);
  expect(router.path).toBe("/studio/42");
  expect(router.search).toBe("?seed=7");
  expect(router.segments).toEqual(["42"]);
  expect(router.visits).toBe(visits + 1);
});

test.each<[string, Record<string, string>, MouseEventInit]>([
  ["another origin", { href: "https://example.org/" }, {}],
  ["a new tab by target", { href: "/library", target: "_blank" }, {}],
  ["a download", { href: "/song.mid", download: "" }, {}],
  ["a place on this page", { href: "#main" }, {}],
  ["a press with Ctrl", { href: "/library" }, { ctrlKey: true }],
  ["a press with Shift", { href: "/library" }, { shiftKey: true }],
  ["the middle button", { href: "/library" }, { button: 1 }],
])("%s is left to the browser", (_name, attributes, init) => {
  const path = router.path;
  expect(taken(link(attributes), init)).toBe(false);
  expect(router.path).toBe(path);
});

test("going back comes to the kept scroll position, a new visit to the top", async () => {
  const tall = document.createElement("div");
  tall.style.height = "5000px";
  document.body.append(tall);
  router.go("/library");
  scrollTo(0, 1200);
  router.go("/studio");
  expect(router.keptScroll()).toBe(0);
  const back = new Promise((resolve) => window.addEventListener("popstate", resolve));
  history.back();
  await back;
  expect(router.path).toBe("/library");
  expect(router.keptScroll()).toBe(1200);
});

test("changing the query is no new visit", () => {
  router.go("/library");
  const { length } = history;
  const { visits } = router;
  router.setSearch(new URLSearchParams({ q: "sigur rós" }));
  expect(router.search).toBe("?q=sigur+r%C3%B3s");
  expect(new URLSearchParams(location.search).get("q")).toBe("sigur rós");
  expect([history.length, router.visits]).toEqual([length, visits]);
  router.setSearch(new URLSearchParams());
  expect(location.search).toBe("");
});

test("segments are decoded, and one that cannot be is kept as it is", () => {
  router.go("/player/a%20b/");
  expect(router.segments).toEqual(["a b"]);
  router.go("/player/%E0%A4%A");
  expect(router.segments).toEqual(["%E0%A4%A"]);
});
