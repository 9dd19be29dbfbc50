import { STYLES } from "../../compose/arrange/styles";
import type { Meter } from "../../music/score";

/** Ids of the styles to offer for a metre; all where none is chosen. */
export function stylesFor(meter: Meter | undefined): readonly string[] {
  const name = meter && `${meter.beats}/${meter.unit}`;
  return STYLES.filter(({ metres }) => name === undefined || metres.includes(name)).map(
    ({ id }) => id,
  );
}
