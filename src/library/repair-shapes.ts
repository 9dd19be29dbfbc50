import * as v from "valibot";
import { repairedScore } from "./repair-score";

const MAX_NAME = 500;
const MAX_ID = 1_100;
const DAY_MS = 86_400_000;
/** The last millisecond that a Date can hold. */
const LAST_MS = 8_640_000_000_000_000;

/** Text as it should be: composed, well-formed, without control characters, trimmed, at most `max`. */
export function tidyText(text: string, max: number): string {
  return text
    .replace(/\p{Cs}/gu, "\u{FFFD}")
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .normalize("NFC")
    .trim()
    .slice(0, max)
    .replace(/\p{Cs}$/u, "")
    .trimEnd();
}

const text = (max: number) =>
  v.pipe(
    v.string("is not text"),
    v.transform((value) => tidyText(value, max)),
  );
const required = (max: number) => v.pipe(text(max), v.minLength(1, "is empty"));
const id = v.pipe(
  v.string("is not text"),
  v.minLength(1, "is empty"),
  v.maxLength(MAX_ID, `is longer than ${MAX_ID} characters`),
);
const name = required(MAX_NAME);
const number = v.pipe(v.number("is not a number"), v.finite("is not a finite number"));
const clamped = (min: number, max: number) =>
  v.pipe(
    number,
    v.transform((value) => Math.min(max, Math.max(min, value))),
  );
const time = v.pipe(
  number,
  v.minValue(0, "lies before 1970"),
  v.maxValue(LAST_MS, "is no date"),
  v.transform(Math.round),
);
const count = v.pipe(v.number("is not a number"), v.safeInteger("is not whole"), v.minValue(0));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "is not a SHA-256"));
const bytes = v.instance(Uint8Array, "is not binary");

/** A field that may be missing: what cannot be read counts as missing and the row stays. */
const maybe = <S extends v.GenericSchema>(schema: S) =>
  v.optional(v.fallback(v.union([schema, v.undefined()]), undefined as never));

const profile = v.object({ id, name, createdMs: time, forkedFrom: maybe(id) });

const artist = v.object({ id, name, importId: maybe(id) });

const track = v.object({
  id,
  title: name,
  artist: text(MAX_NAME),
  artistId: id,
  album: maybe(required(MAX_NAME)),
  durationMs: maybe(clamped(0, DAY_MS)),
  source: v.picklist(["import", "studio", "shelf", "saved", "file"], "is unknown"),
  addedMs: time,
  scoreId: maybe(id),
  audioId: maybe(id),
  artId: maybe(id),
  year: maybe(v.pipe(count, v.minValue(1), v.maxValue(9_999))),
  tags: maybe(
    v.pipe(
      v.array(text(100)),
      v.transform((tags) => tags.filter((tag) => tag !== "").slice(0, 50)),
    ),
  ),
  mbid: maybe(required(100)),
  isrc: maybe(required(100)),
  spotifyUri: maybe(required(200)),
  importId: maybe(id),
});

const listen = v.object({
  id,
  profileId: id,
  trackId: id,
  artistId: id,
  startMs: time,
  playedMs: maybe(clamped(0, DAY_MS)),
  completion: maybe(clamped(0, 1)),
  skipped: maybe(v.boolean()),
  source: v.picklist(["app", "spotify", "lastfm", "listenbrainz", "hetrec", "csv"], "is unknown"),
  importId: maybe(id),
});

const rating = v.object({
  id,
  profileId: id,
  itemId: id,
  value: clamped(0.5, 5),
  timeMs: time,
  importId: maybe(id),
});

const scale = v.variant("kind", [
  v.pipe(
    v.object({ kind: v.literal("stars"), min: number, max: number }),
    v.check(({ min, max }) => min < max, "has no width"),
  ),
  v.object({ kind: v.literal("plays") }),
]);

const community = v.object({
  id,
  name,
  itemKind: v.picklist(["artist", "track", "work"], "is unknown"),
  scale,
  users: count,
  items: count,
  entries: count,
  simulated: v.boolean("is not yes or no"),
  form: maybe(v.literal("pack")),
  addedMs: time,
  importId: maybe(id),
});

const communityBlock = v.object({
  communityId: id,
  column: v.picklist(
    [
      "userPtr",
      "userIndex",
      "userValue",
      "itemPtr",
      "itemIndex",
      "itemValue",
      "items",
      "users",
      "pack",
    ],
    "is unknown",
  ),
  part: count,
  bytes,
});

/** What was done to a piece since it was first written; a list that cannot be read is left out. */
const changes = maybe(
  v.array(
    v.object({
      timeMs: time,
      by: v.picklist(["person", "model"], "is unknown"),
      what: name,
      bars: maybe(v.array(count)),
      model: maybe(name),
      seed: maybe(number),
    }),
  ),
);

const authorship = v.variant("by", [
  v.object({
    by: v.literal("model"),
    model: name,
    seed: number,
    device: name,
    settings: v.record(v.string(), v.union([text(MAX_NAME), number])),
    changes,
  }),
  v.object({ by: v.literal("person"), changes }),
  v.object({ by: v.literal("file"), name, changes }),
]);

const score = v.object({
  id,
  score: repairedScore,
  createdMs: time,
  authorship: v.fallback(authorship, { by: "person" }),
});

const song = v.object({
  id,
  profileId: id,
  title: name,
  scoreId: id,
  trackId: id,
  createdMs: time,
  changedMs: time,
  deleted: maybe(v.object({ timeMs: time, track })),
});

const feedback = v.object({
  id: maybe(count),
  profileId: id,
  timeMs: time,
  kind: v.picklist(
    [
      "like",
      "unlike",
      "rate",
      "unrate",
      "not-now",
      "again",
      "block",
      "unblock",
      "save",
      "keep",
      "reject",
      "skip",
      "shown",
      "less-like",
    ],
    "is unknown",
  ),
  itemId: id,
  value: maybe(number),
});

const checkpoint = v.object({
  id,
  profileId: id,
  model: name,
  createdMs: time,
  bytes,
  sha256: hash,
});

const setting = v.object({ key: required(100), value: v.unknown() });

const counts = v.object({
  listens: count,
  ratings: count,
  tracks: count,
  artists: count,
  communityEntries: count,
  audioFiles: maybe(count),
  playlists: maybe(count),
});

const importRow = v.object({
  id,
  profileId: id,
  timeMs: time,
  format: name,
  files: v.pipe(
    v.array(text(MAX_NAME)),
    v.transform((files) => files.slice(0, 1_000)),
  ),
  added: counts,
  replaced: maybe(v.array(rating)),
  completed: maybe(v.array(track)),
});

const art = v.object({
  id: hash,
  type: v.picklist(["image/jpeg", "image/png", "image/webp", "image/gif"], "is no picture"),
  bytes,
});

const features = v.object({
  trackId: id,
  version: count,
  values: v.record(v.pipe(v.string(), v.maxLength(50)), number),
});

const playlist = v.object({
  id,
  profileId: id,
  name,
  trackIds: v.array(id),
  createdMs: time,
  importId: maybe(id),
});

const mix = v.object({
  id,
  profileId: id,
  week: v.pipe(v.string(), v.regex(/^\d{4}-W\d{2}$/, "is no ISO week")),
  createdMs: time,
  entries: v.array(v.looseObject({ itemId: id })),
});

const hour = v.pipe(count, v.maxValue(24, "is no hour"));

const tasteRule = v.object({
  id,
  profileId: id,
  createdMs: time,
  rule: v.variant("kind", [
    v.object({ kind: v.literal("session"), fromMs: time, toMs: time }),
    v.object({ kind: v.literal("playlist"), playlistId: id }),
    v.object({ kind: v.literal("item"), itemId: id, name }),
    v.object({
      kind: v.literal("hours"),
      from: hour,
      to: hour,
      weekdays: v.array(v.pipe(count, v.maxValue(6, "is no weekday"))),
    }),
    v.object({ kind: v.literal("since"), fromMs: time }),
  ]),
});

const friend = v.object({
  id,
  profileId: id,
  name,
  addedMs: time,
  items: v.array(v.object({ id, name, artist: maybe(name), weight: number })),
});

const choice = v.object({
  id,
  profileId: id,
  timeMs: time,
  set: id,
  kept: v.boolean("is not yes or no"),
  features: v.pipe(v.array(number), v.maxLength(100, "has more than 100 numbers")),
  model: name,
  settings: v.fallback(v.record(v.string(), v.union([text(MAX_NAME), number])), {}),
});

const draft = v.object({
  id,
  profileId: id,
  changedMs: time,
  batch: id,
  place: count,
  bitsPerNote: number,
  score: repairedScore,
  authorship,
});

/** The shape of a row of each table, as it may come from outside. */
export const shapes = {
  profiles: profile,
  artists: artist,
  tracks: track,
  listens: listen,
  ratings: rating,
  communities: community,
  communityBlocks: communityBlock,
  scores: score,
  songs: song,
  feedback,
  checkpoints: checkpoint,
  settings: setting,
  imports: importRow,
  art,
  features,
  playlists: playlist,
  mixes: mix,
  tasteRules: tasteRule,
  friends: friend,
  choices: choice,
  drafts: draft,
} as const;
