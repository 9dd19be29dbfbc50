import { parseOptions } from "../parse-options";
import type { OptionTable, Settings } from "../spec";

/**
 * Every combination of settings like `k=20,50,100`; one where no setting has several values.
 *
 * @throws RangeError naming what exists, when an option or a value is not known
 * @example gridOf({ k: { least: 1 } }, ["k=1,2"]) // [{ k: 1 }, { k: 2 }]
 */
export function gridOf(table: OptionTable, settings: readonly string[]): readonly Settings[] {
  return settings.reduce<readonly Settings[]>(
    (grid, setting) => {
      const [name, values = ""] = setting.split(/=(.*)/s);
      const options = values.split(",").map((value) => parseOptions(table, [`${name}=${value}`]));
      return grid.flatMap((point) => options.map((option) => ({ ...point, ...option })));
    },
    [{}],
  );
}
