import type { Asked } from "../../../src/compose/melody/brief";
import type { Form } from "../../../src/compose/melody/forms";
import type { Meter, Score } from "../../../src/music/score";

/**
 * Whether a motif goes with the kind and metre that are asked for: a tune is written in its metre.
 *
 * @throws Error with a sentence to act on, where it does not
 */
export function checkMotif(
  forms: readonly Form[],
  motif: Score,
  { type, meter }: Pick<Asked, "type" | "meter">,
): void {
  const own = nameOf(motif.meter);
  if (meter !== undefined && nameOf(meter) !== own) {
    throw new Error(`The motif is in ${own}: leave --meter ${nameOf(meter)} out.`);
  }
  if (type === undefined) return;
  const known = new Set(forms.flatMap((form) => (form.type === type ? nameOf(form.meter) : [])));
  if (known.has(own)) return;
  const others = [...known].join(", ");
  throw new Error(
    `The motif is in ${own}, and the books have no ${type} in it (but in ${others}): name another --type, or write the motif in one of these.`,
  );
}

function nameOf({ beats, unit }: Meter): string {
  return `${beats}/${unit}`;
}
