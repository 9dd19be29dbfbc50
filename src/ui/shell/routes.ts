import type { Component } from "svelte";
import type { Dictionary } from "../../i18n/en";

/**
 * How a page is mounted. A page is a component without properties that
 * - begins with the part `Page` (src/ui/parts/Page.svelte), which draws the one `<h1>`;
 * - reads what follows its path from `router.segments` ("/studio/42" → ["42"]) and its query from
 *   `router.search`, and links to other pages by plain `<a href>`;
 * - renders something at once and loads its data itself: focus goes to the `<h1>` when it stands.
 */
export interface Page {
  readonly id: PageId;
  /** The first part of its addresses; everything below it belongs to the page. */
  readonly path: string;
  readonly load: () => Promise<{ default: Component }>;
  readonly title: (t: Dictionary) => string;
  /** Listed in the navigation. */
  readonly nav: boolean;
}

export type PageId =
  "home" | "mix" | "similar" | "library" | "studio" | "insights" | "player" | "settings";

const pages: readonly Page[] = [
  {
    id: "home",
    path: "/",
    load: () => import("../home/Home.svelte"),
    title: (t) => t.home.title,
    nav: true,
  },
  {
    id: "mix",
    path: "/mix",
    load: () => import("../home/MixPage.svelte"),
    title: (t) => t.home.mix.title,
    nav: false,
  },
  {
    id: "similar",
    path: "/similar",
    load: () => import("../similar/Similar.svelte"),
    title: (t) => t.similar.title,
    nav: false,
  },
  {
    id: "library",
    path: "/library",
    load: () => import("../library/Library.svelte"),
    title: (t) => t.library.title,
    nav: true,
  },
  {
    id: "studio",
    path: "/studio",
    load: () => import("../studio/Studio.svelte"),
    title: (t) => t.studio.title,
    nav: true,
  },
  {
    id: "insights",
    path: "/insights",
    load: () => import("../insights/Insights.svelte"),
    title: (t) => t.insights.title,
    nav: true,
  },
  {
    id: "player",
    path: "/player",
    load: () => import("../player/Player.svelte"),
    title: (t) => t.player.title,
    nav: false,
  },
  {
    id: "settings",
    path: "/settings",
    load: () => import("../settings/Settings.svelte"),
    title: (t) => t.settings.title,
    nav: true,
  },
];

/** The pages of the navigation, in order. */
export const navPages = pages.filter(
  (page): page is Page & { id: Exclude<PageId, "mix" | "similar" | "player"> } => page.nav,
);

/** The page that owns a path; undefined for an address of nothing. */
export function pageAt(path: string): Page | undefined {
  const first = `/${path.split("/")[1] ?? ""}`;
  return pages.find((page) => page.path === first);
}
