/** Longest stretch of work before the page gets its turn, in ms. */
const SLICE_MS = 12;

/**
 * Gives the page its turn whenever a slice of work is used up; call it between small steps.
 * @throws the signal's reason once it is aborted
 */
export function sliced(signal: AbortSignal): () => Promise<void> | undefined {
  let until = performance.now() + SLICE_MS;
  return () => {
    signal.throwIfAborted();
    if (performance.now() < until) return undefined;
    return turn().then(() => {
      signal.throwIfAborted();
      until = performance.now() + SLICE_MS;
    });
  };
}

/** The next turn of the event loop; a message, because nested timers wait at least 4 ms each. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
