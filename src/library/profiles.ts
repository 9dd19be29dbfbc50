import { guarded } from "./errors";
import type { ProfileRow } from "./rows";
import type { Library } from "./schema";
import { readSetting, writeSetting } from "./settings";

/** The profile in use; where there is none yet, the first one is made under the given name. */
export async function ensureDefaultProfile(library: Library, name: string): Promise<ProfileRow> {
  return guarded(() =>
    library.transaction("rw", library.profiles, library.settings, async () => {
      const active = await readSetting(library, "activeProfile");
      const found = (await library.profiles.get(active)) ?? (await oldestProfile(library));
      if (found !== undefined) return found;
      const profile: ProfileRow = { id: crypto.randomUUID(), name, createdMs: Date.now() };
      await library.profiles.add(profile);
      await writeSetting(library, "activeProfile", profile.id);
      return profile;
    }),
  );
}

/** All profiles, oldest first. */
export async function listProfiles(library: Library): Promise<readonly ProfileRow[]> {
  const profiles = await guarded(() => library.profiles.toArray());
  return profiles.toSorted((a, b) => a.createdMs - b.createdMs || (a.id < b.id ? -1 : 1));
}

async function oldestProfile(library: Library): Promise<ProfileRow | undefined> {
  return (await listProfiles(library))[0];
}
