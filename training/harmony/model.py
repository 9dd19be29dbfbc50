"""The network: beats read both ways, chords as a chain.

x [beats, batch, WIDTH] → dense + tanh → GRU forwards and backwards → for each beat a score of each of
60 root-and-triad states, 4 sevenths and 12 basses; transitions between states, one table within bars
and one over the bar line. The chain is a conditional random field.
"""

import torch
from torch import nn

from data import STATES
from features import WIDTH

IN, HIDDEN = 80, 96


class Harmony(nn.Module):
    def __init__(self, hidden=HIDDEN, inner=IN, drop=0.5):
        super().__init__()
        self.dense = nn.Linear(WIDTH, inner)
        self.gru = nn.GRU(inner, hidden, bidirectional=True)
        self.state = nn.Linear(2 * hidden, STATES)
        self.seventh = nn.Linear(2 * hidden, 4)
        self.given = nn.Parameter(torch.zeros(STATES, 4))
        self.bass = nn.Linear(2 * hidden, 12)
        self.moves = nn.Parameter(torch.zeros(2, STATES, STATES))
        self.drop = nn.Dropout(drop)

    def forward(self, x):
        """(states [beats, batch, 60], sevenths [beats, batch, 4], basses [beats, batch, 12])"""
        h = self.drop(torch.tanh(self.dense(x)))
        h = self.drop(self.gru(h)[0])
        return self.state(h), self.seventh(h), self.bass(h)


def chain_loss(emissions, moves, opens, labels):
    """−log p(labels) summed: emissions [n, b, s], opens [n, b] 0/1, labels [n, b], −1 where padded (at the end)."""
    n, b, s = emissions.shape
    real = (labels >= 0).float()
    y = labels.clamp(min=0)
    gold = (emissions.gather(2, y[..., None])[..., 0] * real).sum(0)
    gold = gold + (moves[opens[1:], y[:-1], y[1:]] * real[1:] * real[:-1]).sum(0)
    alpha = emissions[0]
    for i in range(1, n):
        step = torch.logsumexp(alpha[:, :, None] + moves[opens[i]], 1) + emissions[i]
        alpha = torch.where(real[i][:, None] > 0, step, alpha)
    return (torch.logsumexp(alpha, 1) - gold).sum()
