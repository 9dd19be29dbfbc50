import { mount, type Component } from "svelte";
import { startApp } from "./app/app.svelte";
import { missingCapabilities } from "./app/capabilities";
import { appContext } from "./app/context";
import { install } from "./app/install.svelte";
import { offline } from "./app/offline.svelte";
import { openHere } from "./app/open.svelte";
import { readPreference, writePreference } from "./app/preference";
import { problemOf } from "./app/problem";
import { router } from "./app/router.svelte";
import { startWorkers } from "./app/services";
import { toasts } from "./app/toasts.svelte";
import { updates } from "./app/update.svelte";
import { Player } from "./audio/player";
import { language, t } from "./i18n/language.svelte";
import { locales, matchLocale } from "./i18n/locales";
import { pageAt } from "./ui/shell/routes";
import Shell from "./ui/shell/Shell.svelte";
import StartupError from "./ui/shell/StartupError.svelte";
import { installTrustedTypes } from "./ui/shell/trusted";
import "./ui/tokens.css";
import "./ui/base.css";

/** Puts a component in the place of what index.html shows while the app starts. */
function show(
  component: object,
  options: { context?: Map<unknown, unknown>; props?: object },
): void {
  const target = document.querySelector("#app") ?? document.body;
  target.replaceChildren();
  mount(component as Component, { target, ...options });
}

/** Language, then what the browser must have, then the database, then the pages. */
async function start(): Promise<void> {
  installTrustedTypes();
  updates.watch();
  // What the first page needs is fetched while the database opens; a fault shows when it is drawn.
  pageAt(location.pathname)
    ?.load()
    .catch(() => undefined);
  const chosen = locales.find((locale) => locale === readPreference("language"));
  await language.choose(chosen ?? matchLocale(navigator.languages));
  const missing = missingCapabilities();
  if (missing.length > 0) {
    show(StartupError, { props: { missing } });
    return;
  }
  router.start();
  install.start();
  const services = { library: await openHere(), ...startWorkers(), sound: new Player() };
  const app = await startApp(services, {
    profile: t.shell.firstProfile,
    shelf: t.shell.shelfArtist,
  });
  install.follow(services.library);
  show(Shell, { context: appContext(app) });
  void Promise.all([quiet(), app.stocked]).then(() => app.analysing.start());
  await keepForOffline();
}

/** After the pages, so that it takes nothing from them: the offline copy and a word when it is whole. */
async function keepForOffline(): Promise<void> {
  await quiet();
  const first = readPreference("offlineSaid") === null;
  if (!(await updates.start())) return;
  await offline.fill();
  if (offline.state !== "ready") return;
  document.documentElement.dataset["offline"] = "ready";
  if (first) toasts.show({ tone: "ink", text: t.shell.offline.ready });
  writePreference("offlineSaid", "yes");
}

/** When the first page stands and the browser has nothing better to do; three seconds at most. */
function quiet(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in globalThis)
      requestIdleCallback(() => resolve(), { timeout: 3_000 });
    else setTimeout(resolve, 1_000);
  });
}

start().catch((error: unknown) => {
  show(StartupError, { props: { problem: problemOf(error) } });
});
