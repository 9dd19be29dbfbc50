import type { Words } from "../dictionary";
import type { similar as source } from "../en/similar";
import { formatFor } from "../format";

const { number, percent } = formatFor("zh-Hans");

export const similar: Words<typeof source> = {
  title: "相似",
  loading: "正在看看它的周围…",
  artist: "音乐人",
  track: "曲目",
  work: "作品",
  tags: "标签",
  heard: (listeners, of) => `这里 ${number(of)} 位听众里有 ${number(listeners)} 位听过。`,
  heardSimulated: (listeners, of) =>
    `${number(of)} 位模拟听众里有 ${number(listeners)} 位留下了它。`,
  unheard: "这里的听众都没听过。",
  plays: (count) => (count === 0 ? "你还没听过。" : `你听过 ${number(count)} 次。`),
  near: (name) => `${name} 的周围`,
  nearNote: "同一批听众也在听的，标签或声音相近的。每一个都说明理由。",
  alike: (share, name) => `与 ${name} 相似度 ${percent(share)}`,
  nearby: "算得上相近",
  sameArtist: (artist) => `同样出自 ${artist}`,
  byArtist: (artist) => `${artist} 的其他作品`,
  refused: (name) => `你说过不再想看到 ${name}。`,
  unknown: "这台设备上还没有人听过它，所以没有可以比较的。",
  alone: "这里没有足够接近的。换一批更大的听众，会知道得更多。",
  import: "带来听众数据或数据包",
  nothing: "没有说明是哪位音乐人或哪首曲子。",
  back: "去「为你」",
};
