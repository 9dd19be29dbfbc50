import { afterEach, expect, test, vi } from "vitest";
import { Engine } from "../../src/audio/engine";
import { Player, type PlayerState } from "../../src/audio/player";
import { scoreOf, reel } from "../fixtures/music/tunes";

/** Half a second of one melody, so that a test hears the end. */
const short = scoreOf(
  [
    {
      steps: [
        [67, 1],
        [71, 1],
      ],
    },
  ],
  { bpm: 120, title: "Short" },
);
const engine = new Engine();
let player: Player | undefined;

function made(): {
  player: Player;
  states: PlayerState[];
  until: (status: string) => Promise<void>;
} {
  const states: PlayerState[] = [];
  const one = (player = new Player(engine));
  let heard: () => void = () => {};
  one.onState = (state) => {
    states.push(state);
    heard();
  };
  const until = (status: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (one.state.status === status) resolve();
      };
      heard = look;
      look();
    });
  return { player: one, states, until };
}

afterEach(() => {
  player?.dispose();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("loads, plays to the end, says so once, and plays again from the start", async () => {
  const { player, states, until } = made();
  let ends = 0;
  player.onEnd = () => ends++;
  await player.load(short);
  expect(player.lengthSec).toBe(0.5);
  await player.play();
  await until("ended");
  expect(states.map(({ status }) => status)).toEqual(["loading", "paused", "playing", "ended"]);
  expect(states.at(-1)?.piano).toBe("samples");
  expect([ends, player.positionSec]).toEqual([1, 0.5]);
  await player.play();
  await until("playing");
  expect(player.positionSec).toBeLessThan(0.5);
});

test("pauses, seeks within the piece, keeps its tempo for the next piece", async () => {
  const { player, until } = made();
  await player.load(reel);
  player.setTempo(1.5);
  player.seek(2);
  expect(player.positionSec).toBe(2);
  player.seek(999);
  expect(player.positionSec).toBeCloseTo(player.lengthSec, 4);
  player.seek(-1);
  expect(player.positionSec).toBe(0);
  await player.play();
  await until("playing");
  player.pause();
  await until("paused");
  const shown = vi.spyOn(navigator.mediaSession, "setPositionState");
  await player.load(short);
  expect(player.positionSec).toBe(0);
  expect(shown.mock.lastCall?.[0]).toMatchObject({ duration: 0.5, playbackRate: 1.5 });
});

test("a loop goes back without ending", async () => {
  const { player, until } = made();
  let ends = 0;
  player.onEnd = () => ends++;
  await player.load(short);
  player.setTempo(4);
  player.setLoop({ fromSec: 0.1, toSec: 0.5 });
  await player.play();
  await until("playing");
  let goneBack = 0;
  let last = 0;
  await vi.waitFor(
    () => {
      if (player.positionSec < last) goneBack++;
      last = player.positionSec;
      expect(goneBack).toBeGreaterThan(1);
    },
    { timeout: 20_000, interval: 10 },
  );
  expect(ends).toBe(0);
  player.setLoop(undefined);
  await until("ended");
  expect(ends).toBe(1);
});

test("a later load overtakes an earlier one; dispose ends the one under way", async () => {
  const { player } = made();
  const first = player.load(reel);
  const overtaken = expect(first).rejects.toMatchObject({ name: "AbortError" });
  await player.load(short);
  await overtaken;
  expect(player.lengthSec).toBe(0.5);
  const last = expect(player.load(reel)).rejects.toMatchObject({ name: "AbortError" });
  player.dispose();
  await last;
  expect(player.state.status).toBe("disposed");
});

test("tells the lock screen what plays and answers its keys", async () => {
  const handlers = new Map<string, MediaSessionActionHandler | null>();
  vi.spyOn(navigator.mediaSession, "setActionHandler").mockImplementation((action, handler) => {
    handlers.set(action, handler);
  });
  const position = vi.spyOn(navigator.mediaSession, "setPositionState");
  const { player, until } = made();
  let next = 0;
  player.onNext = () => next++;
  await player.load(reel, { title: "Test Reel", artist: "Somebody" });
  expect(navigator.mediaSession.metadata).toMatchObject({ title: "Test Reel", artist: "Somebody" });
  handlers.get("play")?.({ action: "play" });
  await until("playing");
  expect(navigator.mediaSession.playbackState).toBe("playing");
  handlers.get("pause")?.({ action: "pause" });
  await until("paused");
  handlers.get("seekto")?.({ action: "seekto", seekTime: 1.5 });
  expect(player.positionSec).toBe(1.5);
  handlers.get("seekbackward")?.({ action: "seekbackward", seekOffset: 1 });
  expect(player.positionSec).toBe(0.5);
  expect(position.mock.lastCall?.[0]).toMatchObject({ position: 0.5, playbackRate: 1 });
  handlers.get("nexttrack")?.({ action: "nexttrack" });
  expect([next, handlers.get("previoustrack")]).toEqual([1, null]);
  player.dispose();
  expect(handlers.get("play")).toBeNull();
});

test("fifty pieces leave no blob and no audio context behind", async () => {
  const alive = new Set<string>();
  const create = URL.createObjectURL.bind(URL);
  const revoke = URL.revokeObjectURL.bind(URL);
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    const url = create(blob);
    alive.add(url);
    return url;
  });
  vi.spyOn(URL, "revokeObjectURL").mockImplementation((url) => {
    alive.delete(url);
    revoke(url);
  });
  let contexts = 0;
  class Counted extends OfflineAudioContext {
    constructor(...given: ConstructorParameters<typeof OfflineAudioContext>) {
      super(...given);
      contexts++;
    }
  }
  vi.stubGlobal("OfflineAudioContext", Counted);
  const { player } = made();
  await player.load(short);
  contexts = 0;
  for (let i = 0; i < 50; i++) await player.load(short);
  expect(alive.size).toBe(1);
  expect(contexts).toBe(0);
  player.dispose();
  expect(alive.size).toBe(0);
});
