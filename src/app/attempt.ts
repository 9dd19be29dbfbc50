import { language } from "../i18n/language.svelte";
import { problemOf } from "./problem";
import { toasts } from "./toasts.svelte";

/** Runs a piece of work; a fault is shown, a cancelled one is not. @returns true when it went well */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    const problem = problemOf(error);
    if (problem.kind !== "cancelled") {
      toasts.show({
        tone: "wrong",
        text: language.words.actions.wrong[problem.kind],
        detail: problem.detail,
      });
    }
    return false;
  }
}
