import type { Words } from "../dictionary";
import type { studio as source } from "../en/studio";

export const studio: Words<typeof source> = {
  title: "工作室",
};
