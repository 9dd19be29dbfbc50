import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { SparseRows } from "../src/base/sparse";

export type Form = "plain" | "sparse" | "dense" | "textbook";

export interface PeerRound {
  readonly ms: number;
  readonly cpuMs: number;
  /** Most memory of the process so far. */
  readonly peakMb: number;
  readonly scoreSum?: number;
}

/** scikit-learn with one matrix in a process of its own, one thread. */
export class Peer {
  readonly #folder = mkdtempSync(join(tmpdir(), "similarity-"));
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #versions: Promise<Readonly<Record<string, string>>>;

  constructor(rows: SparseRows, k: number) {
    writeFileSync(join(this.#folder, "ptr.bin"), rows.ptr);
    writeFileSync(join(this.#folder, "index.bin"), rows.index);
    writeFileSync(join(this.#folder, "value.bin"), rows.value);
    const script = fileURLToPath(new URL("similarity-peer.py", import.meta.url));
    this.#process = spawn(
      "/usr/bin/python3",
      [script, this.#folder, ...[rows.rows, rows.columns, k].map(String)],
      {
        env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
        stdio: ["pipe", "pipe", "inherit"],
      },
    );
    const stdout = this.#process.stdout as NodeJS.ReadableStream;
    this.#lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
    this.#versions = this.#answer();
  }

  /** Of the packages at work. */
  versions(): Promise<Readonly<Record<string, string>>> {
    return this.#versions;
  }

  async round(form: Form): Promise<PeerRound> {
    await this.#versions;
    this.#process.stdin?.write(`${form}\n`);
    return this.#answer();
  }

  close(): void {
    this.#process.stdin?.end();
    rmSync(this.#folder, { recursive: true });
  }

  async #answer<T>(): Promise<T> {
    const { value, done } = await this.#lines.next();
    if (done)
      throw new Error("The peer has ended: is there Python 3 with scikit-learn and pandas?");
    return JSON.parse(value) as T;
  }
}
