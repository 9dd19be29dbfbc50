import { getContext } from "svelte";
import type { App } from "./app.svelte";

const key = Symbol("app");

/** What to give to `mount(Shell, { target, context: appContext(app) })`. */
export function appContext(app: App): Map<unknown, unknown> {
  return new Map([[key, app]]);
}

/** The app a component belongs to. @throws Error outside of a component mounted with it */
export function useApp(): App {
  const app = getContext<App | undefined>(key);
  if (app === undefined) throw new Error("This component was mounted without an app.");
  return app;
}
