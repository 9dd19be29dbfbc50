// Keeps the database as this build makes it, for later builds to open:
//   npx tsx tests/library/make-version-fixture.ts
// Run it once when a version is added to src/library/schema.ts, and commit the file.
import "fake-indexeddb/auto";
import { writeFileSync } from "node:fs";
import { fill } from "./full";
import { readRaw } from "./raw";
import { openLibrary } from "../../src/library/open";
import { SCHEMA_VERSION } from "../../src/library/schema";

const library = await openLibrary("fixture");
await fill(library);
library.close();
const file = new URL(`../fixtures/library/version-${SCHEMA_VERSION}.json`, import.meta.url);
writeFileSync(file, JSON.stringify(await readRaw("fixture")));
