import { fault, type Result } from "../../base/result";
import { cardLimits, type TasteCard } from "./card";
import { CODE_START, fromCode } from "./code";
import { CARD_FORMAT, CARD_VERSION, cardFrom } from "./shape";

/** A card as a small file: JSON that a person can read. */
export function writeCard({ name: whose, epsilon, items }: TasteCard): string {
  const head = { format: CARD_FORMAT, version: CARD_VERSION, name: whose };
  return `${JSON.stringify({ ...head, ...(epsilon !== undefined && { epsilon }), items }, null, 1)}\n`;
}

/** The card in a file, or in the text of a QR code. Unknown fields are passed over. */
export function readCard(text: string): Result<TasteCard> {
  if (text.length > cardLimits.fileBytes) return fault("This file is too large for a taste card.");
  if (text.startsWith(CODE_START)) return fromCode(text);
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return fault("This is not a taste card.");
  }
  return cardFrom(json);
}
