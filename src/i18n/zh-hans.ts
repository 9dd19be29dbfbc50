import type { Dictionary } from "./en";
import { actions } from "./zh-hans/actions";
import { home } from "./zh-hans/home";
import { insights } from "./zh-hans/insights";
import { library } from "./zh-hans/library";
import { parts } from "./zh-hans/parts";
import { player } from "./zh-hans/player";
import { settings } from "./zh-hans/settings";
import { shell } from "./zh-hans/shell";
import { similar } from "./zh-hans/similar";
import { studio } from "./zh-hans/studio";
import { desk } from "./zh-hans/studio-desk";
import { motif } from "./zh-hans/studio-motif";
import { ownStyle } from "./zh-hans/studio-style";
import { styles } from "./zh-hans/styles";
import { taste } from "./zh-hans/taste";

export const zhHans: Dictionary = {
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
