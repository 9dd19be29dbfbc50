import { expect, test, vi } from "vitest";
import { checkedAddress, checkedMarkup } from "../../src/ui/shell/trusted";

test.each(["", "12:34", "&nbsp;", '<div class="abcjs-inner scroll-amount"></div>'])(
  "%j passes as it is",
  (text) => {
    expect(checkedMarkup(text)).toBe(text);
  },
);

test.each([
  "<script>alert(1)</script>",
  '<img src="x" onerror="alert(1)">',
  '<div class="a" onclick="alert(1)"></div>',
  '<div class="a"><svg onload=alert(1)></div>',
  '<DIV style="x">',
  "<",
])("%j is refused", (text) => {
  expect(() => checkedMarkup(text)).toThrow(TypeError);
});

test("scripts come from this origin only", () => {
  vi.stubGlobal("location", new URL("https://refrain.example/studio"));
  expect(checkedAddress("/service-worker.js")).toBe("/service-worker.js");
  expect(checkedAddress("https://refrain.example/assets/a.js")).toBeTruthy();
  expect(() => checkedAddress("https://elsewhere.example/a.js")).toThrow(TypeError);
  expect(() => checkedAddress("data:text/javascript,1")).toThrow(TypeError);
  expect(() => checkedAddress("//elsewhere.example/a.js")).toThrow(TypeError);
  vi.unstubAllGlobals();
});
