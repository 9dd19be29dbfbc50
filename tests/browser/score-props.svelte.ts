/** Properties that a test may change while the component is up. */
export function moving<T extends object>(props: T): T {
  const live = $state({ ...props });
  return live;
}
