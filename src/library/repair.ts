import * as v from "valibot";
import { withoutUndefined } from "./repair-score";
import { shapes } from "./repair-shapes";
import type {
  ArtRow,
  ArtistRow,
  CheckpointRow,
  ChoiceRow,
  CommunityBlockRow,
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
  TrackRow,
} from "./rows";

export interface RowOf {
  readonly profiles: ProfileRow;
  readonly artists: ArtistRow;
  readonly tracks: TrackRow;
  readonly listens: ListenRow;
  readonly ratings: RatingRow;
  readonly communities: CommunityRow;
  readonly communityBlocks: CommunityBlockRow;
  readonly scores: ScoreRow;
  readonly songs: SongRow;
  readonly feedback: FeedbackRow;
  readonly checkpoints: CheckpointRow;
  readonly settings: SettingRow;
  readonly imports: ImportRow;
  readonly art: ArtRow;
  readonly features: FeatureRow;
  readonly playlists: PlaylistRow;
  readonly mixes: MixRow;
  readonly tasteRules: TasteRuleRow;
  readonly friends: FriendRow;
  readonly choices: ChoiceRow;
  readonly drafts: DraftRow;
}

/** A row that could not be kept: where it stood (from 0) and what is wrong with it. */
export interface DroppedRow {
  readonly index: number;
  readonly reason: string;
}

export interface Repaired<Row> {
  readonly rows: readonly Row[];
  readonly dropped: readonly DroppedRow[];
}

/**
 * The one gate through which rows from outside (imports, backups, older versions) enter: text is
 * composed and trimmed, numbers are clamped to their range, unknown fields are left out, optional
 * fields that cannot be read are left out; a row that still does not fit is dropped with a reason.
 *
 * @example repair("ratings", [{ … value: 9 }]).rows[0].value // 5
 */
export function repair<T extends keyof RowOf>(
  table: T,
  rows: readonly unknown[],
): Repaired<RowOf[T]> {
  const kept: RowOf[T][] = [];
  const dropped: DroppedRow[] = [];
  rows.forEach((row, index) => {
    const result = repairRow(table, row);
    if ("row" in result) kept.push(result.row);
    else dropped.push({ index, reason: result.reason });
  });
  return { rows: kept, dropped };
}

/** One row through the gate. */
export function repairRow<T extends keyof RowOf>(
  table: T,
  row: unknown,
): { readonly row: RowOf[T] } | { readonly reason: string } {
  const result = v.safeParse(shapes[table], row, { abortEarly: true });
  if (result.success) return { row: withoutUndefined(result.output) as RowOf[T] };
  const [issue] = result.issues;
  const field = v.getDotPath(issue) ?? "row";
  return { reason: `${field} ${issue.message}` };
}
