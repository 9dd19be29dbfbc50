/** The rooms of src, lowest first; a room imports only from the rows above it (docs/architecture.md). */
const floors = [
  ["base"],
  ["music"],
  ["lyrics", "features", "formats", "recommend", "nn", "i18n"],
  ["compose"],
  ["library", "audio"],
  ["rpc"],
  ["app"],
  ["ui"],
];
const pure = "^src/(base|music|lyrics|features|formats|recommend)/";

const upward = floors.flatMap((rooms, floor) => {
  const above = floors.slice(floor + 1).flat();
  return rooms.map((room) => ({
    name: `${room}-stays-below`,
    severity: "error",
    from: { path: `^src/${room}/` },
    to: { path: `^(src/(${[...above, "main"].join("|")})|workers/)` },
  }));
});

const only = (name, room, packages) => ({
  name,
  severity: "error",
  from: { path: "^(src|workers)/", pathNot: `^src/${room}/` },
  to: { path: `node_modules/(${packages})` },
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...upward,
    { name: "no-circle", severity: "error", from: {}, to: { circular: true } },
    only("tensors-only-in-nn", "nn", "@tensorflow"),
    only("database-only-in-library", "library", "dexie"),
    only("sound-only-in-audio", "audio", "tone/"),
    {
      name: "pure-rooms-run-anywhere",
      severity: "error",
      from: { path: pure },
      to: { path: "node_modules/(svelte|tone|dexie|@tensorflow|workbox|abcjs)" },
    },
    {
      name: "pure-rooms-have-no-node",
      severity: "error",
      from: { path: pure },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "workers-have-no-page",
      severity: "error",
      from: { path: "^workers/" },
      to: { path: "^src/(audio|app|ui)/" },
    },
    { name: "not-resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    extraExtensionsToScan: [".svelte"],
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "svelte", "default"],
    },
    exclude: { path: "^virtual:" },
  },
};
