import { isTonic, MODES } from "../../music/key";
import type { Bar, ChordSymbol, Mode, Score, Ticks } from "../../music/score";

/**
 * What MIDI has no place for: the kind of tune, a mode beyond major and minor, bars with their
 * repeats, and chord symbols. Kept in a sequencer-specific event under the manufacturer number
 * that is free for any use (7D), so that a file of ours reads back as the score it was.
 */
export type Structure = Pick<Score, "key" | "bars" | "chords" | "bpm"> & { readonly type?: string };

const PREFIX = [0x7d, ...new TextEncoder().encode("refrain1")];
const MAX_BYTES = 1_000_000;

/** Signs of a bar as letters: s start, e end, | section end, 1 and 2 endings. */
const SIGNS = { repeatStart: "s", repeatEnd: "e", sectionEnd: "|" } as const;

export function structureBytes(score: Score): number[] {
  const packed = {
    key: `${score.key.tonic} ${score.key.mode}`,
    bpm: score.bpm,
    ...(score.type === undefined ? {} : { type: score.type }),
    bars: score.bars.map((bar) => `${bar.duration}${signsOf(bar)}`),
    chords: score.chords.map(({ tick, symbol }) => [tick, symbol]),
  };
  return [...PREFIX, ...new TextEncoder().encode(JSON.stringify(packed))];
}

/** The structure in an event's bytes, or undefined when it is another's or does not hold together. */
export function readStructure(bytes: ArrayLike<number>): Structure | undefined {
  const data = Uint8Array.from(bytes);
  const ours = PREFIX.every((byte, i) => data[i] === byte);
  if (!ours || data.length > MAX_BYTES) return undefined;
  try {
    return unpack(JSON.parse(new TextDecoder().decode(data.subarray(PREFIX.length))) as unknown);
  } catch {
    return undefined;
  }
}

function unpack(packed: unknown): Structure | undefined {
  const { key, bpm, type, bars, chords } = packed as Record<string, unknown>;
  const [tonic, mode] = String(key).split(" ");
  const sane =
    isTonic(tonic ?? "") &&
    MODES.includes(mode as Mode) &&
    typeof bpm === "number" &&
    bpm >= 20 &&
    bpm <= 400 &&
    Array.isArray(bars) &&
    bars.length > 0 &&
    Array.isArray(chords);
  if (!sane) return undefined;
  const written = unpackBars(bars);
  const symbols = chords.map(unpackChord);
  if (written === undefined || symbols.includes(undefined)) return undefined;
  return {
    key: { tonic: tonic as string, mode: mode as Mode },
    bpm,
    ...(typeof type === "string" ? { type } : {}),
    bars: written,
    chords: symbols as ChordSymbol[],
  };
}

function unpackBars(packed: readonly unknown[]): Bar[] | undefined {
  const bars: Bar[] = [];
  let tick: Ticks = 0;
  for (const item of packed) {
    const found = /^([1-9]\d{0,6})(?:x([12])?)?([se|]{0,3})$/.exec(String(item));
    if (found === null) return undefined;
    const [, length, ending, signs = ""] = found;
    bars.push({
      tick,
      duration: Number(length),
      ...(signs.includes("s") ? { repeatStart: true } : {}),
      ...(signs.includes("e") ? { repeatEnd: true } : {}),
      ...(ending === undefined ? {} : { ending: ending === "1" ? 1 : 2 }),
      ...(signs.includes("|") ? { sectionEnd: true } : {}),
    });
    tick += Number(length);
  }
  return bars;
}

function unpackChord(packed: unknown): ChordSymbol | undefined {
  const [tick, symbol] = Array.isArray(packed) ? (packed as unknown[]) : [];
  const sane = Number.isSafeInteger(tick) && (tick as number) >= 0 && typeof symbol === "string";
  return sane ? { tick: tick as number, symbol: symbol.slice(0, 40) } : undefined;
}

function signsOf(bar: Bar): string {
  const ending = bar.ending === undefined ? "" : `x${bar.ending}`;
  const signs = Object.entries(SIGNS).map(([sign, letter]) =>
    bar[sign as keyof typeof SIGNS] ? letter : "",
  );
  return ending + signs.join("");
}
