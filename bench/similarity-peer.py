"""The same work by scikit-learn: cosine similarity of all pairs of rows, then the k largest of each.

Reads "row column value" lines from the file named; prints one JSON object. `sparse` keeps the
similarities sparse (dense_output=False) and picks from each row; `plain` is the call as it stands
in most tutorials, a full matrix, with argpartition over all of it.
"""

import json
import resource
import sys
import time

import numpy as np
import scipy
import sklearn
from scipy.sparse import csr_matrix
from sklearn.metrics.pairwise import cosine_similarity

path, k, form, repeats = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
data = np.loadtxt(path)
rows = csr_matrix((data[:, 2], (data[:, 0].astype(int), data[:, 1].astype(int))))


def sparse():
    similarity = cosine_similarity(rows, dense_output=False)
    middle = time.process_time()
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
    return middle, out


def plain():
    similarity = cosine_similarity(rows)
    middle = time.process_time()
    np.fill_diagonal(similarity, 0)
    best = np.argpartition(-similarity, k - 1, axis=1)[:, :k]
    out = []
    for i in range(len(similarity)):
        order = np.argsort(-similarity[i, best[i]], kind="stable")
        ids = best[i, order]
        out.append((ids, similarity[i, ids]))
    return middle, out


cpu, wall, similarity_cpu = [], [], []
for _ in range(repeats):
    before, before_wall = time.process_time(), time.perf_counter()
    middle, out = sparse() if form == "sparse" else plain()
    cpu.append(1000 * (time.process_time() - before))
    wall.append(1000 * (time.perf_counter() - before_wall))
    similarity_cpu.append(1000 * (middle - before))

best = int(np.argmin(cpu))
print(
    json.dumps(
        {
            "ms": round(min(wall), 1),
            "cpuMs": round(cpu[best], 1),
            "similarityCpuMs": round(similarity_cpu[best], 1),
            # A sum that does not depend on which of equal neighbours was picked.
            "scoreSum": float(sum(values.sum() for _, values in out)),
            "peakMb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            "scikitLearn": sklearn.__version__,
            "numpy": np.__version__,
            "scipy": scipy.__version__,
        }
    )
)
