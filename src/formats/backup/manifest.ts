import * as v from "valibot";
import { fault, ok } from "../../base/result";
import type { Result } from "../../base/result";

export const BACKUP_FORMAT = "refrain-backup";
/** The version of the file format (not of the database, which is `schema`). */
export const BACKUP_VERSION = 1;
export const NEWER_BACKUP = "A newer version of Refrain made this backup; update Refrain first.";
export const MANIFEST_NAME = "manifest.json";

/** What a backup may hold at most; beyond it is no backup but an attack or a mistake. */
export const backupLimits = {
  tables: 100,
  rowsOfTable: 5_000_000,
  lineBytes: 16 * 2 ** 20,
  manifestBytes: 2 ** 20,
} as const;

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const table = v.object({
  /** `tables/<name>.jsonl` holds the rows, one JSON object a line. */
  name: v.pipe(v.string(), v.regex(/^[A-Za-z]{1,60}$/)),
  rows: v.pipe(whole, v.maxValue(backupLimits.rowsOfTable)),
  sha256,
  /**
   * For rows with a binary field: its name. A row has the length of its bytes there, and
   * `tables/<name>.bin` holds the bytes of all rows, one after the other.
   */
  binary: v.exactOptional(v.object({ field: v.pipe(v.string(), v.maxLength(60)), sha256 })),
});

const manifest = v.object({
  format: v.literal(BACKUP_FORMAT),
  version: v.pipe(whole, v.minValue(1), v.maxValue(BACKUP_VERSION)),
  /** Version of the database whose rows these are. */
  schema: v.pipe(whole, v.minValue(1)),
  createdMs: whole,
  tables: v.pipe(
    v.array(table),
    v.maxLength(backupLimits.tables),
    v.check((tables) => new Set(tables.map(({ name }) => name)).size === tables.length),
  ),
});

export type BackupManifest = v.InferOutput<typeof manifest>;
export type BackupTable = v.InferOutput<typeof table>;

/** The manifest out of its JSON, or why it is none that can be read here. */
export function parseManifest(json: string): Result<BackupManifest> {
  const position = { file: MANIFEST_NAME };
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return fault("The list of contents of this backup is damaged.", position);
  }
  const head = v.safeParse(v.object({ format: v.literal(BACKUP_FORMAT), version: whole }), value);
  if (!head.success) return fault("This archive is not a backup of Refrain.", position);
  if (head.output.version > BACKUP_VERSION) {
    return fault(NEWER_BACKUP, position);
  }
  const parsed = v.safeParse(manifest, value);
  if (parsed.success) return ok(parsed.output);
  const where = v.getDotPath(parsed.issues[0]) ?? "contents";
  return fault(`The list of contents of this backup is damaged at "${where}".`, position);
}

export function rowsName(table: string): string {
  return `tables/${table}.jsonl`;
}

export function bytesName(table: string): string {
  return `tables/${table}.bin`;
}
