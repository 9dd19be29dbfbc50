import * as v from "valibot";
import { fault, ok, type Result } from "../../base/result";
import { cleanText } from "../text/clean";
import { GRID, cardLimits, type TasteCard } from "./card";

export const CARD_FORMAT = "refrain-taste-card";
export const CARD_VERSION = 1;

const name = v.pipe(
  v.string(),
  v.transform((text) => cleanText(text).slice(0, cardLimits.name).trim()),
  v.minLength(1),
);
const shape = v.object({
  format: v.literal(CARD_FORMAT),
  version: v.number(),
  name,
  epsilon: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0.01), v.maxValue(1_000))),
  items: v.pipe(
    v.array(
      v.object({
        name,
        artist: v.optional(name),
        weight: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(GRID)),
      }),
    ),
    v.minLength(1),
    v.maxLength(cardLimits.items),
  ),
});

/** What came from outside as a card, every field checked. */
export function cardFrom(json: unknown): Result<TasteCard> {
  const result = v.safeParse(shape, json, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    const path = v.getDotPath(issue) ?? "";
    const at = path === "" || path === "format" ? "" : ` Its "${path}" cannot be used.`;
    return fault(`This is not a taste card.${at}`);
  }
  const { version, name: whose, epsilon, items } = result.output;
  if (version !== CARD_VERSION) {
    return fault(`This card is of version ${version}; this Refrain reads version ${CARD_VERSION}.`);
  }
  return ok({
    name: whose,
    ...(epsilon !== undefined && { epsilon }),
    items: items.map(({ artist, ...item }) => (artist === undefined ? item : { ...item, artist })),
  });
}
