import type { Words } from "../dictionary";
import type { home as source } from "../en/home";

export const home: Words<typeof source> = {
  title: "为你",
};
