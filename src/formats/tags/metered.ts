import { Refusal } from "../text/refusal";

/** Read at once: a tag is then mostly one request, however small the steps of its reader. */
const BLOCK_BYTES = 64 * 1024;
/** More than this is not read of one file: tags and indices stay far below. */
const MOST_BYTES = 96 * 1024 ** 2;
/** Steps of the reader; a lying file can send it in circles over the same bytes. */
const MOST_STEPS = 200_000;

/** The part of Blob that a reader of tags uses. */
export interface SlicedBlob {
  readonly size: number;
  /** Empty, so that the reader goes by the content. */
  readonly type: "";
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/**
 * A blob whose reader cannot run away: it is refused beyond a number of bytes and of steps, and
 * stops when aborted. Small reads are served from one block.
 */
export function metered(name: string, blob: Blob, signal: AbortSignal | undefined): SlicedBlob {
  let bytes = 0;
  let steps = 0;
  let block = { from: 0, data: new ArrayBuffer(0) };

  async function load(from: number, to: number): Promise<ArrayBuffer> {
    signal?.throwIfAborted();
    bytes += to - from;
    if (bytes > MOST_BYTES) throw endless(name);
    return blob.slice(from, to).arrayBuffer();
  }

  return {
    size: blob.size,
    type: "",
    slice: (from, to) => ({
      arrayBuffer: async () => {
        if (++steps > MOST_STEPS) throw endless(name);
        if (to - from > BLOCK_BYTES) return load(from, to);
        const inside = from >= block.from && to <= block.from + block.data.byteLength;
        if (!inside) {
          const end = Math.min(blob.size, from + BLOCK_BYTES);
          block = { from, data: await load(from, Math.max(end, to)) };
        }
        return block.data.slice(from - block.from, to - block.from);
      },
    }),
  };
}

function endless(name: string): Refusal {
  return new Refusal(`${name} does not come to an end of its tags; it is damaged or forged.`);
}
