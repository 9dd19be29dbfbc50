"""The transformer of the words model, in plain PyTorch: what the export and the measures use.

Llama's form: RMSNorm before each part, rotary places (dimension i of a head with i + half of it),
SwiGLU, no biases, one table for input and output. fast.py computes the same for training.
"""

import torch
from torch import nn
from torch.nn import functional as F

BASE, EPSILON = 10000.0, 1e-5


def rotations(steps, size):
    """(cosines, sines) [steps, size / 2] of each place."""
    turns = torch.arange(steps)[:, None] * BASE ** (-torch.arange(0, size, 2) / size)
    return turns.cos(), turns.sin()


def rotate(x, cosine, sine):
    a, b = x.chunk(2, -1)
    return torch.cat((a * cosine - b * sine, a * sine + b * cosine), -1)


def norm(x, gain):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + EPSILON) * gain


class Layer(nn.Module):
    def __init__(self, width, heads, inner):
        super().__init__()
        self.heads = heads
        self.attention_norm = nn.Parameter(torch.ones(width))
        self.qkv = nn.Parameter(torch.empty(3 * width, width))
        self.out = nn.Parameter(torch.empty(width, width))
        self.inner_norm = nn.Parameter(torch.ones(width))
        self.up = nn.Parameter(torch.empty(2 * inner, width))  # the gate, then the value
        self.down = nn.Parameter(torch.empty(width, inner))

    def forward(self, x, mask, turns):
        rows, steps, width = x.shape
        q, k, v = (norm(x, self.attention_norm) @ self.qkv.t()).view(rows, steps, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        scores = rotate(q, *turns) @ rotate(k, *turns).transpose(2, 3) * q.shape[-1] ** -0.5
        mixed = scores.masked_fill(~mask, -torch.inf).softmax(-1) @ v
        x = x + mixed.transpose(1, 2).reshape(rows, steps, width) @ self.out.t()
        gate, value = (norm(x, self.inner_norm) @ self.up.t()).chunk(2, -1)
        return x + (F.silu(gate) * value) @ self.down.t()


class Words(nn.Module):
    def __init__(self, vocabulary=4096, width=256, layers=6, heads=4, inner=704, context=256):
        super().__init__()
        self.shape = {"vocabulary": vocabulary, "width": width, "layers": layers, "heads": heads, "inner": inner,
                      "context": context}
        self.table = nn.Parameter(torch.empty(vocabulary, width))
        self.layers = nn.ModuleList(Layer(width, heads, inner) for _ in range(layers))
        self.norm = nn.Parameter(torch.ones(width))
        for name, weight in self.named_parameters():
            if weight.ndim == 2:
                close = name.endswith(("out", "down"))
                nn.init.normal_(weight, std=0.02 if name == "table" else width ** -0.5 * (0.3 if close else 0.7))

    def forward(self, tokens, first=None):
        """Logits [rows, steps, vocabulary]; first [rows, steps]: the first step that each step sees."""
        steps = tokens.shape[1]
        at = torch.arange(steps)
        mask = (at[None, :] <= at[:, None])[None, None]
        if first is not None:
            mask = mask & (at[None, None, None, :] >= first[:, None, :, None])
        turns = rotations(steps, self.shape["width"] // self.shape["heads"])
        x = F.embedding(tokens, self.table)
        for layer in self.layers:
            x = layer(x, mask, turns)
        return norm(x, self.norm) @ self.table.t()


def loss(logits, targets):
    """Nats, summed; targets below 0 count nothing."""
    return F.cross_entropy(logits.flatten(0, 1).float(), targets.flatten(), ignore_index=-1, reduction="sum")
