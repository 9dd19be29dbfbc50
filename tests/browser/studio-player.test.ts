import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { scoreItem } from "../../src/base/item";
import type { TrackRow } from "../../src/library/rows";
import { keepSong } from "../../src/library/songs";
import { readTracks } from "../../src/library/tracks";
import PlayerBar from "../../src/ui/player/PlayerBar.svelte";
import { button, SilentSound, stage, tune, type Stage } from "../app/harness";

const slowly = { timeout: 20_000 };
let here: Stage;
let sound: SilentSound;
let tracks: readonly TrackRow[];

beforeEach(async () => {
  sound = new SilentSound();
  here = await stage("player-test", PlayerBar, {
    sound,
    recommender: { foldIn: () => Promise.resolve([]) } as never,
  });
  const kept = [];
  for (const title of ["One", "Two", "Three"]) {
    const profileId = here.app.profile.id;
    const draft = { profileId, title, artist: "Me", score: tune(title) };
    kept.push(await keepSong(here.library, { ...draft, authorship: { by: "person" } }));
  }
  tracks = await readTracks(
    here.library,
    kept.map(({ song }) => scoreItem(song.scoreId)),
  );
});

afterEach(() => here.close());

const title = () => here.app.player.now?.title;
const player = () => here.app.player;

function track(index: number): TrackRow {
  const found = tracks[index];
  if (found === undefined) throw new Error(`no track ${index}`);
  return found;
}

test("nothing plays at first, and the bar says so", () => {
  expect(here.target.textContent).toContain("Nothing is playing yet");
});

test("next and previous walk the queue and stop at its ends", async () => {
  await player().playTrack(track(1), tracks);
  expect(title()).toBe("Two");
  await player().next();
  expect(title()).toBe("Three");
  expect(player().canNext).toBe(false);
  await player().next();
  expect(title()).toBe("Three");
  await player().previous();
  await player().previous();
  expect(title()).toBe("One");
});

test("past three seconds, previous goes to the start of the piece", async () => {
  await player().playTrack(track(1), tracks);
  player().seek(9);
  await player().previous();
  expect([title(), sound.positionSec]).toEqual(["Two", 0]);
});

test("a piece that ends gives way to the next; the last one waits", async () => {
  await player().playTrack(track(1), tracks);
  sound.end();
  await vi.waitFor(() => expect(title()).toBe("Three"), slowly);
  await vi.waitFor(() => expect(player().playing).toBe(true), slowly);
  sound.end();
  await vi.waitFor(() => expect(player().playing).toBe(false), slowly);
  expect(title()).toBe("Three");
});

test("the headset's keys reach the queue only where there is a next", async () => {
  await player().playTrack(track(1), tracks);
  sound.onNext?.();
  await vi.waitFor(() => expect(title()).toBe("Three"), slowly);
  expect(sound.onNext).toBeUndefined();
});

test("space plays and pauses, but not while typing; a letter acts in the player only", async () => {
  await player().playTrack(track(0), tracks);
  const press = (key: string, target: EventTarget) =>
    target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  press(" ", document.body);
  await vi.waitFor(() => expect(player().playing).toBe(false), slowly);
  const field = document.body.appendChild(document.createElement("input"));
  press(" ", field);
  press("n", document.body);
  field.remove();
  expect([player().playing, title()]).toEqual([false, "One"]);
  press("n", button("Next"));
  await vi.waitFor(() => expect(title()).toBe("Two"), slowly);
  press("l", button("Next"));
  await vi.waitFor(() => expect(here.app.taste.likes(track(1).id)).toBe(true), slowly);
});

test("tempo and repeat reach the sound; a change of tempo does not falsify the listen", async () => {
  await player().playTrack(track(0));
  player().setTempo(2);
  player().toggleLoop();
  expect(player().loop).toEqual({ fromSec: 0, toSec: 40 });
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  await player().stop();
  const [listen] = await here.library.listens.toArray();
  expect(listen?.completion).toBeCloseTo((2 * (listen?.playedMs ?? 0)) / 40_000, 2);
});

test("a sound that cannot be had is said, and play tries again", async () => {
  const { load } = sound;
  sound.load = () => Promise.reject(new Error("no samples"));
  await expect(player().playTrack(track(0))).rejects.toThrow("no samples");
  expect(player().phase).toBe("failed");
  sound.load = load;
  await player().toggle();
  expect(player().playing).toBe(true);
});
