"""The melody network: one LSTM over summed feature rows, and two heads, token then length.

  features  F indices a step, summed rows of one table              → x   [width]
  lstm      one layer                                               → h   [hidden]
  token     relu([h, x] · kernel + bias) · out                      → logits over TOKENS
  length    relu([h, x] · kernel + bias + Σ rows) · out             → logits over LENGTHS
            (rows: what is known once the token is chosen)
"""

import torch
from torch import nn
from torch.nn import functional as F

import features as ft
from lstm import lstm

WIDTH = 192  # of the feature sum
HIDDEN = 512
TOKEN_HIDDEN = 256
LENGTH_HIDDEN = 160

OFFSETS = torch.tensor(ft.OFFSETS)
LENGTH_OFFSETS = torch.tensor(ft.LENGTH_OFFSETS)


def weight(rows, columns, spread):
    return nn.Parameter(torch.randn(rows, columns) * spread)


def locked(x, p):
    """Dropout with one mask for a whole tune: x [steps, tunes, width]."""
    keep = x.new_empty(1, x.shape[1], x.shape[2]).bernoulli_(1 - p)
    return x * keep / (1 - p)


def dense(x, kernel, bias, low):
    """x · kernel + bias; in training the product is taken in bfloat16."""
    return (x.bfloat16() @ kernel.bfloat16()).float() + bias if low else x @ kernel + bias


def summed_rows(indices, offsets, table):
    """indices [steps, tunes, features], within each feature → [steps, tunes, width]."""
    steps, tunes, _ = indices.shape
    return F.embedding_bag((indices + offsets).flatten(0, 1), table, mode="sum").view(steps, tunes, -1)


class Melody(nn.Module):
    """Parameters bear the checkpoint's names, with "/" written "_"; kernels are [in, out]."""

    def __init__(self):
        super().__init__()
        both = HIDDEN + WIDTH
        self.features_table = weight(ft.ROWS, WIDTH, 0.05)
        self.lstm0_kernel = weight(WIDTH + HIDDEN, 4 * HIDDEN, 0.04)
        self.lstm0_bias = nn.Parameter(torch.zeros(4 * HIDDEN))
        self.token_kernel = weight(both, TOKEN_HIDDEN, both**-0.5)
        self.token_bias = nn.Parameter(torch.zeros(TOKEN_HIDDEN))
        self.token_out_kernel = weight(TOKEN_HIDDEN, ft.TOKENS, TOKEN_HIDDEN**-0.5)
        self.token_out_bias = nn.Parameter(torch.zeros(ft.TOKENS))
        self.length_table = weight(ft.LENGTH_ROWS, LENGTH_HIDDEN, 0.1)
        self.length_kernel = weight(both, LENGTH_HIDDEN, both**-0.5)
        self.length_bias = nn.Parameter(torch.zeros(LENGTH_HIDDEN))
        self.length_out_kernel = weight(LENGTH_HIDDEN, ft.LENGTHS, LENGTH_HIDDEN**-0.5)
        self.length_out_bias = nn.Parameter(torch.zeros(ft.LENGTHS))
        with torch.no_grad():
            self.lstm0_bias[2 * HIDDEN : 3 * HIDDEN] = 1.0  # forget nothing at first

    def forward(self, x, lx, drop=0.0, recurrent_drop=0.0):
        """x [steps, tunes, F], lx [steps, tunes, L] → unmasked logits of tokens and of lengths."""
        low = self.training
        x = summed_rows(x, OFFSETS, self.features_table)
        kernel_x, kernel_h = self.lstm0_kernel.split((WIDTH, HIDDEN))
        if self.training:
            x = locked(x, drop / 3)
            kernel_h = F.dropout(kernel_h, recurrent_drop)  # DropConnect (Merity et al. 2018)
        h = lstm(x, kernel_x, kernel_h, self.lstm0_bias, low)
        if self.training:
            h = locked(h, drop)
        hx = torch.cat((h, x), 2)
        token = F.relu(dense(hx, self.token_kernel, self.token_bias, low))
        rows = summed_rows(lx, LENGTH_OFFSETS, self.length_table)
        length = F.relu(dense(hx, self.length_kernel, self.length_bias, low) + rows)
        if self.training:
            token, length = locked(token, drop / 2), locked(length, drop / 2)
        return (dense(token, self.token_out_kernel, self.token_out_bias, low),
                dense(length, self.length_out_kernel, self.length_out_bias, low))


def losses(model, batch, **drops):
    """Nats of tokens and of lengths [steps, tunes], renormalised over what the masks allow; 0 in the padding."""
    token, length = model(batch["x"], batch["lx"], **drops)
    token = token.masked_fill(~batch["tokenMask"], -1e9)
    length = length.masked_fill(~batch["lengthMask"], -1e9)
    nats = lambda logits, target: F.cross_entropy(logits.flatten(0, 1), target.flatten(), ignore_index=-1,
                                                  reduction="none").view(target.shape)
    return nats(token, batch["token"]), nats(length, batch["length"])
