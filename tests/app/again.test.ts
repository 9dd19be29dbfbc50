import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Again } from "../../src/app/again";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Answers that say whether a better one may come, and when each was asked for. */
function asked(answers: readonly boolean[]): { readonly again: Again; readonly at: number[] } {
  const at: number[] = [];
  const start = Date.now();
  const again = new Again(
    () => {
      at.push(Date.now() - start);
      again.expect(answers[at.length - 1] ?? false);
      return Promise.resolve();
    },
    4,
    10,
  );
  return { again, at };
}

test("asks after growing pauses until nothing better is to come", () => {
  const { again, at } = asked([true, true, true, false]);
  again.expect(true);
  vi.advanceTimersByTime(1_000);
  expect(at).toEqual([4, 12, 22, 32]);
});

test("does not ask where nothing better is to come, and begins anew with the shortest pause", () => {
  const { again, at } = asked([true, false, false]);
  again.expect(false);
  vi.advanceTimersByTime(100);
  again.expect(true);
  vi.advanceTimersByTime(100);
  again.expect(true);
  vi.advanceTimersByTime(100);
  expect(at).toEqual([104, 112, 204]);
});

test("an answer that came meanwhile puts the question off", () => {
  const { again, at } = asked([false]);
  again.expect(true);
  vi.advanceTimersByTime(3);
  again.expect(true);
  vi.advanceTimersByTime(7);
  expect(at).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(at).toEqual([11]);
});
