"""Muon for the matrices (Jordan and others 2024): momentum, made orthogonal by Newton–Schulz steps."""

import torch

COEFFICIENTS = (3.4445, -4.7750, 2.0315)


def orthogonal(matrices, steps=5):
    """[n, a, b] in bfloat16 products; a ≤ b is faster."""
    a, b, c = COEFFICIENTS
    x = matrices / (matrices.flatten(1).norm(dim=1)[:, None, None] + 1e-7)
    turned = x.shape[1] > x.shape[2]
    x = (x.transpose(1, 2) if turned else x).bfloat16().contiguous()
    for _ in range(steps):
        square = torch.bmm(x, x.transpose(1, 2))
        x = a * x + torch.bmm(b * square + c * torch.bmm(square, square), x)
    return (x.transpose(1, 2) if turned else x).float()


class Muon:
    """parts: (parameter, into how many matrices its rows are divided)."""

    def __init__(self, parts, rate, momentum=0.95, decay=0.05):
        self.parts, self.rate, self.momentum, self.decay = list(parts), rate, momentum, decay
        self.moving = [torch.zeros_like(weight) for weight, _ in self.parts]

    @torch.no_grad()
    def step(self):
        wanted = []
        for (weight, count), moving in zip(self.parts, self.moving):
            moving.lerp_(weight.grad, 1 - self.momentum)
            wanted.append(weight.grad.lerp(moving, self.momentum).view(count, -1, weight.shape[1]))
        shapes = {update.shape[1:] for update in wanted}
        for shape in shapes:
            chosen = [i for i, update in enumerate(wanted) if update.shape[1:] == shape]
            updates = orthogonal(torch.cat([wanted[i] for i in chosen]))
            at = 0
            for i in chosen:
                weight, count = self.parts[i]
                update = updates[at:at + count].reshape(weight.shape)
                weight.mul_(1 - self.rate * self.decay).add_(update, alpha=-self.rate * max(1, shape[0] / shape[1]) ** 0.5)
                at += count
