import * as v from "valibot";
import type { Pack } from "../../recommend/pack";
import { Refusal } from "../text/refusal";
import { packLimits } from "./layout";

/** What a pack says of itself beside its content. */
export interface PackAbout {
  /** Shown in the app, e.g. "HetRec 2011 Last.fm". */
  readonly name: string;
  /** Name of the set of `work:<set>|…` items; empty where they are artists or tracks. */
  readonly set: string;
}

const HEAD_BYTES = 64 * 1024;

const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
const finite = v.pipe(v.number(), v.finite());

const weight = v.pipe(finite, v.minValue(0), v.maxValue(1e6));

const headShape = v.object({
  name: v.pipe(v.string(), v.maxLength(500)),
  set: v.pipe(v.string(), v.maxLength(500)),
  users: count(2 ** 32 - 1),
  items: count(packLimits.items),
  factors: v.optional(
    v.object({
      dims: v.pipe(count(packLimits.dims), v.minValue(1)),
      symmetric: v.boolean(),
      unobserved: finite,
      regularisation: finite,
      exponent: finite,
    }),
  ),
  mixture: v.optional(v.object({ ease: weight, ials: weight, content: weight })),
  learned: v.optional(v.pipe(count(2 ** 32 - 1), v.minValue(1))),
});

export type PackHead = v.InferOutput<typeof headShape>;

export function headOf(pack: Pack, about: PackAbout, symmetric: boolean): PackHead {
  const { factors, mixture, learned } = pack;
  return {
    name: about.name,
    set: about.set,
    users: pack.users,
    items: pack.items.length,
    ...(factors && {
      factors: {
        dims: factors.dims,
        symmetric,
        unobserved: factors.unobserved,
        regularisation: factors.regularisation,
        exponent: factors.exponent,
      },
    }),
    ...(mixture && { mixture }),
    ...(learned !== undefined && { learned }),
  };
}

/** @throws Refusal */
export function readHead(bytes: Uint8Array | undefined): PackHead {
  if (bytes === undefined || bytes.length > HEAD_BYTES) throw unreadable();
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw unreadable();
  }
  const result = v.safeParse(headShape, json);
  if (!result.success) throw unreadable();
  return result.output;
}

function unreadable(): Refusal {
  return new Refusal("The head of the pack cannot be read.");
}
