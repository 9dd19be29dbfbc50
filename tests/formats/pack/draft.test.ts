import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { writePack } from "../../../src/formats/pack/write";
import type { Pack } from "../../../src/recommend/pack";
import { draftOf, faultOf, file } from "../import/support";

const pack: Pack = {
  items: [
    { id: "artist:abba", name: "ABBA", tags: ["pop"] },
    { id: "artist:cher", name: "Cher" },
  ],
  users: 9,
  popularity: Uint32Array.of(3, 7),
  weights: {
    ptr: Uint32Array.of(0, 1, 2),
    index: Uint32Array.of(1, 0),
    value: Int8Array.of(127, -4),
    scale: Float32Array.of(0.5, 0.25),
  },
};
const bytes = writePack(pack, { name: "Friends of music", set: "" });

test.each([
  ["dropped as it is, whatever it is called", file("some.bin", bytes)],
  [
    "inside an archive",
    file("a.zip", zipSync({ "a.refrain-pack": bytes }) as Uint8Array<ArrayBuffer>),
  ],
])("a pack %s is told before it is written", async (_name, dropped) => {
  const draft = await draftOf(dropped);
  expect(draft).toMatchObject({
    format: "pack",
    destination: "community",
    suggestedName: "Friends of music",
    read: { users: 9, items: 2 },
    sample: [
      { title: "Cher", detail: "" },
      { title: "ABBA", detail: "pop" },
    ],
    pack: { users: 9, itemKind: "artist", bytes },
  });
});

test("without a name it is called by its file", async () => {
  const draft = await draftOf(file("sets/mine.refrain-pack", writePack(pack)));
  expect(draft.suggestedName).toBe("mine");
});

test("what cannot be imported is told in a sentence", async () => {
  const damaged = Uint8Array.from(bytes, (b, n) => (n === bytes.length - 3 ? b ^ 1 : b));
  expect(await faultOf(file("a.refrain-pack", damaged))).toContain("does not fit its SHA-256");
  expect(await faultOf(file("a", bytes), file("b", bytes))).toContain("one by one");
  const none = { ...pack, items: [], popularity: new Uint32Array(), weights: nothing };
  expect(await faultOf(file("a", writePack(none)))).toContain("no items");
  const ratings = file("r.csv", "user,item,rating\nu1,a,4\nu2,a,3\nu1,b,5\n");
  expect(await faultOf(file("a", bytes), ratings)).toContain("do not belong together");
});

const nothing = {
  ptr: Uint32Array.of(0),
  index: new Uint32Array(),
  value: new Int8Array(),
  scale: new Float32Array(),
};
