import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { seededRandom } from "../../src/base/random";
import { openDevice } from "../../src/nn/device";
import { randomArray } from "../../src/nn/random-weights";
import { distance } from "./fixture";

beforeAll(async () => (await openDevice("cpu")).use());

const plain = {
  linear: (x: tf.Tensor) => x,
  relu: (x: tf.Tensor) => tf.relu(x),
  sigmoid: (x: tf.Tensor) => tf.sigmoid(x),
  elu: (x: tf.Tensor) => tf.elu(x), // not ours: goes through to TensorFlow.js
};

const cases = (Object.keys(plain) as (keyof typeof plain)[]).flatMap((activation) =>
  [false, true].flatMap((transposeB) =>
    [1, 3, 8, 11].map((inputs) => ({ activation, transposeB, inputs })),
  ),
);

test.each(cases)(
  "a fused product is the same in parts: %o",
  ({ activation, transposeB, inputs }) => {
    const random = seededRandom(inputs);
    tf.tidy(() => {
      const a = tf.tensor2d(randomArray(5 * inputs, 2, random), [5, inputs]);
      const b = tf.tensor2d(
        randomArray(inputs * 7, 2, random),
        transposeB ? [7, inputs] : [inputs, 7],
      );
      const bias = tf.tensor1d(randomArray(7, 1, random));
      const fused = tf.fused.matMul({ a, b, bias, activation, transposeB });
      const parts = plain[activation](tf.add(tf.matMul(a, b, false, transposeB), bias));
      expect(fused.shape).toEqual([5, 7]);
      expect(distance(fused.dataSync(), parts.dataSync())).toBeLessThan(1e-5);
    });
  },
);
