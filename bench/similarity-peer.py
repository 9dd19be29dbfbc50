"""The same work by scikit-learn and pandas, a form of it for each line read.

Started with the folder of ptr.bin (u32), index.bin (u32), value.bin (f64): compressed rows. A line
is the name of a form; the answer is one JSON object:
  plain     cosine_similarity(rows, dense_output=False), the call as a person makes it, no top-k
  sparse    the same, then the k largest of each row by argpartition
  dense     cosine_similarity(rows), a full matrix, then argpartition over all of it
  textbook  pandas pivot to a full table, cosine_similarity of it, argpartition over all of it
"""

import json
import resource
import sys
import time

import numpy as np
import pandas as pd
import scipy
import sklearn
from scipy.sparse import csr_matrix
from sklearn.metrics.pairwise import cosine_similarity

folder, row_count, column_count, k = sys.argv[1], *map(int, sys.argv[2:5])
ptr = np.fromfile(f"{folder}/ptr.bin", np.uint32).astype(np.int32)
index = np.fromfile(f"{folder}/index.bin", np.uint32).astype(np.int32)
value = np.fromfile(f"{folder}/value.bin")
rows = csr_matrix((value, index, ptr), shape=(row_count, column_count))
triples = pd.DataFrame(
    {"row": np.repeat(np.arange(row_count), np.diff(ptr)), "column": index, "value": value}
)


def plain():
    return cosine_similarity(rows, dense_output=False)


def sparse():
    similarity = cosine_similarity(rows, dense_output=False)
    out = []
    for i in range(similarity.shape[0]):
        start, end = similarity.indptr[i], similarity.indptr[i + 1]
        ids, values = similarity.indices[start:end], similarity.data[start:end]
        others = ids != i
        ids, values = ids[others], values[others]
        if len(values) > k:
            best = np.argpartition(-values, k - 1)[:k]
            ids, values = ids[best], values[best]
        order = np.argsort(-values, kind="stable")
        out.append((ids[order], values[order]))
    return out


def largest(similarity):
    np.fill_diagonal(similarity, 0)
    best = np.argpartition(-similarity, k - 1, axis=1)[:, :k]
    out = []
    for i in range(len(similarity)):
        ids = best[i, np.argsort(-similarity[i, best[i]], kind="stable")]
        out.append((ids, similarity[i, ids]))
    return out


def dense():
    return largest(cosine_similarity(rows))


def textbook():
    table = triples.pivot(index="row", columns="column", values="value").fillna(0)
    return largest(cosine_similarity(table))


forms = {"plain": plain, "sparse": sparse, "dense": dense, "textbook": textbook}
versions = {
    "scikitLearn": sklearn.__version__,
    "numpy": np.__version__,
    "scipy": scipy.__version__,
    "pandas": pd.__version__,
}
print(json.dumps(versions), flush=True)
for line in sys.stdin:
    form = line.strip()
    cpu, wall = time.process_time(), time.perf_counter()
    out = forms[form]()
    answer = {
        "ms": 1000 * (time.perf_counter() - wall),
        "cpuMs": 1000 * (time.process_time() - cpu),
        "peakMb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    if form != "plain":
        # A sum that does not depend on which of equal neighbours was picked.
        answer["scoreSum"] = float(sum(values.sum() for _, values in out))
    del out
    print(json.dumps(answer), flush=True)
