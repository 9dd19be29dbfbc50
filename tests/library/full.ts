import { smallInput } from "./input";
import { tinyScore } from "./tiny-score";
import { recordChoice } from "../../src/library/choices";
import { writeDrafts } from "../../src/library/drafts";
import { recordFeedback } from "../../src/library/feedback";
import { writeImport } from "../../src/library/imports";
import { recordListen } from "../../src/library/listens";
import { ensureDefaultProfile } from "../../src/library/profiles";
import { rateItem } from "../../src/library/ratings";
import type { Library } from "../../src/library/schema";
import { writeSetting } from "../../src/library/settings";
import { deleteSong, keepSong } from "../../src/library/songs";
import { saveForLater } from "../../src/library/tracks";

/** Puts something into every table, by the queries that the app uses. */
export async function fill(library: Library): Promise<void> {
  const { id: profileId } = await ensureDefaultProfile(library, "Zoë");
  await writeImport(library, smallInput(), { profileId, name: "Friends" });
  const draft = { profileId, title: "Mine", artist: "Zoë", score: tinyScore() };
  const { track } = await keepSong(library, { ...draft, authorship: { by: "person" } });
  const settings = { temperature: 1, type: "reel" };
  const model = { by: "model", model: "melody@1", seed: 7, device: "wasm", settings } as const;
  const { song } = await keepSong(library, { ...draft, title: "Gone", authorship: model });
  await deleteSong(library, song.id);
  await rateItem(library, profileId, track.id, 4.5);
  const play = { profileId, trackId: track.id, startMs: 1_700_000_000_000 };
  await recordListen(library, { ...play, playedMs: 1_234, completion: 0.75 });
  await saveForLater(library, { title: "红豆", artist: "王菲", album: "唱遊" });
  const event = { profileId, itemId: "artist:a", timeMs: 1_700_000_000_000 };
  await recordFeedback(library, { ...event, kind: "block" });
  await writeSetting(library, "theme", "dark");
  await writeSetting(library, "playerPosition", { trackId: track.id, positionMs: 5 });
  await library.checkpoints.add({
    id: "check",
    profileId,
    model: "taste",
    createdMs: 1,
    bytes: Uint8Array.of(0, 1, 254, 255),
    sha256: "0".repeat(64),
  });
  const hash = "1".repeat(64);
  await library.art.add({ id: hash, type: "image/png", bytes: Uint8Array.of(137, 80, 78, 71) });
  await library.features.add({ trackId: track.id, version: 1, values: { bpm: 120, energy: 0.5 } });
  const dated = { profileId, createdMs: 1_700_000_000_000 };
  await library.playlists.add({ id: "list", ...dated, name: "夜", trackIds: [track.id] });
  const entries = [{ itemId: track.id, name: "Mine", share: 1 }];
  await library.mixes.add({ id: `${profileId}|2026-W48`, ...dated, week: "2026-W48", entries });
  const rules = [
    { kind: "session", fromMs: 1, toMs: 2 },
    { kind: "playlist", playlistId: "list" },
    { kind: "hours", from: 22, to: 6, weekdays: [0, 6] },
    { kind: "since", fromMs: 3 },
  ] as const;
  await library.tasteRules.bulkAdd(rules.map((rule) => ({ id: rule.kind, ...dated, rule })));
  const items = [{ id: "artist:a", name: "A", weight: 0.5 }];
  await library.friends.add({ id: "friend", profileId, name: "阿明", addedMs: 1, items });
  const candidates = [
    { kept: true, features: [0.5, -1] },
    { kept: false, features: [0.25, 2] },
  ];
  await recordChoice(library, { profileId, model: "melody@1", settings, candidates });
  const bars = [0, 1];
  const changes = [
    { timeMs: 1_700_000_000_000, by: "model", what: "vary", bars, model: "melody@2", seed: 9 },
    { timeMs: 1_700_000_100_000, by: "person", what: "chord", bars: [1] },
  ] as const;
  const proposal = { batch: "b", place: 0, bitsPerNote: 1.5, score: tinyScore("Open") };
  const written = { profileId, changedMs: 1_700_000_200_000, authorship: { ...model, changes } };
  await writeDrafts(library, profileId, [{ id: "draft", ...proposal, ...written }]);
}
