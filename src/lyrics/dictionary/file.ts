import { deflateSync, inflateSync } from "fflate";
import { readModel, type SoundModel } from "./model";
import { Part, type Streams } from "./part";

/** "RLX1": the first four bytes of both files. */
const MAGIC = [0x52, 0x4c, 0x58, 0x31];
const HEAD = 12; // magic, length of the content inflated, its check sum

/** What opening gives: the model stands in the first file, words in each. */
export interface Dictionary {
  readonly model: SoundModel;
  readonly parts: readonly Part[];
}

/** Packs byte streams into one file: each with its length, all deflated together. */
export function packStreams(streams: readonly Uint8Array[]): Uint8Array {
  const size = streams.reduce((sum, stream) => sum + 4 + stream.length, 0);
  const content = new Uint8Array(size);
  const view = new DataView(content.buffer);
  let at = 0;
  for (const stream of streams) {
    view.setUint32(at, stream.length, true);
    content.set(stream, at + 4);
    at += 4 + stream.length;
  }
  const packed = deflateSync(content, { level: 9, mem: 12 });
  const file = new Uint8Array(HEAD + packed.length);
  file.set(MAGIC);
  new DataView(file.buffer).setUint32(4, size, true);
  new DataView(file.buffer).setUint32(8, adler32(content), true);
  file.set(packed, HEAD);
  return file;
}

/**
 * Opens the core file, and the file with the rest of the words where it is there already.
 *
 * @throws RangeError when a file is not what was written
 */
export function openDictionary(core: Uint8Array, rest?: Uint8Array): Dictionary {
  const [groups, nodes, ...words] = unpackStreams(core, 7);
  const model = readModel(groups as Uint8Array, nodes as Uint8Array);
  const parts = [new Part(model, streamsOf(words))];
  if (rest !== undefined) parts.push(new Part(model, streamsOf(unpackStreams(rest, 5))));
  return { model, parts };
}

function streamsOf(list: readonly Uint8Array[]): Streams {
  const [shared, tails, marks, steps, values] = list as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  return { shared, tails, marks, steps, values };
}

function unpackStreams(file: Uint8Array, count: number): Uint8Array[] {
  const damaged = () => new RangeError("the dictionary is damaged or of another version");
  if (file.length < HEAD || MAGIC.some((byte, i) => file[i] !== byte)) throw damaged();
  const head = new DataView(file.buffer, file.byteOffset, HEAD);
  const size = head.getUint32(4, true);
  if (size > 1 << 24) throw damaged();
  const content = inflated(file.subarray(HEAD), size);
  if (content?.length !== size || adler32(content) !== head.getUint32(8, true)) throw damaged();
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  const streams: Uint8Array[] = [];
  for (let at = 0; at < size;) {
    const length = view.getUint32(at, true);
    streams.push(content.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  if (streams.length !== count) throw damaged();
  return streams;
}

function inflated(packed: Uint8Array, size: number): Uint8Array | undefined {
  try {
    return inflateSync(packed, { out: new Uint8Array(size) });
  } catch {
    return undefined;
  }
}

/** Adler-32 of RFC 1950. */
function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}
