/** A short message about something that just happened, with one thing to do about it. */
interface Toast {
  readonly id: number;
  /** Ink for what the person did, light for what a model proposes, wrong for a fault. */
  readonly tone: "ink" | "light" | "wrong";
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** The technical line of a fault, folded away. */
  readonly detail?: string;
}

/** How long a message stays, in ms: long enough to read it and to press undo. */
const stayMs = 10_000;
/** More than this many at once would cover the page. */
const most = 3;

/** The messages on the screen, oldest first. A fault stays until it is dismissed. */
class Toasts {
  all = $state.raw<readonly Toast[]>([]);
  #next = 1;
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  show(toast: Omit<Toast, "id">): number {
    const id = this.#next++;
    this.all = [...this.all, { ...toast, id }].slice(-most);
    this.release(id);
    return id;
  }

  dismiss(id: number): void {
    this.hold(id);
    this.all = this.all.filter((toast) => toast.id !== id);
  }

  /** Keeps a message while the pointer or the focus is on it. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  /** Lets a held message go after its time; a fault is never let go. */
  release(id: number): void {
    this.hold(id);
    const toast = this.all.find((one) => one.id === id);
    if (toast === undefined || toast.tone === "wrong") return;
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), stayMs),
    );
  }
}

export const toasts = new Toasts();
