import * as v from "valibot";
import { guarded } from "./errors";
import type { Library } from "./schema";

/** Every setting: what it may hold and what holds until someone chooses. */
const settingShapes = {
  activeProfile: v.fallback(v.string(), ""),
  theme: v.fallback(v.picklist(["system", "light", "dark"]), "system"),
  language: v.fallback(v.picklist(["system", "en", "zh-Hans"]), "system"),
  motion: v.fallback(v.picklist(["system", "reduced"]), "system"),
  /** Where the composer runs; `auto` is the fastest by measurement. */
  composeDevice: v.fallback(v.picklist(["auto", "webgpu", "wasm", "cpu"]), "auto"),
  /** The device that was fastest when it was measured here. */
  measuredDevice: v.fallback(v.picklist(["none", "webgpu", "wasm", "cpu"]), "none"),
  /** Whether the composer leans to the style it learned from the person's tunes. */
  ownStyle: v.fallback(v.boolean(), true),
  /** What recommendations come from: everything together, or neighbours of one kind alone. */
  recommendMethod: v.fallback(v.picklist(["hybrid", "item-knn", "user-knn"]), "hybrid"),
  /** From familiar 0 to adventurous 1. */
  adventure: v.fallback(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.3),
  /** Whether the browser was asked to keep the data for good, and what it said. */
  persistence: v.fallback(v.picklist(["not-asked", "granted", "refused"]), "not-asked"),
  installHintDismissed: v.fallback(v.boolean(), false),
  /** The starter shelf is installed once; removed, it never returns by itself. */
  shelf: v.fallback(v.picklist(["none", "installed", "removed"]), "none"),
  /** 0–1. */
  playerVolume: v.fallback(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 1),
  playerRepeat: v.fallback(v.picklist(["off", "one", "all"]), "off"),
  /** What was playing and where, in ms, so that a reload goes on. */
  playerPosition: v.fallback(
    v.nullable(v.object({ trackId: v.string(), positionMs: v.pipe(v.number(), v.minValue(0)) })),
    null,
  ),
  /** Tracks that wait, in order. */
  playerQueue: v.fallback(v.array(v.string()), []),
  /** When the last backup was made, in epoch ms; 0 for never. */
  lastBackupMs: v.fallback(v.number(), 0),
} as const;

export type SettingKey = keyof typeof settingShapes;
export type SettingValue<K extends SettingKey> = v.InferOutput<(typeof settingShapes)[K]>;
export type Settings = { readonly [K in SettingKey]: SettingValue<K> };

/** A setting; its default where none is stored or what is stored cannot be used. */
export async function readSetting<K extends SettingKey>(
  library: Library,
  key: K,
): Promise<SettingValue<K>> {
  const row = await guarded(() => library.settings.get(key));
  return parse(key, row?.value);
}

/** All settings with their defaults filled in. */
export async function readSettings(library: Library): Promise<Settings> {
  const rows = await guarded(() => library.settings.toArray());
  const stored = new Map(rows.map((row) => [row.key, row.value]));
  const keys = Object.keys(settingShapes) as SettingKey[];
  return Object.fromEntries(keys.map((key) => [key, parse(key, stored.get(key))])) as Settings;
}

export async function writeSetting<K extends SettingKey>(
  library: Library,
  key: K,
  value: SettingValue<K>,
): Promise<void> {
  await guarded(() => library.settings.put({ key, value }));
}

function parse<K extends SettingKey>(key: K, value: unknown): SettingValue<K> {
  return v.parse(settingShapes[key], value) as SettingValue<K>;
}
