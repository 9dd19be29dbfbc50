import type { Words } from "../dictionary";
import type { actions as source } from "../en/actions";

export const actions: Words<typeof source> = {
  play: "播放",
};
