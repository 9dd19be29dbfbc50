import { expect, test } from "vitest";
import { openHeld } from "../../src/app/held-file";
import { problemOf } from "../../src/app/problem";
import type { AudioFileRow } from "../../src/library/rows";

type Held = AudioFileRow["held"];
const blob = new Blob(["sound"], { type: "audio/mpeg" });

function row(held: Held): AudioFileRow {
  return {
    id: "audio:1",
    trackId: "track:a|b",
    name: "A/b.mp3",
    type: "audio/mpeg",
    bytes: 5,
    held,
  };
}

/** A handle whose permission is asked for and given, or not; `asked` counts. */
function handleOf(states: { here: PermissionState; said: PermissionState; gone?: boolean }) {
  const told = { asked: 0 };
  const handle = {
    queryPermission: () => Promise.resolve(states.here),
    requestPermission: () => {
      told.asked++;
      return Promise.resolve(states.said);
    },
    getFile: () =>
      states.gone === true
        ? Promise.reject(new DOMException("not there", "NotFoundError"))
        : Promise.resolve(new File(["sound"], "b.mp3")),
  };
  return { told, handle: handle as unknown as FileSystemFileHandle };
}

test("a copy is had at once", async () => {
  expect(await openHeld(row({ as: "copy", blob }))).toBe(blob);
});

test("a file in its folder is had without a question where that is allowed, with its kind", async () => {
  const { handle, told } = handleOf({ here: "granted", said: "denied" });
  const file = await openHeld(row({ as: "handle", handle }));
  expect([file.type, await file.text(), told.asked]).toEqual(["audio/mpeg", "sound", 0]);
});

test("after a restart the folder is asked for, once for all of its files", async () => {
  const file = handleOf({ here: "prompt", said: "denied" });
  const folder = handleOf({ here: "prompt", said: "granted" });
  const held = { as: "handle", handle: file.handle, folder: folder.handle as never } as const;
  expect(await (await openHeld(row(held))).text()).toBe("sound");
  expect([file.told.asked, folder.told.asked]).toEqual([0, 1]);
});

test("in the background nobody is asked", async () => {
  const { handle, told } = handleOf({ here: "prompt", said: "granted" });
  await expect(openHeld(row({ as: "handle", handle }), false)).rejects.toMatchObject({
    kind: "file-locked",
  });
  expect(told.asked).toBe(0);
});

test.each([
  [
    "refused",
    row({ as: "handle", handle: handleOf({ here: "prompt", said: "denied" }).handle }),
    "file-locked",
  ],
  [
    "moved",
    row({
      as: "handle",
      handle: handleOf({ here: "granted", said: "granted", gone: true }).handle,
    }),
    "file-gone",
  ],
  ["never here", undefined, "file-gone"],
] as const)("a file that is %s is told in words of its own", async (_, file, kind) => {
  const error: unknown = await openHeld(file).catch((reason: unknown) => reason);
  expect(problemOf(error).kind).toBe(kind);
});
