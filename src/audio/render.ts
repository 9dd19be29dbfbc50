import { pcm16, wavHeader } from "../formats/wav/write";
import type { Instrument } from "../music/score";
import { SAMPLE_RATE_HZ, type Bank } from "./bank";
import { LevelMeter, PEAK } from "./level";
import { Limiter } from "./limiter";
import { LowCut } from "./low-cut";
import { addVoice, silence, type Stereo } from "./mixer";
import { Room } from "./room";
import { sliced } from "./slices";
import type { VoicePlan } from "./voices";

/** Time left at the end for the last notes to ring out. */
export const TAIL_SEC = 1.8;

/** Frames of the room, the level and the file done in one go: about a fifth of a second. */
const BLOCK = 8_192;

/**
 * Mixes a plan into stereo at about −16 LUFS and at most −1 dBTP, giving the page its turn every
 * few milliseconds.
 *
 * @param banks  a bank for every instrument of the plan
 */
export async function mixdown(
  plan: VoicePlan,
  banks: ReadonlyMap<Instrument, Bank>,
  signal: AbortSignal,
): Promise<Stereo> {
  const pause = sliced(signal);
  const mix = silence(plan.lengthSec + TAIL_SEC);
  for (const voice of plan.voices) {
    const bank = banks.get(voice.instrument);
    if (bank !== undefined) addVoice(mix, voice, bank);
    await pause();
  }
  const { dry } = mix;
  const room = new Room();
  const lowCut = new LowCut();
  const meter = new LevelMeter();
  await eachBlock(dry, pause, (from, to) => {
    room.process(mix, from, to);
    lowCut.process(dry, from, to);
    meter.add(dry, from, to);
  });
  const limiter = new Limiter(dry[0].length, meter.factor(), PEAK);
  await eachBlock(dry, pause, (from, to) => limiter.look(dry, from, to));
  limiter.settle();
  await eachBlock(dry, pause, (from, to) => limiter.apply(dry, from, to));
  return dry;
}

/** A mix as a WAV file, made piece by piece. */
export async function wavBlob(mix: Stereo, signal: AbortSignal): Promise<Blob> {
  const pause = sliced(signal);
  const pieces = [wavHeader(SAMPLE_RATE_HZ, mix.length, mix[0].length)];
  await eachBlock(mix, pause, (from, to) => pieces.push(pcm16(mix, from, to)));
  return new Blob(pieces, { type: "audio/wav" });
}

async function eachBlock(
  mix: Stereo,
  pause: () => Promise<void> | undefined,
  work: (from: number, to: number) => void,
): Promise<void> {
  const frames = mix[0].length;
  for (let from = 0; from < frames; from += BLOCK) {
    work(from, Math.min(frames, from + BLOCK));
    await pause();
  }
}
