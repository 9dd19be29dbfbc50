import type { Interactions } from "../interactions";
import type { StarModel } from "../model";

/** Errors in stars over `n` held-out ratings. */
export interface RatingErrors {
  readonly rmse: number;
  readonly mae: number;
  readonly n: number;
}

/** Held-out ratings, by id. */
export interface HeldOut {
  readonly userIds: readonly string[];
  readonly itemIds: readonly string[];
  readonly user: ArrayLike<number>;
  readonly item: ArrayLike<number>;
  readonly value: ArrayLike<number>;
}

/** Predicts every held-out rating, clipped to the scale of the training ratings. */
export function ratingErrors(model: StarModel, train: Interactions, test: HeldOut): RatingErrors {
  return errorsOf(differences(model, train, test));
}

/** Predicted minus given, in the order of the held-out ratings. */
export function differences(model: StarModel, train: Interactions, test: HeldOut): Float64Array {
  const users = numbersIn(train.userIds, test.userIds);
  const items = numbersIn(train.itemIds, test.itemIds);
  const stars = model.predict(
    Int32Array.from(test.user, (u) => users[u] as number),
    Int32Array.from(test.item, (i) => items[i] as number),
  );
  const { min, max } = scaleOf(train);
  return stars.map((s, e) => Math.min(max, Math.max(min, s)) - (test.value[e] as number));
}

function errorsOf(differences: Float64Array): RatingErrors {
  let squares = 0;
  let distances = 0;
  for (const difference of differences) {
    squares += difference * difference;
    distances += Math.abs(difference);
  }
  const n = differences.length;
  return { rmse: Math.sqrt(squares / n), mae: distances / n, n };
}

/** The smallest and largest value seen. */
function scaleOf(data: Interactions): { readonly min: number; readonly max: number } {
  let min = Infinity;
  let max = -Infinity;
  for (const value of data.users.value) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

/** The number each id has among the known ones, −1 where it is not known. */
export function numbersIn(known: readonly string[], ids: readonly string[]): Int32Array {
  const numbers = new Map(known.map((id, number) => [id, number]));
  return Int32Array.from(ids, (id) => numbers.get(id) ?? -1);
}
