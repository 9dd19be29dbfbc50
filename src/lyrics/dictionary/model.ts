import { LETTERS } from "./letters";
import { readTrees, type Trees } from "./trees";

/** How letters sound: what each can stand for, and trees that choose. */
export interface SoundModel {
  /** For each letter, the groups of phone numbers that it stands for somewhere, often none. */
  readonly groups: readonly (readonly Uint8Array[])[];
  /** A tree for each letter from 1 on, then one for the primary stress and one for the secondary. */
  readonly trees: Trees;
}

export const primaryTree = ({ trees }: SoundModel): number => trees.roots[LETTERS - 1] as number;
export const secondaryTree = ({ trees }: SoundModel): number => trees.roots[LETTERS] as number;
export const letterTree = ({ trees }: SoundModel, letter: number): number =>
  trees.roots[letter - 1] as number;

/**
 * @param groups  for each letter from 1 on: how many groups, then each as its length and its phones
 * @param nodes   the trees
 * @throws RangeError when the bytes are not such a model
 */
export function readModel(groups: Uint8Array, nodes: Uint8Array): SoundModel {
  const read: Uint8Array[][] = [[]];
  let at = 0;
  for (let letter = 1; letter < LETTERS; letter++) {
    const list: Uint8Array[] = [];
    const count = groups[at++] ?? 0;
    for (let i = 0; i < count; i++) {
      const length = groups[at++] ?? 0;
      list.push(groups.subarray(at, at + length));
      at += length;
    }
    read.push(list);
  }
  const trees = readTrees(nodes);
  if (at !== groups.length || trees.roots.length !== LETTERS + 1) {
    throw new RangeError("the letter-to-sound model is not whole");
  }
  return { groups: read, trees };
}
