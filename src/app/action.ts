import type { Dictionary } from "../i18n/en";
import { language } from "../i18n/language.svelte";
import type { App } from "./app.svelte";
import { attempt } from "./attempt";
import { toasts } from "./toasts.svelte";

/**
 * One thing a person can do, described once: a menu, a button, a key and the message with its undo
 * all read it from here.
 */
export interface Action<Subject = void, Outcome = void> {
  /** "track.like": what it is done to, then what is done. */
  readonly id: string;
  readonly label: (words: Dictionary, subject: Subject) => string;
  /** A KeyboardEvent.key, pressed outside of fields. */
  readonly keys?: string;
  /** Whether it can be done now; always, when absent. */
  readonly when?: (app: App, subject: Subject) => boolean;
  readonly run: (app: App, subject: Subject) => Promise<Outcome>;
  /** Said when it is done; nothing is said where the screen shows it anyway and there is no undo. */
  readonly done?: (words: Dictionary, subject: Subject, outcome: Outcome) => string | undefined;
  readonly undo?: (app: App, subject: Subject, outcome: Outcome) => Promise<unknown>;
}

/**
 * Does it, says so, and offers the way back. A fault becomes a message too: the promise never
 * rejects.
 *
 * @returns true when it was done
 */
export async function perform<Subject, Outcome>(
  app: App,
  action: Action<Subject, Outcome>,
  subject: Subject,
): Promise<boolean> {
  if (action.when?.(app, subject) === false) return false;
  const { done, undo } = action;
  return attempt(async () => {
    const outcome = await action.run(app, subject);
    const text = done?.(language.words, subject, outcome);
    if (text === undefined) return;
    const back = undo && {
      label: language.words.parts.undo,
      run: () => void attempt(() => undo(app, subject, outcome)),
    };
    toasts.show({ tone: "ink", text, ...(back && { action: back }) });
  });
}
