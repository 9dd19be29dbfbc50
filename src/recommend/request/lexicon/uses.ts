import type { Entry } from "../wish";
import { ranges } from "./entry";

/** Speeds, in beats a minute. */
export const tempos: readonly Entry[] = [
  ranges("tempo", "slow", { tempo: [40, 85] }, "slower, slowly, slow tempo, down tempo, downtempo, unhurried, adagio, largo, lento, 慢, 缓慢, 慢速, 慢节奏, 慢歌, 慢一点, 慢点, 慢板"),
  ranges("tempo", "medium tempo", { tempo: [85, 115] }, "mid tempo, midtempo, mid-tempo, moderate, moderato, andante, walking pace, 中速, 不快不慢, 中板"),
  ranges("tempo", "fast", { tempo: [120, 220] }, "faster, quick, quickly, rapid, speedy, up tempo, uptempo, up-tempo, allegro, presto, 快, 快速, 快节奏, 快歌, 快一点, 快点, 节奏快, 急促, 快板"),
]; // prettier-ignore

export const vocals: readonly Entry[] = [
  ranges("vocals", "instrumental", { vocals: [0, 0.2] }, "instrumentals, instrumental music, wordless, voiceless, vocal-free, vocal free, without words, no lyrics, lyricless, 纯音乐, 器乐, 伴奏, 轻音乐, 无歌词, 没有歌词, 没歌词"),
  ranges("vocals", "vocals", { vocals: [0.6, 1] }, "vocal, voice, voices, singing, singer, singers, sung, lyrics, lyrical, words, with words, vocalist, vocalists, 人声, 歌声, 唱, 演唱, 歌词, 歌手, 有歌词, 有人唱"),
  ranges("vocals", "female vocals", { vocals: [0.6, 1] }, "female vocal, female vocalist, female vocalists, female voice, female singer, female singers, woman singing, women singing, 女声, 女歌手, 女生唱"),
  ranges("vocals", "male vocals", { vocals: [0.6, 1] }, "male vocal, male vocalist, male vocalists, male voice, male singer, male singers, man singing, 男声, 男歌手, 男生唱"),
  ranges("vocals", "choir", { vocals: [0.6, 1] }, "choral, chorus, a cappella, a capella, acapella, 合唱, 合唱团, 无伴奏合唱, 阿卡贝拉"),
]; // prettier-ignore

/** What music is for: ranges that suit it, wide on purpose. */
export const activities: readonly Entry[] = [
  ranges("activity", "studying", { energy: [0.1, 0.45], vocals: [0, 0.3], tempo: [60, 110] }, "study, homework, revision, learning, exam, exams, 学习, 做作业, 写作业, 复习, 自习, 备考, 看书学习"),
  ranges("activity", "focus", { energy: [0.15, 0.5], vocals: [0, 0.3] }, "focusing, concentrate, concentration, concentrating, deep work, coding, programming, 专注, 集中注意力, 写代码, 编程, 写程序, 集中精神"),
  ranges("activity", "working", { energy: [0.25, 0.6] }, "work, at work, office, 工作, 上班, 办公, 办公室"),
  ranges("activity", "reading", { energy: [0, 0.35], vocals: [0, 0.3] }, "read, a book, writing, 阅读, 看书, 读书, 写作"),
  ranges("activity", "sleep", { energy: [0, 0.2], tempo: [40, 80], vocals: [0, 0.5] }, "sleeping, asleep, falling asleep, bedtime, lullaby, lullabies, nap, 睡觉, 睡眠, 助眠, 入睡, 睡前, 午睡, 催眠, 摇篮曲"),
  ranges("activity", "meditation", { energy: [0, 0.2], vocals: [0, 0.4] }, "meditate, meditating, yoga, mindfulness, breathing, 冥想, 瑜伽, 打坐, 静坐, 正念"),
  ranges("activity", "running", { energy: [0.65, 1], tempo: [140, 185] }, "run, jogging, jog, marathon, 跑步, 慢跑, 晨跑, 夜跑, 马拉松"),
  ranges("activity", "workout", { energy: [0.7, 1], tempo: [115, 170] }, "working out, work out, gym, exercise, exercising, fitness, training, lifting, weights, 健身, 锻炼, 运动, 举铁, 力量训练, 撸铁, 做运动"),
  ranges("activity", "cycling", { energy: [0.6, 1], tempo: [110, 160] }, "bike, biking, bike ride, spinning, 骑车, 骑行, 单车, 动感单车"),
  ranges("activity", "walking", { energy: [0.25, 0.65], tempo: [85, 125] }, "walk, stroll, a stroll, hiking, hike, 散步, 走路, 徒步, 遛弯, 爬山"),
  ranges("activity", "dancing", { energy: [0.6, 1], tempo: [100, 140] }, "dance party, to dance to, dance to, clubbing, club, 跳舞, 蹦迪, 夜店, 舞会, 广场舞"),
  ranges("activity", "party", { energy: [0.6, 1], valence: [0.5, 1] }, "parties, partying, celebration, celebrate, birthday, 派对, 聚会, 庆祝, 生日, 轰趴"),
  ranges("activity", "driving a car", { energy: [0.4, 0.85] }, "road trip, roadtrip, in the car, car, driving home, on the road, drive, 开车, 自驾, 车上, 公路旅行, 兜风, 驾车"),
  ranges("activity", "travel", { energy: [0.25, 0.65] }, "travelling, traveling, commute, commuting, train, train ride, bus, flight, journey, 旅行, 通勤, 坐车, 火车, 地铁, 旅途, 坐飞机"),
  ranges("activity", "cooking", { energy: [0.3, 0.65], valence: [0.45, 1] }, "cook, kitchen, baking, 做饭, 烹饪, 厨房, 下厨, 烘焙"),
  ranges("activity", "cleaning", { energy: [0.5, 0.9], valence: [0.45, 1] }, "clean, housework, chores, tidying, 打扫, 做家务, 家务, 收拾房间, 大扫除"),
  ranges("activity", "dinner", { energy: [0.15, 0.5] }, "dinner party, eating, meal, lunch, breakfast, brunch, candlelight, 晚餐, 吃饭, 用餐, 晚饭, 早餐, 午餐, 烛光晚餐"),
  ranges("activity", "café", { energy: [0.15, 0.5], valence: [0.4, 0.8] }, "cafe, coffee, coffee shop, coffeehouse, tea, 咖啡, 咖啡馆, 咖啡厅, 喝茶, 下午茶"),
  ranges("activity", "morning", { energy: [0.25, 0.6], valence: [0.5, 1] }, "waking up, wake up, sunrise, 早晨, 早上, 清晨, 起床, 唤醒, 日出"),
  ranges("activity", "evening", { energy: [0.1, 0.45] }, "night, late night, at night, midnight, sunset, 晚上, 夜晚, 深夜, 夜里, 傍晚, 黄昏, 日落, 午夜"),
  ranges("activity", "rainy day", { energy: [0.05, 0.4], valence: [0.2, 0.6] }, "rain, rainy, a rainy day, 下雨, 雨天, 下雨天, 雨"),
  ranges("activity", "gaming", { energy: [0.5, 0.95] }, "game, games, video games, 打游戏, 玩游戏, 游戏"),
  ranges("activity", "background", { energy: [0.1, 0.45], vocals: [0, 0.5] }, "background music, in the background, ambience, 背景, 背景音乐, 当背景"),
]; // prettier-ignore
