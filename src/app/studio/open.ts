import type { App } from "../app.svelte";
import { useApp } from "../context";
import { lasting } from "../lasting.svelte";
import { StudioState } from "../studio.svelte";

const opened = new WeakMap<App, StudioState>();

/** The studio of an app: made when its page is first opened, for it is no part of the first load. */
export function studioOf(app: App): StudioState {
  const known = opened.get(app);
  if (known) return known;
  const studio = lasting(() => new StudioState(app.services, app.profile, app.kept));
  studio.onSaved = (scoreId) => app.scores.forget(scoreId);
  app.onDispose(() => studio.dispose());
  opened.set(app, studio);
  return studio;
}

/** The studio of the app that a component belongs to. */
export function useStudio(): StudioState {
  return studioOf(useApp());
}
