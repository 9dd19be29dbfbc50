import type { Words } from "../dictionary";
import type { library as source } from "../en/library";

export const library: Words<typeof source> = {
  title: "曲库",
};
