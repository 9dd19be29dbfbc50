import { Workbox } from "workbox-window";

const guardKey = "refrain.updated";

/**
 * The service worker and new versions of the app. A new version waits until the person takes it;
 * then this tab reloads once. Other tabs go on with their build and offer a reload.
 */
class Updates {
  /** A new version is installed and waits. */
  waiting = $state(false);
  /** Another tab took a new version; this one still runs the old one. */
  elsewhere = $state(false);
  /** The app itself is kept on the device: it opens without a network. */
  shellKept = $state(false);
  /** The browser allows no service worker here: a private window, a policy, an old browser. */
  refused = $state(false);

  #workbox: Workbox | undefined;
  #taken = false;

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
    const { serviceWorker } = navigator;
    const workbox = new Workbox("/service-worker.js");
    this.#workbox = workbox;
    const hadController = serviceWorker.controller !== null;
    workbox.addEventListener("waiting", () => (this.waiting = true));
    serviceWorker.addEventListener("controllerchange", () => {
      if (this.#taken) reloadOnce();
      else if (hadController) this.elsewhere = true;
    });
    await workbox.register();
    await serviceWorker.ready;
  }

  /** Lets the waiting version in and reloads this tab with it. */
  take(): void {
    this.#taken = true;
    this.waiting = false;
    this.#workbox?.messageSkipWaiting();
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
