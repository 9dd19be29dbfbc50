import type { ListenRow } from "./rows";
import type { Library } from "./schema";

/** Rows read at a time, so that a long history never lies in memory as a whole. */
const PAGE = 5_000;

/** Visits every listen of a profile, a page at a time, in the order of their ids. */
export async function eachPageOfListens(
  library: Library,
  profileId: string,
  visit: (page: readonly ListenRow[]) => void | PromiseLike<void>,
): Promise<void> {
  let after = `${profileId}|`;
  const end = `${profileId}|\uffff`;
  for (;;) {
    const page = await library.listens
      .where("id")
      .between(after, end, false, false)
      .limit(PAGE)
      .toArray();
    await visit(page);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.id;
  }
}
