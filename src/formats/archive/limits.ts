import { Refusal } from "../text/refusal";

export interface ArchiveLimits {
  /** Files in one archive. */
  readonly entries: number;
  /** Bytes inflated over all the files of one drop, as counted while inflating. */
  readonly totalBytes: number;
  /** Inflated to stored bytes of one file; text deflates 3 to 30 times, a bomb 1,000 times. */
  readonly ratio: number;
  /** A file below this is not held to the ratio. Bytes. */
  readonly ratioFromBytes: number;
  /** An archive in an archive is held in memory, up to this. Bytes. */
  readonly nestedBytes: number;
}

export const archiveLimits: ArchiveLimits = {
  entries: 10_000,
  totalBytes: 2 * 1024 ** 3,
  ratio: 200,
  ratioFromBytes: 8 * 1024 ** 2,
  nestedBytes: 256 * 1024 ** 2,
};

/** Counts the bytes that really come out, for headers may lie. */
export class InflationMeter {
  readonly #limits: ArchiveLimits;
  #total = 0;

  constructor(limits: ArchiveLimits) {
    this.#limits = limits;
  }

  /** @throws Refusal when the file or the drop grows beyond the limits */
  count(file: string, bytes: number, inflated: number, stored: number): void {
    this.#total += bytes;
    const { totalBytes, ratio, ratioFromBytes } = this.#limits;
    if (this.#total > totalBytes) {
      const limit = Math.round(totalBytes / 1024 ** 2);
      throw new Refusal(`${file} unpacks to more than ${limit} MB; it was not opened further.`, {
        file,
      });
    }
    if (inflated > ratioFromBytes && inflated > ratio * stored) {
      throw new Refusal(
        `${file} unpacks to more than ${ratio} times its size, as only a forged archive does.`,
        { file },
      );
    }
  }
}
