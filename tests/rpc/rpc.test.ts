import { afterEach, describe, expect, test, vi } from "vitest";
import { connect, RemoteError, WorkerCrash } from "../../src/rpc/connect";
import { serve, type Handlers, type Port } from "../../src/rpc/serve";

interface Api {
  double(request: { readonly value: number }): number;
  forever(request: { readonly value: number }): number;
  fail(request: { readonly value: number }): number;
}

/** A worker in the same thread: two ports joined by microtasks, with structured cloning. */
function fakeWorker(handlers: Handlers<Api>) {
  let dead = false;
  const inside: Port = { onmessage: null, postMessage: (m) => deliver(() => worker.onmessage, m) };
  const worker = {
    onmessage: null as Port["onmessage"],
    onerror: null as ((event: { message: string }) => void) | null,
    onmessageerror: null,
    postMessage: (m: unknown) => deliver(() => inside.onmessage, m),
    terminate: () => (dead = true),
    get dead() {
      return dead;
    },
  };
  const deliver = (handler: () => Port["onmessage"], message: unknown) => {
    const data: unknown = structuredClone(message);
    queueMicrotask(() => {
      if (!dead) handler()?.({ data } as MessageEvent);
    });
  };
  serve<Api>(handlers, inside);
  return worker;
}

const aborted: number[] = [];
const handlers: Handlers<Api> = {
  double: ({ value }, { progress }) => {
    progress({ share: 0.5, stage: "half" });
    return value * 2;
  },
  forever: ({ value }, { signal }) =>
    new Promise((_, reject) => {
      signal.addEventListener("abort", () => {
        aborted.push(value);
        reject(signal.reason as Error);
      });
    }),
  fail: () => {
    throw new RangeError("k must be at least 1");
  },
};

function started() {
  const workers: ReturnType<typeof fakeWorker>[] = [];
  const connection = connect<Api>(
    () => {
      const worker = fakeWorker(handlers);
      workers.push(worker);
      return worker as unknown as Worker;
    },
    { silenceMs: 1000 },
  );
  return { connection, workers };
}

afterEach(() => vi.useRealTimers());

describe("a call", () => {
  test("brings its answer, and its progress before it", async () => {
    const { connection } = started();
    const seen: unknown[] = [];
    const answer = connection.call.double({ value: 21 }, { onProgress: (p) => seen.push(p) });
    expect(await answer).toBe(42);
    expect(seen).toEqual([{ share: 0.5, stage: "half" }]);
  });

  test("brings the handler's error by name and message", async () => {
    const { connection } = started();
    const error = await connection.call.fail({ value: 1 }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(RemoteError);
    expect(error).toMatchObject({ remoteName: "RangeError", message: "k must be at least 1" });
  });

  test("to a method that does not exist is an error, also for names of Object", async () => {
    const { connection } = started();
    const call = connection.call as unknown as Record<string, (r: unknown) => Promise<unknown>>;
    await expect(call["toString"]?.({})).rejects.toThrow('no method "toString"');
  });

  test("is rejected at once when aborted, and the handler hears of it", async () => {
    const { connection } = started();
    const controller = new AbortController();
    const answer = connection.call.forever({ value: 7 }, { signal: controller.signal });
    await Promise.resolve();
    controller.abort(new Error("enough"));
    await expect(answer).rejects.toThrow("enough");
    await vi.waitFor(() => expect(aborted).toContain(7));
  });
});

describe("a worker that", () => {
  test("dies rejects its calls and is started again, three times at most", async () => {
    const { connection, workers } = started();
    for (let crash = 0; crash < 4; crash++) {
      const answer = connection.call.forever({ value: 1 });
      workers.at(-1)?.onerror?.({ message: "out of memory" });
      await expect(answer).rejects.toBeInstanceOf(WorkerCrash);
    }
    expect(workers).toHaveLength(4);
    await expect(connection.call.double({ value: 1 })).rejects.toThrow("crashed too often");
    expect(workers).toHaveLength(4);
  });

  test("talks nonsense is ended", async () => {
    const { connection, workers } = started();
    const answer = connection.call.forever({ value: 1 });
    workers[0]?.onmessage?.({ data: { kind: "progress", id: 1 } } as MessageEvent);
    await expect(answer).rejects.toThrow("makes no sense");
    expect(workers[0]?.dead).toBe(true);
    expect(await connection.call.double({ value: 4 })).toBe(8);
  });

  test("hangs is ended after its silence", async () => {
    vi.useFakeTimers();
    const { connection, workers } = started();
    const answer = connection.call.forever({ value: 1 });
    const rejected = expect(answer).rejects.toThrow("stopped answering");
    await vi.advanceTimersByTimeAsync(1001);
    await rejected;
    expect(workers[0]?.dead).toBe(true);
  });
});

test("a closed connection rejects what is under way and what comes later", async () => {
  const { connection } = started();
  const answer = connection.call.forever({ value: 1 });
  connection.close();
  await expect(answer).rejects.toBeInstanceOf(WorkerCrash);
  await expect(connection.call.double({ value: 1 })).rejects.toBeInstanceOf(WorkerCrash);
});
