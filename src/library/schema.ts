import { Dexie } from "dexie";
import type { Table } from "dexie";
import type { ItemId } from "../base/item";
import type {
  ArtRow,
  ArtistRow,
  AudioFileRow,
  CheckpointRow,
  ChoiceRow,
  CommunityBlockRow,
  CommunityColumn,
  CommunityRow,
  DraftRow,
  FeatureRow,
  FeedbackRow,
  FriendRow,
  ImportRow,
  ListenRow,
  MixRow,
  PlaylistRow,
  ProfileRow,
  RatingRow,
  ScoreRow,
  SettingRow,
  SongRow,
  TasteRuleRow,
} from "./rows";
import type { StoredTrack } from "./track-words";

/**
 * Every shape the database ever had, oldest first. A shipped version is never edited: a change is
 * a new entry, with an upgrade beside it where rows must change too. The first field is the
 * primary key, the others are indices; `*` marks one with many entries a row.
 */
const versions: readonly Readonly<Record<string, string>>[] = [
  {
    profiles: "id",
    artists: "id, importId",
    tracks: "id, titleKey, artistKey, addedMs, artistId, source, importId, *words",
    listens: "id, [profileId+startMs], trackId, artistId, importId",
    ratings: "id, profileId, itemId, importId",
    communities: "id, importId",
    communityBlocks: "[communityId+column+part]",
    scores: "id",
    songs: "id, [profileId+changedMs], scoreId, trackId",
    feedback: "++id, [profileId+timeMs], [profileId+kind]",
    checkpoints: "id, [profileId+model+createdMs]",
    settings: "key",
    imports: "id, timeMs",
  },
  // Audio files with art and features, playlists, mixes, what does not count as taste, friends.
  {
    audioFiles: "id, trackId, importId",
    art: "id",
    features: "trackId",
    playlists: "id, profileId, importId",
    mixes: "id, [profileId+week]",
    tasteRules: "id, profileId",
    friends: "id, profileId",
  },
  // Candidates of the composer that were kept or passed over.
  {
    choices: "id, [profileId+timeMs]",
  },
  // Proposals of the composer that are neither kept nor let go.
  {
    drafts: "id, profileId",
  },
];

/** The version this build writes. IndexedDB sees ten times this number. */
export const SCHEMA_VERSION = versions.length;

/** The tables of a backup; `audioFiles` is not among them. */
export const TABLES = [
  "profiles",
  "artists",
  "tracks",
  "listens",
  "ratings",
  "communities",
  "communityBlocks",
  "scores",
  "songs",
  "feedback",
  "checkpoints",
  "settings",
  "imports",
  "art",
  "features",
  "playlists",
  "mixes",
  "tasteRules",
  "friends",
  "choices",
  "drafts",
] as const;

export type TableName = (typeof TABLES)[number];

/**
 * The database of the app, one for all profiles. Only `openLibrary` makes one; every query takes
 * it as its first argument.
 */
export class Library extends Dexie {
  declare readonly profiles: Table<ProfileRow, string>;
  declare readonly artists: Table<ArtistRow, ItemId>;
  declare readonly tracks: Table<StoredTrack, ItemId>;
  declare readonly listens: Table<ListenRow, string>;
  declare readonly ratings: Table<RatingRow, string>;
  declare readonly communities: Table<CommunityRow, string>;
  declare readonly communityBlocks: Table<CommunityBlockRow, [string, CommunityColumn, number]>;
  declare readonly scores: Table<ScoreRow, string>;
  declare readonly songs: Table<SongRow, string>;
  declare readonly feedback: Table<FeedbackRow, number>;
  declare readonly checkpoints: Table<CheckpointRow, string>;
  declare readonly settings: Table<SettingRow, string>;
  declare readonly imports: Table<ImportRow, string>;
  declare readonly audioFiles: Table<AudioFileRow, string>;
  declare readonly art: Table<ArtRow, string>;
  declare readonly features: Table<FeatureRow, ItemId>;
  declare readonly playlists: Table<PlaylistRow, string>;
  declare readonly mixes: Table<MixRow, string>;
  declare readonly tasteRules: Table<TasteRuleRow, string>;
  declare readonly friends: Table<FriendRow, string>;
  declare readonly choices: Table<ChoiceRow, string>;
  declare readonly drafts: Table<DraftRow, string>;

  /**
   * @param asFound  take the stores as they are, without a version of our own: for a database that
   *                 a newer build has made, which must be read and never changed
   */
  constructor(
    name: string,
    readonly asFound = false,
  ) {
    // Dexie's cache of live queries is off: it answers from guesses while a write is under way.
    super(name, { cache: "disabled", autoOpen: false });
    if (asFound) return;
    versions.forEach((stores, index) => this.version(index + 1).stores({ ...stores }));
  }

  /** Called when the browser itself has closed the database: its data was cleared or is broken. */
  onLost: (() => void) | undefined;

  /** Closes for good. Dexie alone would open a lost database again, empty. */
  override close(options?: { disableAutoOpen: boolean }): void {
    super.close({ disableAutoOpen: true });
    if (options?.disableAutoOpen === false) this.onLost?.();
  }

  /** Makes the stores of a database of a newer build reachable by their names. */
  adoptStores(): void {
    this.tables.forEach((table) => Object.assign(this, { [table.name]: table }));
  }

  /** True when a newer build made this database; every write is then refused. */
  get readOnly(): boolean {
    return this.asFound;
  }
}
