import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import type { EpochMs } from "../../base/time";
import { BACKUP_FORMAT, BACKUP_VERSION, MANIFEST_NAME, bytesName, rowsName } from "./manifest";
import type { BackupManifest, BackupTable } from "./manifest";
import { Sha256 } from "./sha256";

/** The same for every file, so that the same rows give the same bytes. */
const FILE_DATE = new Date(1980, 0, 1);

/**
 * Writes a backup piece by piece, in the memory of one piece: for each table `begin`, then `row`
 * (and `bytes` after the row they belong to), then `end`; `finish` at last. Finished bytes go to
 * `write` as they come.
 *
 * Rows hold what JSON can say. The list of contents with all hashes stands at the end of the
 * archive, where its directory finds it.
 */
export class BackupWriter {
  readonly #zip: Zip;
  readonly #tables: BackupTable[] = [];
  #name = "";
  #field: string | undefined;
  #rows = 0;
  #lines: ZipFile | undefined;
  #bytes: ZipFile | undefined;
  /** Rows of a table with bytes, which wait until all bytes are out: an archive is one file a time. */
  #waiting: string[] = [];

  constructor(write: (bytes: Uint8Array) => void) {
    this.#zip = new Zip((error, bytes) => {
      if (error) throw error;
      write(bytes);
    });
  }

  /** @param field  the field of each row that holds bytes, if one does */
  begin(table: string, field?: string): void {
    this.#name = table;
    this.#field = field;
    this.#rows = 0;
    this.#waiting = [];
    if (field === undefined) this.#lines = new ZipFile(this.#zip, rowsName(table), "text");
    else this.#bytes = new ZipFile(this.#zip, bytesName(table), "bytes");
  }

  /** Adds rows; the field of bytes, if there is one, holds their number. */
  rows(rows: readonly object[]): void {
    this.#rows += rows.length;
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`);
    if (this.#lines === undefined) this.#waiting.push(...lines);
    else if (lines.length > 0) this.#lines.push(lines.join(""));
  }

  /** Adds bytes of the row before, in as many pieces as is convenient. */
  bytes(piece: Uint8Array): void {
    this.#bytes?.push(piece);
  }

  end(): void {
    const binary = this.#endBytes();
    const sha256 = this.#lines?.end() ?? "";
    this.#lines = undefined;
    this.#tables.push({
      name: this.#name,
      rows: this.#rows,
      sha256,
      ...(binary === undefined ? {} : { binary }),
    });
  }

  #endBytes(): BackupTable["binary"] {
    if (this.#bytes === undefined || this.#field === undefined) return undefined;
    const binary = { field: this.#field, sha256: this.#bytes.end() };
    this.#bytes = undefined;
    this.#lines = new ZipFile(this.#zip, rowsName(this.#name), "text");
    for (const line of this.#waiting) this.#lines.push(line);
    return binary;
  }

  finish(made: { readonly schema: number; readonly createdMs: EpochMs }): BackupManifest {
    const manifest: BackupManifest = {
      format: BACKUP_FORMAT,
      version: BACKUP_VERSION,
      ...made,
      tables: this.#tables,
    };
    const file = new ZipFile(this.#zip, MANIFEST_NAME, "text");
    file.push(JSON.stringify(manifest, undefined, 1));
    file.end();
    this.#zip.end();
    return manifest;
  }
}

/**
 * A file inside the archive, hashed as it is written. Text is deflated; bytes are stored, because
 * fflate's deflating in pieces (0.8.3) writes streams that cannot be read when they begin with
 * zeros: it finds its matches in the empty window before them.
 */
class ZipFile {
  readonly #file: ZipDeflate | ZipPassThrough;
  readonly #hash = new Sha256();
  readonly #encoder = new TextEncoder();

  constructor(zip: Zip, name: string, content: "text" | "bytes") {
    this.#file = content === "text" ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name);
    this.#file.mtime = FILE_DATE;
    zip.add(this.#file);
  }

  push(data: string | Uint8Array): void {
    const bytes = typeof data === "string" ? this.#encoder.encode(data) : data;
    this.#hash.update(bytes);
    this.#file.push(bytes, false);
  }

  /** @returns the SHA-256 of what was pushed */
  end(): string {
    this.#file.push(new Uint8Array(0), true);
    return this.#hash.hex();
  }
}
