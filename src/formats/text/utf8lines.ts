const NEWLINE = 0x0a;

/**
 * Decodes whole lines of UTF-8. A line that is not UTF-8 is read as Windows-1252 and counted:
 * older exports mix both in one folder.
 */
export class Utf8Lines {
  readonly #strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  readonly #western = new TextDecoder("windows-1252");
  readonly #onRepair: ((lines: number) => void) | undefined;

  constructor(onRepair?: (lines: number) => void) {
    this.#onRepair = onRepair;
  }

  decode(block: Uint8Array): string {
    return this.#tryStrict(block) ?? this.#lineByLine(block);
  }

  #tryStrict(bytes: Uint8Array): string | undefined {
    try {
      return this.#strict.decode(bytes);
    } catch {
      return undefined;
    }
  }

  #lineByLine(block: Uint8Array): string {
    const texts: string[] = [];
    let repaired = 0;
    for (let start = 0; start < block.length;) {
      const end = block.indexOf(NEWLINE, start) + 1 || block.length;
      const line = block.subarray(start, end);
      let text = this.#tryStrict(line);
      if (text === undefined) {
        text = this.#western.decode(line);
        repaired++;
      }
      texts.push(text);
      start = end;
    }
    this.#onRepair?.(repaired);
    return texts.join("");
  }
}
