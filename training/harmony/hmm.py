"""The baseline: a bigram hidden Markov model, trained and measured on the same folds."""

import numpy as np

import data
from data import STATES


def shares(piece):
    """[beats, 12] of each pitch class above the tonic, in beats."""
    out = np.zeros((len(piece["beats"]), 12))
    for t, p, d in piece["notes"]:
        for i, (tick, ticks, _, _) in enumerate(piece["beats"]):
            out[i, p % 12] += max(0, min(t + d, tick + ticks) - max(t, tick)) / piece["beat"]
    return out


def observed(piece, per):
    """(durations [n, 12], labels [n]) by the beat or by the bar."""
    labels = piece["labels"][:, 0]
    if per == "beat":
        return piece["shares"], labels
    bars, states = data.bar_labels(labels, piece["beats"])
    return np.array([piece["shares"][piece["beats"][:, 2] == bar].sum(0) for bar in bars]), states


def fit(pieces, per):
    emission, move, first = np.full((STATES, 12), 0.5), np.full((STATES, STATES), 0.1), np.full(STATES, 0.5)
    for p in pieces:
        x, y = observed(p, per)
        for i, state in enumerate(y):
            if state >= 0:
                emission[state] += x[i]
                if i == 0:
                    first[state] += 1
                elif y[i - 1] >= 0:
                    move[y[i - 1], state] += 1
    return np.log(emission / emission.sum(1, keepdims=True)), np.log(move / move.sum(1, keepdims=True)), np.log(first / first.sum())


def hits(pieces, model, per):
    """(right, all)"""
    from decode import viterbi
    emission, move, first = model
    right = all_ = 0
    for p in pieces:
        x, y = observed(p, per)
        scores = x @ emission.T
        scores[0] += first
        path = viterbi(scores, np.stack([move, move]), np.zeros(len(y), int))
        right, all_ = right + int((path == y)[y >= 0].sum()), all_ + int((y >= 0).sum())
    return right, all_


def five_folds(pieces):
    """{"hymn beat": share right, …}, each fold trained on the others."""
    out = {}
    for p in pieces:
        p["shares"] = shares(p)
    for kind in data.SOURCES:
        ours = [p for p in pieces if p["kind"] == kind]
        for per in ("beat", "bar"):
            counts = [hits([p for p in ours if p["fold"] == f], fit([p for p in ours if p["fold"] != f], per), per)
                      for f in range(data.FOLDS)]
            out[f"{kind} {per}"] = round(sum(a for a, _ in counts) / sum(b for _, b in counts), 4)
            out[f"{kind} {per} folds"] = [round(a / b, 4) for a, b in counts]
    return out
