import type { Words } from "../dictionary";
import type { player as source } from "../en/player";

export const player: Words<typeof source> = {
  title: "正在播放",
};
