/** Words that are written with a capital wherever they stand. */
const CAPITALS = new Set(
  (
    "i i'm i'll i've i'd god january february april june july august september october november " +
    "december monday tuesday wednesday thursday friday saturday sunday christmas"
  ).split(" "),
);

/** A line as it is printed: a capital at its start, after a full stop, and for "I". */
export function presented(line: string): string {
  return line
    .replace(/[a-z']+/g, (word) => (CAPITALS.has(word) ? capital(word) : word))
    .replace(/^[a-z]|(?<=[.!?] )[a-z]/g, (letter) => letter.toUpperCase());
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
