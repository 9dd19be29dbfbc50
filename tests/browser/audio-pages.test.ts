import axe from "axe-core";
import { mount, unmount } from "svelte";
import { afterEach, expect, test, vi } from "vitest";
import { appContext } from "../../src/app/context";
import { router } from "../../src/app/router.svelte";
import { toasts } from "../../src/app/toasts.svelte";
import { trackItem } from "../../src/base/item";
import { language } from "../../src/i18n/language.svelte";
import { ImportSession } from "../../src/library/import-session";
import { ensureDefaultProfile } from "../../src/library/profiles";
import type { Library } from "../../src/library/schema";
import { readTrack } from "../../src/library/tracks";
import LibraryPage from "../../src/ui/library/Library.svelte";
import FilePage from "../../src/ui/player/FilePage.svelte";
import { button, stage, type Stage } from "../app/harness";
import { tone } from "./tones";

const slowly = { timeout: 30_000 };
const close: (() => unknown)[] = [];

afterEach(async () => {
  for (const one of close.splice(0).toReversed()) await one();
  for (const toast of toasts.all) toasts.dismiss(toast.id);
  router.search = "";
});

/** Nothing that runs in the background: pages are looked at, not heard. */
async function pageOf(view: string, fill: (library: Library) => Promise<unknown>): Promise<Stage> {
  router.search = view;
  const here = await stage(
    "audio-pages-test",
    LibraryPage,
    { recommender: { slates: () => Promise.resolve([]) } as never },
    async (library) => void (await fill(library)),
  );
  close.push(() => here.close());
  return here;
}

const withList = async (library: Library) => {
  const profile = await ensureDefaultProfile(library, "Tester");
  const session = new ImportSession(library, navigator.storage);
  const files = [
    await tone("mp3"),
    { name: "e.m3u8", blob: new Blob(["#EXTM3U\n#PLAYLIST:Evening\ntone.mp3\n"]) },
  ];
  const { previewId } = await session.preview(files, profile.id, {});
  await session.commit(previewId, "", {});
};

test("a playlist is played, renamed, deleted and brought back", async () => {
  const { app, target } = await pageOf("?view=playlists", withList);
  await vi.waitFor(() => button("Play: Evening", target), slowly);
  button("Play: Evening", target).click();
  await vi.waitFor(() => expect(app.player.now?.title).toBe("Glasfluß"), slowly);
  button("More for Evening", target).click();
  (await menuItem("Rename")).click();
  await vi.waitFor(() => expect(target.querySelector("form input")).not.toBeNull(), slowly);
  const field = target.querySelector("form input") as HTMLInputElement;
  field.value = "Morning";
  field.form?.requestSubmit();
  await vi.waitFor(() => button("More for Morning", target), slowly);
  button("More for Morning", target).click();
  (await menuItem("Delete")).click();
  await vi.waitFor(() => expect(target.textContent).toContain("No playlists yet"), slowly);
  toasts.all.at(-1)?.action?.run();
  await vi.waitFor(() => button("More for Morning", target), slowly);
});

test.each(["en", "zh-Hans"] as const)("nothing for axe to say in %s", async (locale) => {
  document.documentElement.dataset["motion"] = "less";
  const { target, library, app } = await pageOf("?view=playlists", withList);
  await language.choose(locale);
  close.push(() => language.choose("en"));
  await vi.waitFor(() => expect(target.querySelector("[data-playlist]")).not.toBeNull(), slowly);
  expect(await faults(target)).toEqual([]);
  const id = target.querySelector("[data-playlist]")?.getAttribute("data-playlist");
  router.search = `?view=playlists&list=${id}`;
  await vi.waitFor(() => expect(target.querySelector(".track")).not.toBeNull(), slowly);
  expect(await faults(target)).toEqual([]);
  const track = await readTrack(library, trackItem("Mira Sol", "Glasfluß"));
  if (track === undefined) throw new Error("no track");
  await app.player.playTrack(track);
  const page = target.appendChild(document.createElement("div"));
  const mounted = mount(FilePage, { target: page, props: { track }, context: appContext(app) });
  close.push(async () => {
    await unmount(mounted);
    page.remove();
  });
  await vi.waitFor(() => expect(page.querySelector("img")).not.toBeNull(), slowly);
  expect(await faults(page)).toEqual([]);
});

async function faults(target: HTMLElement): Promise<readonly string[]> {
  const { violations } = await axe.run(target);
  return violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`);
}

function menuItem(words: string): Promise<HTMLElement> {
  return vi.waitFor(() => {
    const open = document.querySelector(":popover-open");
    const items = [...(open?.querySelectorAll<HTMLElement>("button") ?? [])];
    const found = items.find((item) => item.textContent.includes(words));
    if (found === undefined) throw new Error(`no menu item says ${words}`);
    return found;
  }, slowly);
}
