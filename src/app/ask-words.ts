import type { Wish } from "../rpc/contracts/recommender";

const refusal = /(?:\b(?:no|not|without|never)|不要|不想要|不想听|没有|不带|别|无|不)\s*$/iu;
const separators = /\s*([,;，、；])(?:\s*[,;，、；])*\s*/gu;

/**
 * A request without one of its wishes: its words go, with the "no" that belongs to them and the
 * comma that is left over; everything else stays as it was written.
 *
 * @example withoutWish("calm, no vocals, slow", vocals) // "calm, slow"
 */
export function withoutWish(asked: string, wish: Pick<Wish, "text" | "negated">): string {
  const at = asked.toLowerCase().indexOf(wish.text.toLowerCase());
  if (at < 0) return asked;
  const before = asked.slice(0, at);
  const kept = wish.negated ? before.replace(refusal, "") : before;
  return `${kept} ${asked.slice(at + wish.text.length)}`
    .replace(separators, (_, sign: string) => (sign === "," || sign === ";" ? `${sign} ` : sign))
    .replace(/^[\s,;，、；]+|[\s,;，、；]+$/gu, "")
    .replace(/\s+/gu, " ");
}
