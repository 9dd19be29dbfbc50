import { isIncoming, type Outgoing, type Progress } from "./messages";

/** A worker died, hung or answered nonsense; the call did not happen or its answer is lost. */
export class WorkerCrash extends Error {
  override readonly name = "WorkerCrash";
}

/** An error thrown by a handler; `remoteName` is the name of the error there. */
export class RemoteError extends Error {
  override readonly name = "RemoteError";
  constructor(
    readonly remoteName: string,
    message: string,
  ) {
    super(message);
  }
}

interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Buffers of the request that are handed over instead of copied. */
  readonly transfer?: readonly Transferable[];
}

type Method = (request: never) => unknown;

/** The methods of an API as the page calls them. */
export type Client<Api> = {
  readonly [K in keyof Api]: Api[K] extends Method
    ? (
        ...args: Parameters<Api[K]> extends []
          ? [request?: undefined, options?: CallOptions]
          : [request: Parameters<Api[K]>[0], options?: CallOptions]
      ) => Promise<Awaited<ReturnType<Api[K]>>>
    : never;
};

export interface Connection<Api> {
  readonly call: Client<Api>;
  /** Ends the worker; calls under way are rejected, later ones too. */
  close(): void;
}

export interface ConnectOptions {
  /** A worker that says nothing for this long during a call is taken for hung; default 2 minutes. */
  readonly silenceMs?: number;
  /** How often a crashed worker is started again; default 3. */
  readonly restarts?: number;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  timer: ReturnType<typeof setTimeout>;
  release: () => void;
}

/**
 * Calls into a worker, started at the first call. Every promise settles: with the answer, with the
 * handler's error, with the abort reason at once when aborted, or with WorkerCrash.
 */
export function connect<Api>(start: () => Worker, options: ConnectOptions = {}): Connection<Api> {
  const { silenceMs = 120_000, restarts = 3 } = options;
  const pending = new Map<number, Pending>();
  let worker: Worker | undefined;
  let crashes = 0;
  let nextId = 1;
  let closed = false;

  function settle(id: number): Pending | undefined {
    const call = pending.get(id);
    if (call === undefined) return undefined;
    pending.delete(id);
    clearTimeout(call.timer);
    call.release();
    return call;
  }

  function stop(reason: Error): void {
    worker?.terminate();
    worker = undefined;
    for (const id of [...pending.keys()]) settle(id)?.reject(reason);
  }

  function crash(why: string): void {
    crashes++;
    stop(new WorkerCrash(why));
  }

  function watch(): ReturnType<typeof setTimeout> {
    return setTimeout(() => crash("The worker stopped answering."), silenceMs);
  }

  function receive(data: unknown): void {
    if (!isIncoming(data)) return crash("The worker sent a message that makes no sense.");
    if (data.kind === "progress") {
      const call = pending.get(data.id);
      if (call === undefined) return;
      clearTimeout(call.timer);
      call.timer = watch();
      call.onProgress?.(data.progress);
    } else if (data.kind === "result") {
      settle(data.id)?.resolve(data.value);
    } else {
      settle(data.id)?.reject(new RemoteError(data.name, data.message));
    }
  }

  function running(): Worker {
    if (closed) throw new WorkerCrash("The connection is closed.");
    if (worker !== undefined) return worker;
    if (crashes > restarts) {
      throw new WorkerCrash("The worker crashed too often; reload the page to try again.");
    }
    const started = start();
    started.onmessage = (event) => receive(event.data);
    started.onmessageerror = () => crash("A message of the worker could not be read.");
    started.onerror = (event) => crash(event.message || "The worker could not start.");
    worker = started;
    return started;
  }

  function call(method: string, request: unknown, options: CallOptions = {}) {
    const { signal, onProgress, transfer = [] } = options;
    return new Promise<unknown>((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const target = running();
      const id = nextId++;
      const post = (message: Outgoing, handed: Transferable[] = []) =>
        target.postMessage(message, handed);
      const abort = () => {
        post({ kind: "abort", id });
        settle(id)?.reject(signal?.reason);
      };
      post({ kind: "call", id, method, request }, [...transfer]);
      signal?.addEventListener("abort", abort, { once: true });
      const release = () => signal?.removeEventListener("abort", abort);
      pending.set(id, { resolve, reject, onProgress, timer: watch(), release });
    });
  }

  const client = new Proxy(Object.create(null) as Client<Api>, {
    get: (_, method) =>
      // A client that is awaited by mistake must not look like a promise.
      typeof method === "string" && method !== "then"
        ? (request: unknown, callOptions?: CallOptions) => call(method, request, callOptions)
        : undefined,
  });

  return {
    call: client,
    close: () => {
      closed = true;
      stop(new WorkerCrash("The connection was closed."));
    },
  };
}
