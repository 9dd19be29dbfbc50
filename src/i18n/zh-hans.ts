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
import { taste } from "./zh-hans/taste";

export const zhHans: Dictionary = {
  actions,
  home,
  insights,
  library,
  parts,
  player,
  settings,
  shell,
  similar,
  studio,
  taste,
};
