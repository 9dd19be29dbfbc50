/**
 * The content security policy of the app: everything from its own origin, no inline script or
 * style, no eval but WebAssembly's. Trusted Types let only Svelte's templates and the one default
 * policy of src/ui/shell/trusted.ts make markup or script addresses out of text.
 */
const directives: readonly string[] = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types svelte-trusted-html default",
];

/** For the meta element, where frame-ancestors has no effect. */
export const metaPolicy = directives.join("; ");

/** For the header of a server. */
export const headerPolicy = [...directives, "frame-ancestors 'none'"].join("; ");

/** What a server should send with every response. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": headerPolicy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(self), geolocation=(), payment=(), usb=()",
};
