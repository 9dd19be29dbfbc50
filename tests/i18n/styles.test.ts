import { expect, test } from "vitest";
import { STYLES } from "../../src/compose/arrange/styles";
import { styles as en } from "../../src/i18n/en/styles";
import { styles as zh } from "../../src/i18n/zh-hans/styles";

test("every style of accompaniment has a name in every language", () => {
  const ids = STYLES.map(({ id }) => id).sort();
  expect(Object.keys(en).sort()).toEqual(ids);
  expect(Object.keys(zh).sort()).toEqual(ids);
});
