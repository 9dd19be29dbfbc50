/**
 * Small choices that must be known before the first paint (public/theme.js reads the same keys).
 * They live in localStorage; where it is refused, the choice lasts as long as the page.
 */
export type PreferenceKey =
  "theme" | "motion" | "language" | "installAsked" | "libraryHere" | "offlineSaid";

export function readPreference(key: PreferenceKey): string | null {
  try {
    return localStorage.getItem(`refrain.${key}`);
  } catch {
    return null;
  }
}

/** Null goes back to what the system says. */
export function writePreference(key: PreferenceKey, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`refrain.${key}`);
    else localStorage.setItem(`refrain.${key}`, value);
  } catch {
    // Refused by the browser's privacy settings: nothing to keep it in.
  }
}

/** Removes every choice kept here, and what a navigation kept in this tab. */
export function forgetPreferences(): void {
  try {
    for (const storage of [localStorage, sessionStorage]) {
      const ours = Object.keys(storage).filter((key) => key.startsWith("refrain."));
      for (const key of ours) storage.removeItem(key);
    }
  } catch {
    // Refused by the browser's privacy settings: nothing is kept there.
  }
}
