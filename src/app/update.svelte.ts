import { Workbox } from "workbox-window";

const guardKey = "refrain.updated";

/** How long a taken version may take to start before a word is said about it; in ms. */
const patienceMs = 5_000;

/**
 * The service worker and new versions of the app. A new version waits until the person takes it;
 * then this tab reloads once. Other tabs go on with their build and offer a reload.
 */
class Updates {
  /** A new version is installed and waits. */
  waiting = $state(false);
  /** Taken, but the old version has not ended yet: a browser may wait minutes for it. */
  held = $state(false);
  /** Another tab took a new version; this one still runs the old one. */
  elsewhere = $state(false);
  /** The app itself is kept on the device: it opens without a network. */
  shellKept = $state(false);
  /** The browser allows no service worker here: a private window, a policy, an old browser. */
  refused = $state(false);

  #workbox: Workbox | undefined;
  #taken = false;

  /** Notices from the first moment on that another tab lets a new version in. */
  watch(): void {
    if (!("serviceWorker" in navigator)) return;
    const { serviceWorker } = navigator;
    // The first worker of all that claims this tab brings the build which it runs already.
    let controlled = serviceWorker.controller !== null;
    serviceWorker.addEventListener("controllerchange", () => {
      if (this.#taken) reloadOnce();
      else if (controlled) this.elsewhere = true;
      controlled = true;
    });
  }

  /** Registers the worker. @returns true when the app is kept on the device */
  async start(): Promise<boolean> {
    try {
      await this.#register();
      this.shellKept = true;
    } catch {
      this.refused = true;
    }
    return this.shellKept;
  }

  async #register(): Promise<void> {
    const workbox = new Workbox("/service-worker.js");
    this.#workbox = workbox;
    workbox.addEventListener("waiting", () => (this.waiting = true));
    await workbox.register();
    await navigator.serviceWorker.ready;
  }

  /** Lets the waiting version in and reloads this tab with it. */
  take(): void {
    this.#taken = true;
    this.waiting = false;
    this.#workbox?.messageSkipWaiting();
    setTimeout(() => (this.held = true), patienceMs);
  }

  later(): void {
    this.waiting = false;
  }

  async check(): Promise<void> {
    await this.#workbox?.update();
  }
}

/** A reload that cannot become a loop: at most one in ten seconds. */
function reloadOnce(): void {
  const last = Number(sessionStorage.getItem(guardKey) ?? 0);
  if (Date.now() - last < 10_000) return;
  sessionStorage.setItem(guardKey, String(Date.now()));
  location.reload();
}

export const updates = new Updates();
