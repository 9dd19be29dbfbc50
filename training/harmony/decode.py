"""Reading chords off the chain: the best sequence, and each state's share of all of them."""

import numpy as np


def viterbi(emissions, moves, opens):
    """Best states [n] for emissions [n, s], moves [2, s, s], opens [n] 0/1; the first of equals."""
    score, back = emissions[0].copy(), []
    for i in range(1, len(emissions)):
        through = score[:, None] + moves[opens[i]]
        back.append(through.argmax(0))
        score = through.max(0) + emissions[i]
    path = [int(score.argmax())]
    for step in back[::-1]:
        path.append(int(step[path[-1]]))
    return np.array(path[::-1])


def logsumexp(a, axis):
    top = a.max(axis, keepdims=True)
    return np.squeeze(top, axis) + np.log(np.exp(a - top).sum(axis))


def posterior(emissions, moves, opens):
    """Chance [n, s] of each state at each beat, all sequences counted."""
    n = len(emissions)
    a, b = np.zeros_like(emissions), np.zeros_like(emissions)
    a[0] = emissions[0]
    for i in range(1, n):
        a[i] = logsumexp(a[i - 1][:, None] + moves[opens[i]], 0) + emissions[i]
    for i in range(n - 2, -1, -1):
        b[i] = logsumexp(moves[opens[i + 1]] + (emissions[i + 1] + b[i + 1])[None], 1)
    both = a + b
    return np.exp(both - logsumexp(both, 1)[:, None])


def by_bars(emissions, moves, opens, bars):
    """Best states, one a bar (bars [n] numbers the bar of each beat), as src/compose/harmony/bar-chain.ts: the
    beats' chances summed, the first twice and the piece's last four times, then the chain over bars."""
    chances, weights = posterior(emissions, moves, opens), np.ones(len(bars))
    numbers, firsts = np.unique(bars, return_index=True)
    weights[firsts], weights[-1] = 2, 4
    sums = np.array([(chances * weights[:, None])[bars == number].sum(0) for number in numbers])
    return viterbi(np.log(sums + 1e-6), 0.3 * moves, np.asarray(opens)[firsts])
