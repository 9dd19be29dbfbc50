/**
 * Makes an object with runes that outlives the component which first asks for it: made within a
 * component, what it derives would end with that component.
 */
export function lasting<T>(make: () => T): T {
  const made: T[] = [];
  $effect.root(() => {
    made.push(make());
  });
  return made[0] as T;
}
