import { readTracks } from "../../library/tracks";
import type { Dictionary } from "../../i18n/en";
import type { Action } from "../action";
import type { SlateRow } from "../slate-changes";

/** Plays what can be played of a list, in its order. */
export const playRows: Action<readonly SlateRow[]> = {
  id: "list.play",
  label: (t) => t.home.mix.play,
  when: (_, rows) => rows.some(({ entry }) => entry.trackId !== undefined),
  run: async ({ player, services }, rows) => {
    const ids = rows.flatMap(({ entry }) => entry.trackId ?? []);
    const tracks = await readTracks(services.library, [...new Set(ids)]);
    const [first] = tracks;
    if (first === undefined) throw new Error("None of these tracks is here any longer.");
    await player.playTrack(first, tracks);
  },
};

/** Where the dial stands, as a word of the dictionary. */
export function dialPlace(adventure: number): keyof Dictionary["home"]["dial"]["at"] {
  const places = ["familiar", "close", "middle", "further", "adventurous"] as const;
  return places[Math.round(adventure * (places.length - 1))] ?? "middle";
}

/** Turns the dial by a step, away from home or back. */
export const turn: Action<-1 | 1, number> = {
  id: "dial.turn",
  label: (t, way) => (way > 0 ? t.home.dial.further : t.home.dial.closer),
  when: ({ home }, way) => (way > 0 ? home.adventure < 1 : home.adventure > 0),
  run: async ({ home }, way) => {
    const before = home.adventure;
    const to = Math.min(1, Math.max(0, Math.round((before + way * 0.2) * 100) / 100));
    void home.steer(to);
    return before;
  },
  done: (t, way, before) =>
    t.home.dial.turned(t.home.dial.at[dialPlace(Math.min(1, Math.max(0, before + way * 0.2)))]),
  undo: ({ home }, _, before) => home.steer(before),
};
