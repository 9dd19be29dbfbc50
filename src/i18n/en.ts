import type { Words } from "./dictionary";
import { actions } from "./en/actions";
import { home } from "./en/home";
import { insights } from "./en/insights";
import { library } from "./en/library";
import { parts } from "./en/parts";
import { player } from "./en/player";
import { settings } from "./en/settings";
import { shell } from "./en/shell";
import { similar } from "./en/similar";
import { studio } from "./en/studio";
import { desk } from "./en/studio-desk";
import { motif } from "./en/studio-motif";
import { ownStyle } from "./en/studio-style";
import { styles } from "./en/styles";
import { taste } from "./en/taste";

export const en = {
  actions,
  desk,
  home,
  insights,
  library,
  motif,
  ownStyle,
  parts,
  player,
  settings,
  shell,
  similar,
  studio,
  styles,
  taste,
};

/** Every visible word of the app, by page. */
export type Dictionary = Words<typeof en>;
