"""A training step of model.py on one core: matrix products in bfloat16, the rest in kernels.c.

Forward and backward are written out; `python3 training/words/fast.py` compares both with autograd
on model.py, and times a step.
"""

import ctypes
import subprocess
import time
from pathlib import Path

import torch

from model import Words, loss, rotations

SOURCE = Path(__file__).with_name("kernels.c")
FLAGS = ["-O3", "-march=native", "-mprefer-vector-width=512", "-ffast-math", "-shared", "-fPIC"]


def compiled(folder):
    library = Path(folder) / "kernels.so"
    if not library.exists() or library.stat().st_mtime < SOURCE.stat().st_mtime:
        library.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["gcc", *FLAGS, str(SOURCE), "-o", str(library), "-lmvec", "-lm"], check=True)
    found = ctypes.CDLL(str(library))
    found.cross_entropy.restype = ctypes.c_double
    return found


def given(value):
    if isinstance(value, torch.Tensor):
        assert value.is_contiguous()
        return ctypes.c_void_p(value.data_ptr())
    return ctypes.c_float(value) if isinstance(value, float) else ctypes.c_int(value)


class Step:
    """Loss and gradients of batches; gradients are summed into the parameters' .grad (float32)."""

    def __init__(self, model, folder):
        self.model, self.library = model, compiled(folder)
        self.low = {}

    def call(self, name, *values):
        return getattr(self.library, name)(*map(given, values))

    def refresh(self):
        """To be called when the weights have changed: copies in bfloat16, gradients of zeros."""
        for name, weight in self.model.named_parameters():
            self.low[name] = weight.detach().bfloat16()
            weight.grad = torch.zeros_like(weight)

    def add_product(self, name, a, b):
        dict(self.model.named_parameters())[name].grad.add_(a @ b)

    def __call__(self, tokens, targets, first, scale):
        """Nats summed over the targets (≥ 0); gradients of scale times that. All int32 [rows, steps]."""
        shape, low, call = self.model.shape, self.low, self.call
        rows, steps = tokens.shape
        width, heads, inner = shape["width"], shape["heads"], shape["inner"]
        size, count = width // heads, rows * steps
        turns = [turn.contiguous() for turn in rotations(steps, size)]
        grads = {name: weight.grad for name, weight in self.model.named_parameters()}
        weights = {name: weight.detach() for name, weight in self.model.named_parameters()}
        half = lambda *sizes: torch.empty(sizes, dtype=torch.bfloat16)

        def normed(x, name):
            y, inverse = half(count, width), torch.empty(count)
            call("norm", x, weights[name], y, inverse, count, width)
            return y, inverse

        def norm_back(x, name, inverse, dy, dx):
            call("norm_back", x, weights[name], inverse, dy, dx, grads[name], count, width)

        x = weights["table"][tokens.flatten().long()]
        kept = []
        for number in range(shape["layers"]):
            at = f"layers.{number}."
            x0, (y0, i0) = x.clone(), normed(x, at + "attention_norm")
            qkv = half(3, rows * heads, steps, size)
            call("turn", y0 @ low[at + "qkv"].t(), qkv, *turns, size ** -0.5, rows, steps, heads, size)
            q, k, v = qkv
            odds = q @ k.transpose(1, 2)
            call("softmax", odds, first, rows, heads, steps)
            mixed = half(count, width)
            call("swap", odds @ v, mixed, rows, heads, steps, size)
            call("add", x, mixed @ low[at + "out"].t(), count * width)
            x1, (y1, i1) = x.clone(), normed(x, at + "inner_norm")
            wide, narrow = y1 @ low[at + "up"].t(), half(count, inner)
            call("swiglu", wide, narrow, count, inner)
            call("add", x, narrow @ low[at + "down"].t(), count * width)
            kept.append((x0, y0, i0, q, k, v, odds, mixed, x1, y1, i1, wide, narrow))
        y, inverse = normed(x, "norm")
        nats, dy = 0.0, half(count, width)
        part = 1024
        for start in range(0, count, part):
            span = slice(start, start + part)
            logits = y[span] @ low["table"].t()
            nats += call("cross_entropy", logits, targets.view(-1)[span], float(scale), len(logits), shape["vocabulary"])
            dy[span] = logits @ low["table"]
            grads["table"].add_(logits.t() @ y[span])
        dx, dlow = torch.zeros(count, width), half(count, width)
        norm_back(x, "norm", inverse, dy, dx)
        for number in reversed(range(shape["layers"])):
            at = f"layers.{number}."
            x0, y0, i0, q, k, v, odds, mixed, x1, y1, i1, wide, narrow = kept.pop()
            call("lower", dx, dlow, count * width)
            grads[at + "down"].add_(dlow.t() @ narrow)
            call("swiglu_back", wide, dlow @ low[at + "down"], count, inner)
            grads[at + "up"].add_(wide.t() @ y1)
            norm_back(x1, at + "inner_norm", i1, wide @ low[at + "up"], dx)
            call("lower", dx, dlow, count * width)
            grads[at + "out"].add_(dlow.t() @ mixed)
            dmixed = half(rows * heads, steps, size)
            call("swap", dlow @ low[at + "out"], dmixed, rows, steps, heads, size)
            dqkv = half(3, rows * heads, steps, size)
            torch.bmm(odds.transpose(1, 2), dmixed, out=dqkv[2])
            dodds = dmixed @ v.transpose(1, 2)
            call("softmax_back", odds, dodds, first, rows, heads, steps)
            torch.bmm(dodds, k, out=dqkv[0])
            torch.bmm(dodds.transpose(1, 2), q, out=dqkv[1])
            back = half(count, 3 * width)
            call("turn_back", dqkv, back, *turns, size ** -0.5, rows, steps, heads, size)
            grads[at + "qkv"].add_(back.t() @ y0)
            norm_back(x0, at + "attention_norm", i0, back @ low[at + "qkv"], dx)
        call("scatter", grads["table"], tokens, dx, count, width)
        return nats


def main():
    import sys
    torch.manual_seed(1)
    torch.set_num_threads(1)
    sizes = [dict(zip(("width", "layers", "heads", "inner"), map(int, s.split(",")))) for s in sys.argv[1:]] or [{}]
    for shape in sizes:
        model = Words(**shape)
        folder = Path(__file__).resolve().parents[1] / ".cache" / "words"
        step = Step(model, folder)
        tokens = torch.randint(0, 4096, (8, 256), dtype=torch.int32)
        targets = torch.randint(-1, 4096, (8, 256), dtype=torch.int32)
        first = torch.zeros(8, 256, dtype=torch.int32)
        first[:, 100:] = 100
        nats = loss(model(tokens[:2].long(), first[:2]), targets[:2].long())
        nats.backward()
        right = {name: weight.grad.clone() for name, weight in model.named_parameters()}
        step.refresh()
        ours = step(tokens[:2], targets[:2], first[:2], 1.0)
        off = {name: ((weight.grad - right[name]).norm() / right[name].norm()).item() for name, weight in model.named_parameters()}
        print(f"loss {ours:.2f} for {nats.item():.2f}; gradients off by at most {max(off.values()):.4f} ({max(off, key=off.get)})")
        for rows in (4, 8, 16):
            more = [t.repeat(rows // 8 or 1, 1)[:rows].contiguous() for t in (tokens, targets, first)]
            step(*more, 1.0)
            began = time.process_time()
            for _ in range(4):
                step(*more, 1.0)
            count = sum(w.numel() for w in model.parameters())
            print(f"{shape} {count / 1e6:.2f} M, {rows} rows: {4 * rows * 256 / (time.process_time() - began):.0f} tokens a second")


if __name__ == "__main__":
    main()
