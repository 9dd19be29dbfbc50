import type { Words } from "../dictionary";
import type { parts as source } from "../en/parts";
import { formatFor } from "../format";

const { number } = formatFor("zh-Hans");

export const parts: Words<typeof source> = {
  cancel: "取消",
  close: "关闭",
  dismiss: "知道了",
  undo: "撤销",
  more: "更多",
  details: "技术细节",
  stars: (value) => `${number(value, 1)} 星`,
  expected: (value) => `预计 ${number(value, 1)} 星（满分 5 星）`,
  noStars: "尚未评分",
  rate: (name) => `给《${name}》评分`,
};
