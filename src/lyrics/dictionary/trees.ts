/**
 * Decision trees as bytes, in order of visit. A byte of 128 or more asks whether the feature (byte −
 * 128) has the value of the byte that follows; then come the tree for yes and the tree for no. A
 * byte below 128 is an answer.
 */
export interface Trees {
  readonly nodes: Uint8Array;
  /** For a question, where the tree for no begins. */
  readonly otherwise: Int32Array;
  /** Where each tree begins. */
  readonly roots: readonly number[];
}

/** @throws RangeError when the bytes end inside a tree */
export function readTrees(nodes: Uint8Array): Trees {
  const otherwise = new Int32Array(nodes.length);
  const roots: number[] = [];
  for (let at = 0; at < nodes.length;) {
    roots.push(at);
    const open: number[] = []; // questions whose tree for yes is being read
    for (let whole = false; !whole;) {
      if (at >= nodes.length) throw new RangeError("a decision tree is cut short");
      if ((nodes[at] as number) >= 128) {
        open.push(at);
        at += 2;
        continue;
      }
      at++;
      const question = open.pop();
      if (question === undefined) whole = true;
      else otherwise[question] = at;
    }
  }
  return { nodes, otherwise, roots };
}

/** The answer of a tree to features. */
export function answer(trees: Trees, root: number, features: Uint8Array): number {
  const { nodes, otherwise } = trees;
  let at = root;
  for (let byte = nodes[at] as number; byte >= 128; byte = nodes[at] as number) {
    at = features[byte - 128] === nodes[at + 1] ? at + 2 : (otherwise[at] as number);
  }
  return nodes[at] as number;
}
