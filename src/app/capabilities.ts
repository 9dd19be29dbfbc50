/** What the app cannot do without; each is named as its own documentation names it. */
const needs: readonly (readonly [string, () => boolean])[] = [
  ["secure context", () => isSecureContext],
  ["IndexedDB", () => typeof indexedDB !== "undefined"],
  ["module workers", () => typeof Worker !== "undefined"],
  ["WebAssembly", () => typeof WebAssembly !== "undefined"],
  ["Web Cryptography", () => typeof crypto !== "undefined" && "subtle" in crypto],
  ["Intl.ListFormat", () => typeof Intl !== "undefined" && "ListFormat" in Intl],
  ["light-dark()", () => CSS.supports("color", "light-dark(#000, #fff)")],
  ["popover", () => "popover" in HTMLElement.prototype],
];

/** The names of what this browser lacks; empty where everything is there. */
export function missingCapabilities(): readonly string[] {
  return needs.filter(([, has]) => !has()).map(([name]) => name);
}
