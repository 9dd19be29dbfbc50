"""Trains the harmony network: python3 training/harmony/train.py --name harmony [--fold 0]

Without --fold the pieces of the held-out groups are kept for validation; with it, those of that
fold. Hymns and songs are learned together; first each beat by itself, then the chain.
"""

import argparse
import json
import math
import time

import numpy as np
import torch
from torch.nn import functional as F

import data
from decode import posterior, viterbi
from features import OFFSET, features, shifted
from model import Harmony, chain_loss

WINDOW = 96


def prepared():
    pieces, hashes = data.load()
    for p in pieces:
        p["x"], p["y"] = features(p), shifted(p)
        p["opens"] = (p["beats"][:, 3] == 0).astype(np.int64)
    return pieces, hashes


def batches(pieces, size, rng, songs):
    """Lists of (piece, first, last): hymns whole, twice an epoch; songs as windows, a share of them."""
    spans = []
    for p in pieces:
        n = len(p["x"])
        if p["kind"] == "hymn":
            spans += [(p, 0, n)] * 2
        elif rng.random() < songs:
            length = min(n, WINDOW)
            first = rng.integers(0, n - length + 1)
            spans.append((p, first, first + length))
    spans.sort(key=lambda s: s[2] - s[1] + rng.uniform(0, 20))
    groups = [spans[i : i + size] for i in range(0, len(spans), size)]
    rng.shuffle(groups)
    return groups


def collate(spans):
    n, b = max(end - start for _, start, end in spans), len(spans)
    x = np.zeros((n, b, spans[0][0]["x"].shape[1]), np.float32)
    y = np.full((n, b, 3), -1, np.int64)
    opens = np.zeros((n, b), np.int64)
    for i, (p, start, end) in enumerate(spans):
        x[: end - start, i] = p["x"][start:end]
        y[: end - start, i] = p["y"][start:end]
        opens[: end - start, i] = p["opens"][start:end]
    return tuple(torch.from_numpy(a) for a in (x, y, opens))


def hide_style(x, share, rng):
    """The style is told for some pieces only: x [beats, batch, WIDTH], changed in place."""
    x[:, :, OFFSET["style"] :] *= torch.from_numpy(rng.random((1, x.shape[1], 1)) >= share)


def smoothed(pieces, moves, strength):
    """Log transition tables from counts, to start the chain from."""
    count = np.zeros(moves)
    for p in pieces:
        s, o = p["y"][:, 0], p["opens"]
        for a, b, opens in zip(s[:-1], s[1:], o[1:]):
            if a >= 0 and b >= 0:
                count[opens, a, b] += 3 if p["kind"] == "hymn" else 1
    prior = count.sum((0, 1)) + 1
    prior /= prior.sum()
    table = count + strength * prior
    return np.log(table / table.sum(2, keepdims=True)) - np.log(prior)


@torch.no_grad()
def evaluate(model, pieces):
    """Shares right, a beat and a bar, by kind: each beat alone, the best chain, the posterior."""
    model.eval()
    moves = model.moves.numpy().astype(np.float64)
    hits = {}
    for p in pieces:
        x = torch.from_numpy(p["x"])[:, None].clone()
        hide_style(x, 1, np.random.default_rng(0))
        e = model(x)[0][:, 0].numpy().astype(np.float64)
        y, beats = p["y"][:, 0], p["beats"]
        known = y >= 0
        chances = posterior(e, moves, p["opens"])
        ways = {"alone": e.argmax(1), "chain": viterbi(e, moves, p["opens"]), "posterior": chances.argmax(1)}
        bars, truth = data.bar_labels(y, beats)
        for way, path in ways.items():
            add(hits, (p["kind"], way, "beat"), (path == y)[known].sum(), known.sum())
            add(hits, (p["kind"], way, "bar"), (data.bar_labels(path, beats)[1] == truth)[truth >= 0].sum(), (truth >= 0).sum())
        summed = np.array([chances[beats[:, 2] == bar].sum(0).argmax() for bar in bars])
        add(hits, (p["kind"], "summed", "bar"), (summed == truth)[truth >= 0].sum(), (truth >= 0).sum())
        firsts = np.array([np.flatnonzero(beats[:, 2] == bar)[0] for bar in bars])
        add(hits, (p["kind"], "posterior", "first"), (chances.argmax(1) == y)[firsts].sum(), len(firsts))
        anyway = [summed[k] in y[beats[:, 2] == bar] for k, bar in enumerate(bars)]
        add(hits, (p["kind"], "summed", "any"), sum(anyway), len(anyway))
    return {" ".join(key): round(right / all_, 4) for key, (right, all_) in hits.items()}


def add(hits, key, right, all_):
    before = hits.get(key, (0, 0))
    hits[key] = (before[0] + int(right), before[1] + int(all_))


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--name", default="harmony")
    args.add_argument("--fold", type=int, default=-1)
    args.add_argument("--epochs", type=int, default=10)
    args.add_argument("--chain", type=int, default=3, help="of them, with the chain")
    args.add_argument("--batch", type=int, default=16)
    args.add_argument("--rate", type=float, default=3e-3)
    args.add_argument("--decay", type=float, default=0.05)
    args.add_argument("--drop", type=float, default=0.5)
    args.add_argument("--hidden", type=int, default=96)
    args.add_argument("--songs", type=float, default=0.8)
    args.add_argument("--smooth", type=float, default=0.05)
    args.add_argument("--seed", type=int, default=1)
    args = args.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(args.seed)
    pieces, hashes = prepared()
    held = [(p["held"] if args.fold < 0 else p["fold"] == args.fold) for p in pieces]
    train = [p for p, h in zip(pieces, held) if not h]
    valid = [p for p, h in zip(pieces, held) if h]
    valid = [p for p in valid if p["kind"] == "hymn"] + [p for p in valid if p["kind"] == "song"][:60 if args.fold >= 0 else None]
    model = Harmony(hidden=args.hidden, drop=args.drop)
    with torch.no_grad():
        model.moves.copy_(torch.from_numpy(0.35 * smoothed(train, model.moves.shape, 20)))
    optimiser = torch.optim.AdamW(model.parameters(), lr=args.rate, weight_decay=args.decay)
    average = {k: v.clone() for k, v in model.state_dict().items()}
    total, step, began = args.epochs * len(batches(train, args.batch, rng, args.songs)), 0, time.time()
    run = data.ROOT / "training" / "runs" / args.name
    run.mkdir(parents=True, exist_ok=True)
    curve = []
    for epoch in range(1, args.epochs + 1):
        model.train()
        loss_sum = beats = 0
        for spans in batches(train, args.batch, rng, args.songs):
            x, y, opens = collate(spans)
            for group in optimiser.param_groups:
                group["lr"] = args.rate * min(1, (step + 1) / 60) * (0.02 + 0.98 * (1 + math.cos(math.pi * min(1, step / total))) / 2)
            hide_style(x, 0.5, rng)
            states, sevenths, basses = model(x)
            known = y[..., 0] >= 0
            weight = known.sum()
            if epoch > args.epochs - args.chain:
                loss = chain_loss(states, model.moves, opens, y[..., 0]) / weight
            else:
                loss = F.cross_entropy(states.flatten(0, 1), y[..., 0].flatten(), ignore_index=-1, label_smoothing=args.smooth)
            seventh = sevenths + model.given[y[..., 0].clamp(min=0)]
            loss = loss + 0.3 * F.cross_entropy(seventh[known], y[..., 1][known])
            with_bass = y[..., 2] >= 0
            if with_bass.any():
                loss = loss + 0.3 * F.cross_entropy(basses[with_bass], y[..., 2][with_bass]) * with_bass.sum() / weight
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            keep = min(0.99, step / (step + 10))
            with torch.no_grad():
                for k, v in model.state_dict().items():
                    average[k].lerp_(v, 1 - keep)
            loss_sum += loss.item() * weight.item()
            beats += weight.item()
        now = {k: v.clone() for k, v in model.state_dict().items()}
        model.load_state_dict(average)
        figures = evaluate(model, valid) if epoch % 5 == 0 or epoch == args.epochs else {}
        if figures:
            torch.save({"model": average, "arguments": vars(args), "curve": curve + [figures], "hashes": hashes}, run / f"last{args.fold if args.fold >= 0 else ''}.pt")
        model.load_state_dict(now)
        curve.append({"epoch": epoch, "seconds": round(time.time() - began), "train": round(loss_sum / beats, 4), **figures})
        print(json.dumps(curve[-1]), flush=True)


if __name__ == "__main__":
    main()
