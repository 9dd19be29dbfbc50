import type { Incoming, Outgoing, Progress } from "./messages";

/** What a handler gets beside its request. */
export interface CallContext {
  /** Aborted when the page no longer wants the answer; long work looks at it between steps. */
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

type Method = (request: never) => unknown;

/** The handlers of an API: its methods with a context, free to answer later. */
export type Handlers<Api> = {
  readonly [K in keyof Api]: Api[K] extends Method
    ? (
        request: Parameters<Api[K]>[0],
        context: CallContext,
      ) => ReturnType<Api[K]> | Promise<ReturnType<Api[K]>>
    : never;
};

/** The side of a message channel that a worker sees; `self` in a worker, a MessagePort in tests. */
export interface Port {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown): void;
}

/** Answers the calls that arrive at `port`; to be called once in a worker's entry point. */
export function serve<Api>(
  handlers: Handlers<Api>,
  port: Port = globalThis as unknown as Port,
): void {
  const running = new Map<number, AbortController>();
  const send = (message: Incoming) => port.postMessage(message);

  async function answer(id: number, method: string, request: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const known = Object.hasOwn(handlers, method);
      if (!known) throw new TypeError(`This worker has no method "${method}".`);
      const handler = handlers[method as keyof Api] as (r: unknown, c: CallContext) => unknown;
      const value = await handler(request, {
        signal: controller.signal,
        progress: (progress) => {
          if (!controller.signal.aborted) send({ kind: "progress", id, progress });
        },
      });
      controller.signal.throwIfAborted();
      send({ kind: "result", id, value });
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      send({ kind: "failure", id, name, message });
    } finally {
      running.delete(id);
    }
  }

  port.onmessage = (event: MessageEvent) => {
    const message = event.data as Outgoing;
    if (message.kind === "abort") running.get(message.id)?.abort();
    else if (message.kind === "call") void answer(message.id, message.method, message.request);
  };
}
