import fc from "fast-check";
import { expect, test } from "vitest";
import { posterior, type Chain } from "../../../src/compose/harmony/chain";
import { STATES } from "../../../src/compose/harmony/states";

/** A chain of three states, the others forbidden. */
function small(rows: readonly (readonly number[])[], moves: readonly number[]): Chain {
  return {
    emissions: rows.map((row) =>
      new Float32Array(STATES).fill(-Infinity).map((v, s) => row[s] ?? v),
    ),
    move: (i, from, to) => (i + 1) * (moves[3 * from + to] ?? 0),
  };
}

const value = fc.double({ min: -3, max: 3, noNaN: true });

test("the chances of a state are those of all the paths through it", () => {
  const row = fc.array(value, { minLength: 3, maxLength: 3 });
  const rows = fc.tuple(row, row, row);
  fc.assert(
    fc.property(rows, fc.array(value, { minLength: 9, maxLength: 9 }), (own, moves) => {
      const chain = small(own, moves);
      const sums = own.map(() => [0, 0, 0]);
      let total = 0;
      for (let code = 0; code < 27; code++) {
        const path = [code % 3, Math.floor(code / 3) % 3, Math.floor(code / 9)];
        const score = path.reduce((sum, state, i) => {
          const before = path[i - 1];
          const moved = before === undefined ? 0 : chain.move(i, before, state);
          return sum + (chain.emissions[i]?.[state] ?? NaN) + moved;
        }, 0);
        total += Math.exp(score);
        path.forEach((state, i) => {
          (sums[i] as number[])[state] = (sums[i]?.[state] ?? NaN) + Math.exp(score);
        });
      }
      posterior(chain).forEach((chances, i) => {
        for (let s = 0; s < 3; s++)
          expect(chances[s]).toBeCloseTo((sums[i]?.[s] ?? NaN) / total, 6);
        expect(chances[3]).toBe(0);
      });
    }),
    { numRuns: 30 },
  );
});
