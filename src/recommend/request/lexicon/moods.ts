import type { Entry } from "../wish";
import { ranges } from "./entry";

/**
 * Moods on the plane of valence (0 sad, 1 glad) and energy (0 calm, 1 wild).
 *
 * @see Russell, "A circumplex model of affect", JPSP 39, 1980
 */
export const moods: readonly Entry[] = [
  ranges("mood", "calm", { energy: [0, 0.35] }, "calming, peaceful, quiet, tranquil, serene, still, hushed, soothing, 安静, 平静, 宁静, 静谧, 安宁, 清静, 舒缓, 平和"),
  ranges("mood", "relaxed", { energy: [0.1, 0.4], valence: [0.4, 0.8] }, "relaxing, relax, chill, chilled, chilled out, chillout, chill out, laid back, laid-back, easygoing, easy-going, easy listening, unwind, mellow, cosy, cozy, 放松, 轻松, 悠闲, 慵懒, 惬意, 闲适, 松弛"),
  ranges("mood", "soft", { energy: [0, 0.4] }, "gentle, tender, light, delicate, subtle, 柔和, 轻柔, 温柔, 柔美, 轻声"),
  ranges("mood", "warm", { energy: [0.15, 0.5], valence: [0.5, 0.9] }, "warming, heartwarming, comforting, 温暖, 暖心, 治愈, 疗愈"),
  ranges("mood", "dreamy", { energy: [0.1, 0.45], valence: [0.35, 0.75] }, "dreamlike, ethereal, floating, hazy, atmospheric, 梦幻, 空灵, 迷幻感, 缥缈, 氛围感"),
  ranges("mood", "meditative", { energy: [0, 0.25] }, "contemplative, spiritual, zen, 冥想感, 禅意, 空寂"),
  ranges("mood", "happy", { valence: [0.65, 1] }, "cheerful, joyful, joyous, glad, merry, sunny, bright, good mood, feel good, feel-good, feelgood, uplifting, upbeat, positive, cheery, 快乐, 开心, 高兴, 欢快, 愉快, 喜悦, 阳光, 明快, 明亮, 好心情, 欢乐"),
  ranges("mood", "hopeful", { valence: [0.55, 0.95] }, "optimistic, inspiring, inspirational, encouraging, 希望, 充满希望, 乐观, 励志, 鼓舞"),
  ranges("mood", "playful", { valence: [0.6, 1], energy: [0.4, 0.8] }, "fun, funny, humorous, quirky, cute, silly, 有趣, 俏皮, 可爱, 搞笑, 活泼, 调皮"),
  ranges("mood", "sad", { valence: [0, 0.35] }, "sorrowful, unhappy, gloomy, tearful, mournful, depressing, depressed, heartbroken, heartbreaking, heartbreak, crying, 悲伤, 伤感, 难过, 忧伤, 伤心, 悲痛, 心碎, 失恋, 哀伤, 催泪, 苦情"),
  ranges("mood", "melancholic", { valence: [0.1, 0.4], energy: [0, 0.5] }, "melancholy, wistful, moody, bittersweet, blue, 忧郁, 惆怅, 感伤, 淡淡的忧伤, 阴郁"),
  ranges("mood", "nostalgic", { valence: [0.3, 0.65], energy: [0.1, 0.55] }, "nostalgia, reminiscent, 怀旧, 怀念, 复古感, 念旧"),
  ranges("mood", "lonely", { valence: [0.05, 0.4], energy: [0, 0.45] }, "loneliness, alone, solitary, 孤独, 寂寞, 孤单, 独处"),
  ranges("mood", "romantic", { valence: [0.5, 0.9], energy: [0.1, 0.55] }, "romance, love, love songs, lovely, sensual, sexy, intimate, 浪漫, 爱情, 情歌, 甜蜜, 甜, 性感, 暧昧"),
  ranges("mood", "dark", { valence: [0, 0.35] }, "sinister, eerie, haunting, creepy, spooky, bleak, 黑暗, 阴暗, 诡异, 阴森, 暗黑"),
  ranges("mood", "mysterious", { valence: [0.2, 0.5], energy: [0.1, 0.5] }, "mystery, mystical, enigmatic, 神秘, 神秘感, 玄妙"),
  ranges("mood", "tense", { valence: [0.1, 0.45], energy: [0.5, 0.9] }, "suspenseful, suspense, anxious, nervous, dramatic, 紧张, 悬疑, 焦虑, 戏剧性"),
  ranges("mood", "angry", { valence: [0, 0.4], energy: [0.7, 1] }, "aggressive, furious, rage, raging, hateful, brutal, 愤怒, 生气, 狂怒, 暴躁, 暴力, 发泄"),
  ranges("mood", "energetic", { energy: [0.65, 1] }, "energy, lively, dynamic, vigorous, powerful, strong, intense, driving, pumping, 有活力, 活力, 充满活力, 有力, 动感, 带劲, 元气, 有能量, 强劲, 激烈"),
  ranges("mood", "exciting", { energy: [0.7, 1], valence: [0.5, 1] }, "excited, euphoric, thrilling, exhilarating, hype, 兴奋, 激动, 振奋, 嗨, 燃, 热血, 激昂, 亢奋"),
  ranges("mood", "wild", { energy: [0.8, 1] }, "loud, noisy, heavy, hard, harsh, rough, raw, crazy, 吵, 吵闹, 狂野, 疯狂, 大声, 重, 猛烈, 喧闹, 嘈杂"),
  ranges("mood", "epic", { energy: [0.6, 1], valence: [0.35, 0.8] }, "heroic, majestic, triumphant, grand, cinematic, anthemic, 史诗, 宏大, 壮丽, 磅礴, 气势, 大气, 震撼"),
  ranges("mood", "groovy", { energy: [0.45, 0.85], valence: [0.5, 1] }, "groove, catchy, danceable, bouncy, rhythmic, 律动, 有节奏, 节奏感, 有节奏感, 上头, 朗朗上口"),
]; // prettier-ignore
