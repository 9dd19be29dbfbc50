import type { Action } from "../action";
import { studioOf } from "../studio/open";

/** Takes the last training or practice back. */
export const undoStyle: Action = {
  id: "style.undo",
  label: (t) => t.ownStyle.undo,
  when: (app) => !studioOf(app).ownStyle.asking.busy,
  run: (app) => studioOf(app).ownStyle.undo(),
  done: (t) => t.ownStyle.undone,
};

/** Saves the style as a file. */
export const exportStyle: Action<void, string> = {
  id: "style.export",
  label: (t) => t.ownStyle.export,
  run: (app) => studioOf(app).ownStyle.export(),
  done: (t, _, file) => t.actions.exported(file),
};
