import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";

const pureRooms = ["base", "music", "lyrics", "features", "formats", "recommend"];
const browserGlobals = [
  "window",
  "document",
  "navigator",
  "localStorage",
  "indexedDB",
  "fetch",
  "self",
  "postMessage",
];

export default ts.config(
  {
    ignores: [
      "dist/",
      "node_modules/",
      "public/",
      "coverage/",
      ".cache/",
      "training/",
      "bench/.cache/",
    ],
  },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs["flat/recommended"],
  {
    languageOptions: { globals: { ...globals.browser, ...globals.worker, ...globals.node } },
    rules: {
      "no-undef": "off",
      "no-console": "error",
      eqeqeq: "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"] } },
    rules: { "svelte/no-at-html-tags": "error" },
  },
  {
    files: pureRooms.map((room) => `src/${room}/**/*.ts`),
    rules: { "no-restricted-globals": ["error", ...browserGlobals] },
  },
  {
    files: ["scripts/**", "bench/**", "tests/**"],
    rules: { "no-console": "off" },
  },
);
