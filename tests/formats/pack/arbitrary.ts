import fc from "fast-check";
import { artistItem, trackItem, workItem } from "../../../src/base/item";
import type { PackAbout } from "../../../src/formats/pack/head";
import type { Pack, PackFactors, PackItem, PackWeights } from "../../../src/recommend/pack";

const text = fc.string({ unit: "grapheme", maxLength: 12 });

function itemIn(set: string): fc.Arbitrary<PackItem> {
  return fc
    .record(
      {
        name: text,
        artist: text,
        mbid: fc.oneof(fc.uuid(), text),
        isrc: fc.constantFrom("USRC17607839", "gbayE0000001"),
        tags: fc.array(fc.constantFrom("jazz", "rock", "女声", "80s", ""), { maxLength: 4 }),
        form: fc.constantFrom("artist", "track", "work", "written"),
        id: text,
      },
      { requiredKeys: ["name", "form", "id"] },
    )
    .map(({ form, id, ...item }) => {
      const ids = {
        artist: artistItem(item.name),
        track: trackItem(item.artist ?? "", item.name),
        work: workItem(set, item.name),
        written: `score:${id}`,
      };
      return { ...item, id: ids[form] };
    });
}

/** Any float that a scale may be. */
const scale = fc.float({ noNaN: true, noDefaultInfinity: true });
const share = fc.double({ min: 0, max: 2, noNaN: true }).map((x) => x + 0);
const int8 = fc.integer({ min: -128, max: 127 });

function weightsOf(items: number): fc.Arbitrary<PackWeights> {
  const sources = fc.uniqueArray(fc.nat(Math.max(0, items - 1)), { maxLength: Math.min(items, 6) });
  const row = sources.map((ids) => ids.toSorted((a, b) => a - b));
  return fc
    .tuple(
      fc.array(row, { minLength: items, maxLength: items }),
      fc.array(scale, { minLength: items, maxLength: items }),
      fc.infiniteStream(int8),
    )
    .map(([rows, scales, values]) => {
      const ptr = new Uint32Array(items + 1);
      rows.forEach((list, target) => (ptr[target + 1] = (ptr[target] as number) + list.length));
      const index = Uint32Array.from(rows.flat());
      const value = Int8Array.from(index, () => values.next().value as number);
      return { ptr, index, value, scale: Float32Array.from(scales) };
    });
}

function factorsOf(items: number): fc.Arbitrary<PackFactors> {
  const double = fc.double({ noNaN: true, noDefaultInfinity: true });
  return fc.integer({ min: 1, max: 4 }).chain((dims) =>
    fc
      .record({
        value: fc.array(int8, { minLength: items * dims, maxLength: items * dims }),
        scale: fc.array(scale, { minLength: items, maxLength: items }),
        gram: fc.array(double, { minLength: dims * dims, maxLength: dims * dims }),
        symmetric: fc.boolean(),
        unobserved: double.map((x) => x + 0),
        regularisation: double.map((x) => x + 0),
        exponent: double.map((x) => x + 0),
      })
      .map(({ value, scale: scales, gram, symmetric, ...solve }) => ({
        ...solve,
        dims,
        value: Int8Array.from(value),
        scale: Float32Array.from(scales),
        gram: Float64Array.from(gram, (x, at) => {
          const [row, column] = [Math.floor(at / dims), at % dims];
          return symmetric && row > column ? (gram[column * dims + row] as number) : x;
        }),
      })),
  );
}

/** Any small pack, and what its file says of itself. */
export const packs: fc.Arbitrary<{ readonly pack: Pack; readonly about: PackAbout }> = fc
  .record({ name: text, set: text })
  .chain((about) =>
    fc.array(itemIn(about.set), { maxLength: 12 }).chain((items) =>
      fc
        .record(
          {
            users: fc.nat(2 ** 31),
            popularity: fc.array(fc.nat(2 ** 31), {
              minLength: items.length,
              maxLength: items.length,
            }),
            weights: weightsOf(items.length),
            factors: factorsOf(items.length),
            mixture: fc.record({ ease: share, ials: share, content: share }),
            learned: fc.integer({ min: 1, max: 9 }),
          },
          { requiredKeys: ["users", "popularity", "weights"] },
        )
        .map(({ popularity, ...rest }) => ({
          about,
          pack: { ...rest, items, popularity: Uint32Array.from(popularity) },
        })),
    ),
  );
