"""The critic: a dilated CNN over events, pooled by bars, then a dilated CNN over bars.

  x      Σ rows of one table                                            [events, 64]
  x      x + relu(conv(x)), three taps, dilation 1, 2, 4                [events, 64]
  b      relu([mean, max within the bar] · pool)                        [bars, 64]
  b      b + relu(conv(b)), three taps, dilation 1, 2, 4                [bars, 64]
  bar    relu(b · kernel + bias) · out                                  logit of each bar
  whole  relu([mean, min over the bars] · kernel + bias) · out          logit of the tune

A bar is seen with about four bars of events on each side and, through the second stage, seven bars
as wholes. What is beyond the ends is zero.
"""

import paths  # noqa: F401
import torch
from torch import nn
from torch.nn import functional as F

import rows as told

WIDTH = 64
HIDDEN = 32
DILATIONS = (1, 2, 4)
SPOILED = 3  # a spoiled bar of a real tune counts as so many in the loss


def locked(x, p, training):
    """Dropout with one mask for all places of a tune: x [tunes, places, width]."""
    if not training or p == 0:
        return x
    return x * (x.new_empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - p) / (1 - p))


class Critic(nn.Module):
    """Parameters bear the checkpoint's names, with "/" written "_"; kernels are [in, out], taps first in rows."""

    def __init__(self):
        super().__init__()
        weight = lambda rows, columns, spread: nn.Parameter(torch.randn(rows, columns) * spread)
        self.table = weight(told.ROWS, WIDTH, 0.1)
        for stage in ("event", "bar"):
            for i, _ in enumerate(DILATIONS):
                setattr(self, f"{stage}{i}_kernel", weight(3 * WIDTH, WIDTH, (3 * WIDTH) ** -0.5))
                setattr(self, f"{stage}{i}_bias", nn.Parameter(torch.zeros(WIDTH)))
        self.pool_kernel = weight(2 * WIDTH, WIDTH, (2 * WIDTH) ** -0.5)
        self.pool_bias = nn.Parameter(torch.zeros(WIDTH))
        for head, inputs in (("bars", WIDTH), ("whole", 2 * WIDTH)):
            setattr(self, f"{head}_kernel", weight(inputs, HIDDEN, inputs**-0.5))
            setattr(self, f"{head}_bias", nn.Parameter(torch.zeros(HIDDEN)))
            setattr(self, f"{head}_out_kernel", weight(HIDDEN, 1, HIDDEN**-0.5))
            setattr(self, f"{head}_out_bias", nn.Parameter(torch.zeros(1)))

    def stage(self, name, x, mask, drop):
        """x [tunes, places, 64], zero where the mask [tunes, places, 1] is."""
        for i, dilation in enumerate(DILATIONS):
            around = F.pad(x, (0, 0, dilation, dilation))
            taps = [around[:, tap * dilation : tap * dilation + x.shape[1]] for tap in range(3)]
            y = torch.cat(taps, 2) @ getattr(self, f"{name}{i}_kernel") + getattr(self, f"{name}{i}_bias")
            x = (x + locked(F.relu(y), drop, self.training)) * mask
        return x

    def forward(self, batch, drop=0.0):
        """batch: rows [tunes, events, features], bar [tunes, events] (−1: padding) → logits [tunes], [tunes, bars]."""
        bar = batch["bar"]
        tunes, events = bar.shape
        mask = (bar >= 0).unsqueeze(2).float()
        x = F.embedding_bag(batch["rows"].view(tunes * events, -1), self.table, mode="sum").view(tunes, events, WIDTH)
        x = self.stage("event", locked(x, drop / 3, self.training) * mask, mask, drop / 3)
        bars = int(bar.max()) + 1
        place = bar.clamp(min=0).unsqueeze(2).expand_as(x)
        count = x.new_zeros(tunes, bars).scatter_add_(1, bar.clamp(min=0), mask[:, :, 0])
        mean = x.new_zeros(tunes, bars, WIDTH).scatter_add(1, place, x) / count.clamp(min=1).unsqueeze(2)
        low = x.masked_fill(mask == 0, -1e4)
        most = x.new_full((tunes, bars, WIDTH), -1e4).scatter_reduce(1, place, low, "amax")
        bar_mask = (count > 0).unsqueeze(2).float()
        b = F.relu(torch.cat((mean, most * bar_mask), 2) @ self.pool_kernel + self.pool_bias) * bar_mask
        b = self.stage("bar", locked(b, drop, self.training), bar_mask, drop)
        hidden = F.relu(b @ self.bars_kernel + self.bars_bias)
        by_bar = (hidden @ self.bars_out_kernel)[:, :, 0] + self.bars_out_bias
        total = bar_mask.sum(1)
        least = b.masked_fill(bar_mask == 0, 1e4).amin(1)
        both = torch.cat((b.sum(1) / total, least), 1)
        hidden = F.relu(F.dropout(both, drop, self.training) @ self.whole_kernel + self.whole_bias)
        return (hidden @ self.whole_out_kernel)[:, 0] + self.whole_out_bias, by_bar


def losses(model, batch, drop=0.0):
    """(mean loss of the whole, mean loss of the bars), by the weights of the tunes."""
    whole, bars = model(batch, drop)
    weight = batch["weight"]
    on_whole = F.binary_cross_entropy_with_logits(whole, batch["label"], reduction="none")
    label = batch["barLabel"]
    spoiled = (label == 0) & (label == 1).any(1, keepdim=True)  # few among the bars of a real tune
    count = (label >= 0).float() + (SPOILED - 1) * spoiled
    on_bars = F.binary_cross_entropy_with_logits(bars, label.clamp(min=0), reduction="none") * count
    on_bars = on_bars.sum(1) / count.sum(1)
    return (on_whole * weight).sum() / weight.sum(), (on_bars * weight).sum() / weight.sum()
