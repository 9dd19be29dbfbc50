import { expect, test } from "vitest";
import { current, emptyQueue, hasNext, hasPrevious, move, queueFrom } from "../../src/app/queue";

test("an empty queue has nothing to play and nowhere to go", () => {
  expect(current(emptyQueue)).toBeUndefined();
  expect(hasNext(emptyQueue)).toBe(false);
  expect(hasPrevious(emptyQueue)).toBe(false);
  expect(move(emptyQueue, 1)).toEqual(emptyQueue);
});

test.each([
  [0, 1, "b"],
  [0, -1, "a"],
  [2, 1, "c"],
  [2, -1, "b"],
])("from %i by %i", (at, by, expected) => {
  expect(current(move(queueFrom(["a", "b", "c"], at), by))).toBe(expected);
});

test("a start out of range is brought inside", () => {
  expect(queueFrom(["a", "b"], 9).at).toBe(1);
  expect(queueFrom(["a", "b"], -3).at).toBe(0);
});

test("the ends are known", () => {
  const queue = queueFrom(["a", "b"]);
  expect([hasPrevious(queue), hasNext(queue)]).toEqual([false, true]);
  expect([hasPrevious(move(queue, 1)), hasNext(move(queue, 1))]).toEqual([true, false]);
});
