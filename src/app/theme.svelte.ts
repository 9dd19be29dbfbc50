import { readPreference, writePreference } from "./preference";

export const themes = ["system", "light", "dark"] as const;
export const motions = ["system", "full", "less"] as const;
type Theme = (typeof themes)[number];
type Motion = (typeof motions)[number];

function known<T extends string>(value: string | null, all: readonly T[], fallback: T): T {
  return all.find((choice) => choice === value) ?? fallback;
}

/** Light or dark, moving or still: what the person chose, shown on the root element. */
class Appearance {
  theme = $state<Theme>(known(readPreference("theme"), themes, "system"));
  motion = $state<Motion>(known(readPreference("motion"), motions, "system"));

  setTheme(theme: Theme): void {
    this.theme = theme;
    keep("theme", theme);
    colourWindow(theme);
  }

  setMotion(motion: Motion): void {
    this.motion = motion;
    keep("motion", motion);
  }

  /** True when nothing may move by itself: the player's scrolling asks here. */
  get still(): boolean {
    if (this.motion !== "system") return this.motion === "less";
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
  }
}

/** The frame of the window follows: each of its two colours goes with one scheme. */
function colourWindow(theme: Theme): void {
  for (const meta of document.querySelectorAll<HTMLMetaElement>("meta[data-scheme]")) {
    const scheme = meta.dataset["scheme"] ?? "";
    if (theme === "system") meta.media = `(prefers-color-scheme: ${scheme})`;
    else meta.media = scheme === theme ? "all" : "not all";
  }
}

function keep(key: "theme" | "motion", value: string): void {
  const root = document.documentElement;
  if (value === "system") root.removeAttribute(`data-${key}`);
  else root.dataset[key] = value;
  writePreference(key, value === "system" ? null : value);
}

export const appearance = new Appearance();
