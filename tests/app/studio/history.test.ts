import fc from "fast-check";
import { expect, test } from "vitest";
import { begin, record, redo, undo } from "../../../src/app/studio/history";

const words = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 20 });

test("as many steps back as were made lead to the start, as many forward to the end", () => {
  fc.assert(
    fc.property(words, (steps) => {
      const objects = steps.map((text) => ({ text }));
      const start = { text: "start" };
      let history = begin(start);
      for (const step of objects) history = record(history, step);
      const end = history.now;
      for (const step of objects) history = step && undo(history);
      expect(history.now).toBe(start);
      expect(undo(history).now).toBe(start);
      for (const step of objects) history = step && redo(history);
      expect(history.now).toBe(end);
      expect(redo(history).now).toBe(end);
    }),
  );
});

test("a new step after going back forgets what was taken back", () => {
  const history = record(undo(record(begin("a"), "b")), "c");
  expect(history).toEqual({ past: ["a"], now: "c", future: [] });
});

test("the same thing again is no step", () => {
  const history = begin("a");
  expect(record(history, "a")).toBe(history);
});

test("two hundred steps are kept", () => {
  let history = begin(0);
  for (let i = 1; i <= 300; i++) history = record(history, i);
  expect(history.past).toHaveLength(200);
  expect(history.past[0]).toBe(100);
});
