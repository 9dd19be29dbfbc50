import type { Words } from "./dictionary";
import { actions } from "./en/actions";
import { home } from "./en/home";
import { library } from "./en/library";
import { parts } from "./en/parts";
import { player } from "./en/player";
import { settings } from "./en/settings";
import { shell } from "./en/shell";
import { studio } from "./en/studio";

export const en = { actions, home, library, parts, player, settings, shell, studio };

/** Every visible word of the app, by page. */
export type Dictionary = Words<typeof en>;
