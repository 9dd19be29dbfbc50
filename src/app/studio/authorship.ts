import type { Dictionary } from "../../i18n/en";
import type { AuthoredChange, Authorship } from "../../library/rows";
import type { Proposal } from "./proposal";

/** Who wrote a proposal: the model with its seed and wishes, and all that was changed since. */
export function authorshipOf({
  candidate: { model, seed, device },
  settings,
  changes,
}: Pick<Proposal, "candidate" | "settings" | "changes">): Authorship {
  return { by: "model", model, seed, device, settings, ...(changes.length > 0 && { changes }) };
}

/**
 * The changes with one more. What a person turns again and again in the same place, such as a
 * level, is one change, made when it was last touched.
 */
export function withAuthored(
  changes: readonly AuthoredChange[],
  next: AuthoredChange,
): readonly AuthoredChange[] {
  const last = changes.at(-1);
  const again =
    last?.by === "person" &&
    next.by === "person" &&
    last.what === next.what &&
    String(last.bars) === String(next.bars);
  return [...(again ? changes.slice(0, -1) : changes), next];
}

/** Who wrote a piece, a line for its making and one for each change, as it goes with its files. */
export function authorshipLines(t: Dictionary, authorship: Authorship): readonly string[] {
  const { authored } = t.studio;
  const first =
    authorship.by === "model"
      ? authored.model(authorship.model, authorship.seed)
      : authorship.by === "file"
        ? authored.file(authorship.name)
        : authored.person;
  return [first, ...(authorship.changes ?? []).map((change) => changeLine(t, change))];
}

/** "2026-11-24: bars 3, 4 varied by melody@2, seed 7, chosen by a person". */
function changeLine({ studio: { authored } }: Dictionary, change: AuthoredChange): string {
  const date = new Date(change.timeMs).toISOString().slice(0, 10);
  const names: Readonly<Record<string, string>> = authored.what;
  const what = names[change.what] ?? change.what;
  const where = change.bars?.length ? authored.bars(change.bars.map((bar) => bar + 1)) : "";
  const who =
    change.by === "model"
      ? authored.byModel(change.model ?? "", change.seed ?? 0)
      : authored.byPerson;
  return authored.change(date, what, where, who);
}
