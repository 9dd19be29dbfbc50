import type { Action } from "../action";

/** Takes the last training or practice back. */
export const undoStyle: Action = {
  id: "style.undo",
  label: (t) => t.ownStyle.undo,
  when: ({ studio }) => !studio.ownStyle.asking.busy,
  run: (app) => app.studio.ownStyle.undo(),
  done: (t) => t.ownStyle.undone,
};

/** Saves the style as a file. */
export const exportStyle: Action<void, string> = {
  id: "style.export",
  label: (t) => t.ownStyle.export,
  run: (app) => app.studio.ownStyle.export(),
  done: (t, _, file) => t.actions.exported(file),
};
