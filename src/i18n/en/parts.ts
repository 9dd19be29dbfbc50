import { formatFor } from "../format";

const { number, plural } = formatFor("en");

export const parts = {
  cancel: "Cancel",
  close: "Close",
  dismiss: "Dismiss",
  undo: "Undo",
  more: "More",
  details: "Technical details",
  stars: (value: number) => `${number(value, 1)} ${plural(value, { one: "star", other: "stars" })}`,
  expected: (value: number) => `Expected: ${number(value, 1)} of 5`,
  noStars: "Not rated",
  rate: (name: string) => `Rate ${name}`,
};
