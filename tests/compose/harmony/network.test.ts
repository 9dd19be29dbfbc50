import { expect, test } from "vitest";
import { beatsOf } from "../../../src/compose/harmony/beats";
import { bestPath, pathScore } from "../../../src/compose/harmony/chain";
import { featuresOf, WIDTH } from "../../../src/compose/harmony/features";
import { runHarmony } from "../../../src/compose/harmony/network";
import { STATES } from "../../../src/compose/harmony/states";
import { trainerPieces } from "./fixture";
import { committedHarmony } from "./model";

const pieces = trainerPieces();

function farthest(
  ours: readonly ArrayLike<number>[],
  theirs: readonly ArrayLike<number>[],
): number {
  expect(ours.length).toBe(theirs.length);
  let worst = 0;
  ours.forEach((row, i) => {
    const other = theirs[i] as ArrayLike<number>;
    expect(row.length).toBe(other.length);
    for (let j = 0; j < row.length; j++) {
      worst = Math.max(worst, Math.abs((row[j] as number) - (other[j] as number)));
    }
  });
  return worst;
}

test("tells the network what the trainer told it", () => {
  for (const { score, features } of pieces) {
    const theirs = features.map((row) => {
      const dense = new Float32Array(WIDTH);
      for (const [place, value] of row) dense[place] = value;
      return dense;
    });
    expect(farthest(featuresOf(score, beatsOf(score)), theirs)).toBeLessThan(2e-6);
  }
});

test("gives the trainer's scores, and its best chords with their score", async () => {
  const { weights } = await committedHarmony();
  for (const { score, states, sevenths, best, total } of pieces) {
    const beats = beatsOf(score);
    const ours = runHarmony(weights, featuresOf(score, beats));
    expect(farthest(ours.states, states)).toBeLessThan(1e-4);
    expect(farthest(ours.sevenths, sevenths)).toBeLessThan(1e-4);
    const chain = {
      emissions: ours.states,
      move: (i: number, from: number, to: number): number => {
        const over = beats[i]?.at === 0 ? STATES * STATES : 0;
        return weights.moves.values[over + from * STATES + to] as number;
      },
    };
    expect([...bestPath(chain)]).toEqual(best);
    expect(Math.abs(pathScore(chain, best) - total)).toBeLessThan(1e-2);
  }
});
