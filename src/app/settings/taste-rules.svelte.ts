import type { TasteRule, TasteRuleRow } from "../../library/rows";
import type { Library } from "../../library/schema";
import {
  addTasteRule,
  removeTasteRule,
  resetTaste,
  restoreTasteRule,
} from "../../library/taste-rules";
import { emptyView, readTasteView, type TasteView } from "../../library/taste-view";
import { watch } from "../../library/watch";
import type { Action } from "../action";
import { problemOf, type Problem } from "../problem";

/** What a profile has left out of its taste, and what could be. */
export class TasteRules {
  view = $state.raw<TasteView>(emptyView);
  problem = $state.raw<Problem | undefined>();

  readonly #library: Library;
  readonly #profileId: string;

  constructor(library: Library, profileId: string) {
    this.#library = library;
    this.#profileId = profileId;
  }

  /** Follows the database. @returns what stops it */
  follow(): () => void {
    return watch(
      () => readTasteView(this.#library, this.#profileId),
      (view) => (this.view = view),
      (error) => (this.problem = problemOf(error)),
    );
  }
}

/** A rule, and what it is called on the screen. */
export interface Named<Rule> {
  readonly rule: Rule;
  readonly name: string;
}

export const leaveOut: Action<Named<TasteRule>, TasteRuleRow> = {
  id: "taste.leave-out",
  label: (t) => t.taste.rules.leaveOut,
  run: async (app, { rule }) => {
    const row = await addTasteRule(app.services.library, app.profile.id, rule);
    void app.home.reconsider();
    return row;
  },
  done: (t, { name }) => t.taste.rules.done(name),
  undo: async (app, _, row) => {
    await removeTasteRule(app.services.library, row.id);
    void app.home.reconsider();
  },
};

export const countAgain: Action<Named<TasteRuleRow>, TasteRuleRow | undefined> = {
  id: "taste.count-again",
  label: (t) => t.taste.rules.countAgain,
  run: async (app, { rule }) => {
    const row = await removeTasteRule(app.services.library, rule.id);
    void app.home.reconsider();
    return row;
  },
  done: (t, { name }) => t.taste.rules.undone(name),
  undo: async (app, _, row) => {
    if (row) await restoreTasteRule(app.services.library, row);
    void app.home.reconsider();
  },
};

export const beginAnew: Action<void, TasteRuleRow> = {
  id: "taste.reset",
  label: (t) => t.taste.rules.reset,
  run: async (app) => {
    const row = await resetTaste(app.services.library, app.profile.id);
    void app.home.reconsider();
    return row;
  },
  done: (t) => t.taste.rules.resetDone,
  undo: async (app, _, row) => {
    await removeTasteRule(app.services.library, row.id);
    void app.home.reconsider();
  },
};
