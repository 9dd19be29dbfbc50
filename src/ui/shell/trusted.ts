interface PolicyOptions {
  createHTML(text: string): string;
  createScriptURL(text: string): string;
}

/** Markup that holds nothing but empty boxes with a class, as abcjs makes them, or no tag at all. */
const harmless = /^(?:<div class="[\w -]*">|<\/div>|[^<])*$/;

/**
 * The default Trusted Types policy, for libraries that assign plain strings: markup only without
 * elements that could act, script addresses (workers) only of this origin. Does nothing where the
 * browser has no Trusted Types.
 */
export function installTrustedTypes(): void {
  const factory = (
    globalThis as {
      trustedTypes?: { createPolicy(name: string, options: PolicyOptions): unknown };
    }
  ).trustedTypes;
  factory?.createPolicy("default", { createHTML: checkedMarkup, createScriptURL: checkedAddress });
}

/** @throws TypeError for markup with anything but bare boxes */
export function checkedMarkup(text: string): string {
  if (harmless.test(text)) return text;
  throw new TypeError("Markup from text is not allowed here.");
}

/** @throws TypeError for an address of another origin */
export function checkedAddress(text: string): string {
  const url = new URL(text, location.href);
  if (url.origin === location.origin) return text;
  throw new TypeError(`A script of another origin is not allowed: ${url.origin}`);
}
