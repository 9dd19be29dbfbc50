import { fault, ok } from "../../base/result";
import type { Result } from "../../base/result";
import { readDirectory } from "../archive/directory";
import type { ArchiveEntry } from "../archive/directory";
import { entrySource } from "../archive/entry";
import { InflationMeter } from "../archive/limits";
import type { ArchiveLimits } from "../archive/limits";
import { Refusal } from "../text/refusal";
import { jsonLines } from "./lines";
import { MANIFEST_NAME, backupLimits, bytesName, parseManifest, rowsName } from "./manifest";
import type { BackupManifest, BackupTable } from "./manifest";
import { Sha256 } from "./sha256";

const limits: ArchiveLimits = {
  entries: 2 * backupLimits.tables + 1,
  totalBytes: 2 ** 30,
  // Rows of ours deflate some twenty times.
  ratio: 250,
  ratioFromBytes: 8 * 2 ** 20,
  nestedBytes: 0,
};

/** A row of a backup, as its file tells it: to be repaired, never to be trusted. */
export type BackupRow = Readonly<Record<string, unknown>>;

interface ReadOptions {
  /** Aborted, the reading rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the stored bytes just read. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** A backup whose list of contents is sound; each of its tables is to be read once. */
export interface Backup {
  readonly manifest: BackupManifest;
  /**
   * Visits every row of a table in order. The table is whole (count and SHA-256) only when the
   * result is ok: nothing may be written before.
   */
  readTable(
    table: BackupTable,
    visit: (row: BackupRow) => void,
    options?: ReadOptions,
  ): Promise<Result<number>>;
}

/** Opens a backup file: the archive, its limits, and its list of contents. */
export async function openBackup(file: Blob, name = "The file"): Promise<Result<Backup>> {
  return refusable(async () => {
    const entries = await readDirectory(file, name, limits);
    const byName = new Map(entries.map((entry) => [entry.name, entry]));
    const archive: Archive = { file, name, entries: byName, meter: new InflationMeter(limits) };
    const parsed = parseManifest(await readManifest(archive));
    if (!parsed.ok) return parsed;
    const manifest = parsed.value;
    return ok({
      manifest,
      readTable: (table, visit, options = {}) =>
        refusable(async () => ok(await readTable(archive, table, visit, options))),
    });
  });
}

interface Archive {
  readonly file: Blob;
  readonly name: string;
  readonly entries: ReadonlyMap<string, ArchiveEntry>;
  readonly meter: InflationMeter;
}

async function readManifest(archive: Archive): Promise<string> {
  if (!archive.entries.has(MANIFEST_NAME)) {
    throw new Refusal("This archive is not a backup of Refrain.", { file: archive.name });
  }
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of bytesOf(archive, MANIFEST_NAME, {})) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length > backupLimits.manifestBytes) {
      throw new Refusal("The list of contents of this backup is too long.", {
        file: MANIFEST_NAME,
      });
    }
  }
  return text + decoder.decode();
}

async function readTable(
  archive: Archive,
  table: BackupTable,
  visit: (row: BackupRow) => void,
  options: ReadOptions,
): Promise<number> {
  const file = rowsName(table.name);
  const waiting: BackupRow[] = [];
  const hash = new Sha256();
  const hashed = hashing(bytesOf(archive, file, options), hash);
  let rows = 0;
  for await (const row of jsonLines(hashed, file)) {
    if (++rows > table.rows) break;
    if (table.binary === undefined) visit(row);
    else waiting.push(row);
  }
  if (rows !== table.rows) {
    const message = `${file} does not hold the ${table.rows} rows that it should.`;
    throw new Refusal(message, { file, row: rows });
  }
  expectHash(hash, table.sha256, file);
  if (table.binary !== undefined) await readBytes(archive, table, waiting, visit, options);
  return rows;
}

/** Gives each waiting row its bytes, cut from the file of bytes in order. */
async function readBytes(
  archive: Archive,
  { name, binary }: BackupTable,
  rows: readonly BackupRow[],
  visit: (row: BackupRow) => void,
  options: ReadOptions,
): Promise<void> {
  const file = bytesName(name);
  const { field, sha256 } = binary as NonNullable<BackupTable["binary"]>;
  const hash = new Sha256();
  const pieces = new Pieces(hashing(bytesOf(archive, file, options), hash));
  for (const [index, row] of rows.entries()) {
    const length = row[field];
    const bytes = typeof length === "number" ? await pieces.take(length) : undefined;
    if (bytes === undefined) {
      const position = { file: rowsName(name), row: index + 1 };
      throw new Refusal("This row of the backup does not fit its bytes.", position);
    }
    visit({ ...row, [field]: bytes });
  }
  if (!(await pieces.atEnd())) throw new Refusal(`${file} is longer than its rows say.`, { file });
  expectHash(hash, sha256, file);
}

function bytesOf(
  { file, name, entries, meter }: Archive,
  entryName: string,
  options: ReadOptions,
): AsyncIterable<Uint8Array> {
  const entry = entries.get(entryName);
  if (entry === undefined) {
    throw new Refusal(`"${entryName}" is missing in this backup.`, { file: entryName });
  }
  return entrySource(file, name, entry, meter).read({ nowMs: 0, ...options });
}

async function* hashing(
  source: AsyncIterable<Uint8Array>,
  hash: Sha256,
): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) {
    hash.update(bytes);
    yield bytes;
  }
}

function expectHash(hash: Sha256, expected: string, file: string): void {
  if (hash.hex() === expected) return;
  throw new Refusal(`${file} was changed or damaged after the backup was made.`, { file });
}

async function refusable<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return fault(error.fault.message, error.fault.position);
    throw error;
  }
}

/** Cuts a stream into runs of given lengths. */
class Pieces {
  readonly #source: AsyncIterator<Uint8Array>;
  #rest = new Uint8Array(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next bytes as memory of their own; undefined when there are fewer. */
  async take(length: number): Promise<Uint8Array | undefined> {
    if (!Number.isSafeInteger(length) || length < 0 || length > backupLimits.lineBytes) {
      return undefined;
    }
    const taken = new Uint8Array(length);
    for (let at = 0; at < length;) {
      if (this.#rest.length === 0 && !(await this.#more())) return undefined;
      const part = this.#rest.subarray(0, length - at);
      taken.set(part, at);
      at += part.length;
      this.#rest = this.#rest.subarray(part.length);
    }
    return taken;
  }

  async atEnd(): Promise<boolean> {
    while (this.#rest.length === 0) if (!(await this.#more())) return true;
    return false;
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#source.next();
    if (done === true) return false;
    this.#rest = value as Uint8Array<ArrayBuffer>;
    return true;
  }
}
