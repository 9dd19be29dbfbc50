interface Entry {
  /** Names this visit in sessionStorage, where its scroll position waits. */
  readonly visit: string;
}

const scrollKey = (visit: string) => `refrain.scroll.${visit}`;

/**
 * The address as state. A click on a link of ours changes it without loading the document; going
 * back restores the scroll position once the page of that address has been drawn.
 */
export class Router {
  path = $state("/");
  search = $state("");
  /** Counts visits, also of the same address: what follows a navigation hangs on it. */
  visits = $state(0);

  #visit = "";
  #stop = new AbortController();

  /** Takes over the history of this window until `dispose`. */
  start(): void {
    const { signal } = this.#stop;
    history.scrollRestoration = "manual";
    const known = (history.state as Entry | null)?.visit;
    this.#visit = known ?? crypto.randomUUID();
    if (known === undefined) history.replaceState({ visit: this.#visit } satisfies Entry, "");
    this.#read();
    window.addEventListener("popstate", (event) => this.#popped(event), { signal });
    window.addEventListener("pagehide", () => this.#keepScroll(), { signal });
    document.addEventListener("click", (event) => this.#clicked(event), { signal });
  }

  dispose(): void {
    this.#stop.abort();
  }

  /** The parts of the path after its first: ["42"] of "/studio/42". */
  get segments(): readonly string[] {
    return this.path
      .split("/")
      .slice(2)
      .filter((part) => part !== "")
      .map(decoded);
  }

  /** @param address a path of this app with or without a query: "/library?q=bach" */
  go(address: string, { replace = false } = {}): void {
    this.#keepScroll();
    this.#visit = crypto.randomUUID();
    const entry: Entry = { visit: this.#visit };
    if (replace) history.replaceState(entry, "", address);
    else history.pushState(entry, "", address);
    this.#read();
    this.visits++;
  }

  /** Changes the query of this visit: no new entry, no scrolling, focus stays. */
  setSearch(search: URLSearchParams): void {
    const text = search.size === 0 ? "" : `?${search}`;
    history.replaceState(history.state, "", location.pathname + text);
    this.search = text;
  }

  /** Where this visit had scrolled to, in CSS pixels; 0 for a new one. */
  keptScroll(): number {
    return Number(sessionStorage.getItem(scrollKey(this.#visit)) ?? 0);
  }

  #read(): void {
    this.path = location.pathname;
    this.search = location.search;
  }

  #popped(event: PopStateEvent): void {
    this.#keepScroll();
    this.#visit = (event.state as Entry | null)?.visit ?? crypto.randomUUID();
    this.#read();
    this.visits++;
  }

  #keepScroll(): void {
    sessionStorage.setItem(scrollKey(this.#visit), String(Math.round(scrollY)));
  }

  #clicked(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest("a");
    if (!link || link.target !== "" || link.hasAttribute("download")) return;
    if (link.origin !== location.origin) return;
    if (link.pathname === location.pathname && link.hash !== "") return;
    event.preventDefault();
    this.go(link.pathname + link.search + link.hash);
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // Typed by hand: not an encoding of anything.
  }
}

export const router = new Router();
