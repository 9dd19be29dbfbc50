import type { Words } from "../dictionary";
import type { settings as source } from "../en/settings";

export const settings: Words<typeof source> = {
  title: "设置",
  appearance: {
    title: "语言与外观",
    language: "语言",
    theme: "主题",
    themes: { system: "跟随系统", light: "浅色", dark: "深色" },
    motion: "动效",
    motions: { system: "跟随系统", full: "完整", less: "减弱" },
  },
};
