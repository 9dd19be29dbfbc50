import { expect, test } from "vitest";
import { Engine } from "../../src/audio/engine";
import { LevelMeter, LOUDNESS_LUFS, PEAK } from "../../src/audio/level";
import { STYLES } from "../../src/compose/arrange/styles";
import { readWav } from "../../src/formats/wav/read";
import { barTicks } from "../../src/music/bars";
import type { Arrangement } from "../../src/music/arrangement";
import type { Meter, Score } from "../../src/music/score";
import { scoreOf } from "../fixtures/music/tunes";

const engine = new Engine();

/** Four bars that rise and fall over four chords. */
function phraseIn(meter: Meter, arrangement: Arrangement, bpm: number): Score {
  const eighths = barTicks(meter) / 240;
  const symbols = ["G", "C", "D7", "G"];
  return scoreOf(
    symbols.map((_, bar) => ({
      steps: Array.from({ length: eighths / 2 }, (_, i) => [67 + ((bar + 2 * i) % 8), 2] as const),
    })),
    {
      meter,
      bpm,
      arrangement,
      chords: symbols.map((symbol, i) => ({ tick: i * barTicks(meter), symbol })),
    },
  );
}

interface Heard {
  readonly channels: readonly Float32Array[];
  readonly lufs: number;
  readonly truePeak: number;
}

async function hear(score: Score): Promise<Heard> {
  const { wav } = await engine.render(score, new AbortController().signal);
  const read = readWav(new Uint8Array(await wav.arrayBuffer()));
  if (!read.ok) throw new Error(read.fault.message);
  const channels = read.value.channels.map((channel) => Float32Array.from(channel));
  const [left, right] = channels as [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>];
  const meter = new LevelMeter();
  meter.add([left, right], 0, left.length);
  return { channels, lufs: meter.lufs() ?? -Infinity, truePeak: meter.truePeak() };
}

const plain = { seed: 1, intro: false, ending: true, mix: {} };

test.each(STYLES.map((style) => [style.id, style] as const))(
  "%s is as loud as it should be, without clipping and without an offset",
  async (_, { id, metres, bpm }) => {
    const [beats, unit] = (metres[0] as string).split("/").map(Number) as [number, number];
    const tempo = (bpm[0] + bpm[1]) / 2;
    const { channels, lufs, truePeak } = await hear(
      phraseIn({ beats, unit }, { ...plain, style: id }, tempo),
    );
    expect(Math.abs(lufs - LOUDNESS_LUFS)).toBeLessThan(1);
    expect(truePeak).toBeLessThanOrEqual(PEAK + 1e-3);
    for (const channel of channels) {
      const mean = channel.reduce((sum, value) => sum + value, 0) / channel.length;
      expect(Math.abs(mean)).toBeLessThan(1e-3);
    }
  },
);

test("a muted part is not heard, a quieter one is quieter", async () => {
  const meter = { beats: 4, unit: 4 };
  const only = (levelDb: number): Arrangement => {
    const off = { levelDb: 0, muted: true };
    const mix = {
      melody: { levelDb, muted: false },
      harmony: off,
      pad: off,
      bass: off,
      drums: off,
    };
    return { ...plain, style: "rock", mix };
  };
  const all = await hear(phraseIn(meter, { ...plain, style: "rock" }, 120));
  const alone = await hear(phraseIn(meter, only(0), 120));
  // Mastered to one loudness, the tune alone is the same however its strip stands.
  const quieter = await hear(phraseIn(meter, only(-12), 120));
  expect(Math.abs(alone.lufs - quieter.lufs)).toBeLessThan(0.2);
  const highs = ({ channels }: Heard): number => {
    const left = channels[0] as Float32Array;
    return left.reduce((sum, value, i) => sum + (value - (left[i - 1] ?? 0)) ** 2, 0) / left.length;
  };
  expect(highs(alone)).toBeLessThan(highs(all) / 2);
});

test("the page has its turn while a piece is rendered", async () => {
  const long: Score = (() => {
    const phrase = phraseIn({ beats: 4, unit: 4 }, { ...plain, style: "pop" }, 128);
    const bars = phrase.bars.map((bar, i) => ({ ...bar, ...(i === 3 && { repeatEnd: true }) }));
    return { ...phrase, bars, arrangement: { ...plain, style: "pop", intro: true } };
  })();
  await engine.render(long, new AbortController().signal);
  let [turns, going] = [0, true];
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    turns++;
    if (going) channel.port2.postMessage(0);
  };
  channel.port2.postMessage(0);
  await engine.render(long, new AbortController().signal);
  going = false;
  channel.port1.close();
  expect(turns).toBeGreaterThan(3);
});
