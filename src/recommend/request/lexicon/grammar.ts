import { listOf } from "./entry";

/** Words that turn the next wish round. */
export const negators: readonly string[] = listOf(
  "no, not, non, without, never, less, nothing, avoid, except, don't want, do not want, don't, dont, isn't, skip, minus, anything but, free of, 不, 不要, 不想要, 不想听, 不想, 别, 别太, 不太, 不是, 没有, 没, 无, 非, 除了, 不带, 不含, 避免, 少一点, 少点, 拒绝, 讨厌, 远离, 不能, 不用, 不需要, 不喜欢",
);

/** Words that pass a "not" on: no vocals or drums. */
export const joiners: readonly string[] = listOf(
  "or, nor, neither, 或, 或者, 和, 及, 以及, 、, 与",
);

/** Words that end a "not". */
export const breakers: readonly string[] = listOf(
  "but, yet, and, instead, rather, with, just, plus, also, 但, 但是, 而是, 可是, 不过, 要, 只要, 带, 有, 而且, 并且, 还要, 最好, 希望是",
);

/** Words that a number may be of, with others between: 20 calm songs. */
export const nouns: readonly string[] = listOf(
  "song, songs, track, tracks, tune, tunes, piece, pieces, titles, 歌, 歌曲, 曲子, 曲",
);

/** Words that say nothing of the music; a "not" goes through them. */
export const fillers: readonly string[] = listOf(
  "a, an, the, do, does, being, beats, some, any, something, anything, music, playlist, mix, list, stuff, sound, sounds, sounding, style, vibe, vibes, kind, kinds, sort, type, mood, genre, of, for, to, in, on, at, by, from, while, when, during, that, which, this, these, it, is, are, be, was, i, i'm, im, i'd, me, my, we, you, your, please, play, give, get, find, make, show, want, wants, wanted, like, need, would, could, can, will, should, let, lets, let's, very, really, quite, pretty, so, too, much, more, most, bit, little, lot, lots, as, than, feel, feeling, feels, good, nice, great, best, new, old, long, about, around, only, all, all kinds, time, day, today, tonight, now, hour of, s, hi, hello, hey, thanks, thank you, era, decade, years, year, tempo, bpm, speed, pace, minutes, hours, listen, listening, listen to, hear, recommend, suggest, go, going, put, one, mostly, maybe, perhaps, kind of, sort of, a bit, a little, a lot of, i want, i need, i would like, 的, 了, 吗, 吧, 呢, 啊, 我, 想, 想听, 我想听, 给我, 来, 来点, 来一点, 来些, 一些, 一点, 点, 些, 音乐, 首, 适合, 用来, 时, 时候, 时听, 听, 放, 放点, 播放, 推荐, 请, 帮我, 找, 太, 很, 非常, 特别, 比较, 有点, 有些, 稍微, 更, 最, 那种, 这种, 风格, 类型, 感觉, 氛围的, 能, 可以, 会, 让人, 让我, 在, 是, 也, 都, 又, 一, 个, 一个, 几首, 几, 左右, 大约, 大概, 长, 节奏, 一起, 今天, 今晚, 现在, 喜欢, 好听, 好, 新, 老, 老歌, 地, 得, 着, 过, 下, 去, 做, 某, 什么, 各种, 片, 段, 边, 的时候, 心情, 情绪, 不错, 年, 年代, 速度, 需要",
);
