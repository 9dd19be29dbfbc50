"""Trains the melody network: OMP_NUM_THREADS=1 python3 training/melody/train.py --name melody

Keeps the averaged weights of the best epoch in training/runs/<name>/best.pt, with the curve.
--resume starts from the committed weights (the optimiser's state is rebuilt by a warm-up), so that
training can go on another day; it goes on with their curve. --book trains on one book alone, and
says too what the other book costs, tunes near to one of this book left out: how the model does on
a collection it has not seen.
"""

import argparse
import copy
import json
import math
import time

import numpy as np
import torch

import events as ev
import features as ft
from model import Melody, losses
from corpora import BOOKS, COLLECTIONS
from prepare import CACHE, ROOT

CONTROLS = slice(len(ft.GIVEN), len(ft.GIVEN) + len(ft.CONTROLS))
DROPPED_GIVEN = ((ft.COLUMN["type"], 0.2), (ft.COLUMN["mode"], 0.1), (ft.COLUMN["key"], 0.3))
KINDS = ("books", "songs", "hymns")
KIND = np.array([0 if name in BOOKS else KINDS.index(name.split("/")[0]) for name in COLLECTIONS])
COPYING = slice(ft.COLUMN["lag1"], len(ft.FEATURES))
RECENT = slice(ft.COLUMN["token1"], len(ft.FEATURES))
METRE, METRE_POSITION = ft.COLUMN["metre"], ft.COLUMN["metrePosition"]
COMMON_TIMES = [ev.METRES.index(metre) for metre in ("2/2", "2/4", "4/4")]


def batches(data, tunes, size, rng=None):
    """Lists of tunes of like length; in random order if a generator is given."""
    lengths = np.diff(data["starts"])[tunes]
    noise = rng.uniform(0, 12, len(tunes)) if rng is not None else 0
    order = tunes[np.argsort(lengths + noise, kind="stable")]
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    if rng is not None:
        rng.shuffle(groups)
    return groups


def collate(data, tunes):
    """Padded tensors [steps, tunes, …]; the padding's targets are −1 and its masks open."""
    spans = [(data["starts"][t], data["starts"][t + 1]) for t in tunes]
    steps = max(end - start for start, end in spans)
    out = {}
    for name, fill in (("x", 0), ("lx", 0), ("token", -1), ("length", -1), ("tokenMask", True), ("lengthMask", True)):
        source = data[name]
        kind = bool if source.dtype == bool else np.int64
        padded = np.full((steps, len(tunes), *source.shape[1:]), fill, kind)
        for column, (start, end) in enumerate(spans):
            padded[: end - start, column] = source[start:end]
        out[name] = torch.from_numpy(padded)
    return out


def split(data, book=None):
    """(tunes to train on, {what: tunes to measure}): all that is not held out, or one book of BOOKS."""
    collection, held = data["collection"], data["held"]
    if book is None:
        kind = KIND[collection]
        return np.flatnonzero(~held), {name: np.flatnonzero(held & (kind == i)) for i, name in enumerate(KINDS)}
    names = list(COLLECTIONS)
    own, other = (collection == names.index(name) for name in (book, *set(BOOKS) - {book}))
    known = np.isin(data["cluster"], data["cluster"][own])
    return np.flatnonzero(own & ~held), {"own": np.flatnonzero(own & held), "other": np.flatnonzero(other & ~known)}


def with_copies(tunes, copies, share, rng):
    """The tunes of one epoch: some of them in a changed copy, where there is one."""
    change = rng.random(len(tunes)) < share
    return np.array([rng.choice(copies[t]) if c and len(copies[t]) else t for t, c in zip(tunes, change)])


def drop_inputs(x, rng):
    """Hides what the model must be able to do without: x [steps, tunes, features], changed in place.

    For a whole tune: all controls (six in ten), each control, type, mode, key, metre, each way of
    looking back; for a single step: any of the recent and earlier events. Half, cut and common
    time are told apart by the engraver more than by the ear: one is at times given as another.
    """
    _, tunes, features = x.shape
    hide = np.zeros((tunes, features))
    hide[:, CONTROLS] = np.where(rng.random((tunes, 1)) < 0.6, 1, 0.4)
    for column, p in DROPPED_GIVEN:
        hide[:, column] = p
    hide[:, COPYING] = 0.08
    keep = torch.from_numpy(rng.random(hide.shape) >= hide)
    x *= keep
    x[:, :, RECENT] *= torch.rand(x[:, :, RECENT].shape) >= 0.05
    place = x[:, :, METRE_POSITION] - 49 * x[:, :, METRE]
    for tune in range(tunes):
        metre = int(x[0, tune, METRE])
        if metre in COMMON_TIMES and rng.random() < 0.2:
            metre = rng.choice(COMMON_TIMES)
        x[:, tune, METRE] = 0 if rng.random() < 0.05 else int(metre)
    x[:, :, METRE_POSITION] = place + 49 * x[:, :, METRE]
    return x


@torch.no_grad()
def bits_per_note(model, data, tunes):
    """(all, tokens, lengths) in bits a sounding note, with no control told: the figure that is reported."""
    model.eval()
    totals = np.zeros(2)
    for group in batches(data, tunes, 64):
        batch = collate(data, group)
        batch["x"][:, :, CONTROLS] = 0
        totals += [part.sum().item() for part in losses(model, batch)]
    totals /= math.log(2) * data["notes"][tunes].sum()
    return totals.sum(), totals[0], totals[1]


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--name", default="melody")
    args.add_argument("--epochs", type=int, default=40)
    args.add_argument("--batch", type=int, default=32)
    args.add_argument("--rate", type=float, default=4e-3)
    args.add_argument("--decay", type=float, default=0.15)
    args.add_argument("--drop", type=float, default=0.55)
    args.add_argument("--recurrent-drop", type=float, default=0.45)
    args.add_argument("--changed", type=float, default=0.5, help="share of tunes that train in a changed copy")
    args.add_argument("--average", type=float, default=0.997)
    args.add_argument("--sung", type=float, default=0.6, help="share of songs and hymns in an epoch")
    args.add_argument("--book", choices=BOOKS, help="train on this book alone")
    args.add_argument("--limit", type=int, default=0, help="train on so many tunes only, to try things")
    args.add_argument("--minutes", type=float, help="end by then, the rate falling by the clock")
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--resume", action="store_true")
    args = args.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(args.seed)
    data = dict(np.load(CACHE, allow_pickle=False))
    train, measured = split(data, args.book)
    other = measured.pop("other", None)  # has no say in which epoch is kept
    copies = [np.flatnonzero(data["origin"] == tune)[1:] for tune in range(len(data["held"]))]
    if args.limit:
        train = train[: args.limit]
    share = np.where(KIND[data["collection"][train]] == 0, 1, args.sung)
    model = Melody()
    curve, before = [], None
    if args.resume:
        from export import committed_curve, load_committed
        before, curve = load_committed(model)["training"], committed_curve()
    done = curve[-1] if curve else {"epoch": 0, "step": 0, "minutes": 0}
    average = copy.deepcopy(model)
    optimiser = torch.optim.AdamW(model.parameters(), lr=args.rate, weight_decay=args.decay, betas=(0.9, 0.99))
    run = ROOT / "training" / "runs" / args.name
    run.mkdir(parents=True, exist_ok=True)
    total = args.epochs * math.ceil(share.sum() / args.batch)
    step, best, began = 0, math.inf, time.time()
    for epoch in range(1, args.epochs + 1):
        if args.minutes and time.time() - began >= 60 * args.minutes:
            break
        model.train()
        nats = notes = 0.0
        chosen = train[rng.random(len(train)) < share]
        for group in batches(data, with_copies(chosen, copies, args.changed, rng), args.batch, rng):
            batch = collate(data, group)
            batch["x"] = drop_inputs(batch["x"], rng)
            done_share = (time.time() - began) / 60 / args.minutes if args.minutes else step / total
            if done_share >= 1 and args.minutes:
                break
            cosine = (1 + math.cos(math.pi * min(1, done_share))) / 2
            rate = args.rate * min(1, (step + 1) / 100) * (0.02 + 0.98 * cosine)
            for settings in optimiser.param_groups:
                settings["lr"] = rate
            token, length = losses(model, batch, drop=args.drop, recurrent_drop=args.recurrent_drop)
            sounding = data["notes"][group].sum()
            loss = (token.sum() + length.sum()) / sounding
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            keep = min(args.average, step / (step + 10))
            with torch.no_grad():
                for mean, now in zip(average.parameters(), model.parameters()):
                    mean.lerp_(now, 1 - keep)
            nats += loss.item() * sounding
            notes += sounding
        minutes = round(done["minutes"] + (time.time() - began) / 60, 2)
        row = {"epoch": done["epoch"] + epoch, "step": done["step"] + step, "minutes": minutes,
               "rate": round(rate, 6), "train": round(nats / notes / math.log(2), 4)}
        for name, tunes in measured.items():
            row[name], row[f"{name}Tokens"], row[f"{name}Lengths"] = (
                round(float(bits), 4) for bits in bits_per_note(average, data, tunes))
        of = {name: data["notes"][tunes].sum() for name, tunes in measured.items()}
        bits = sum(row[name] * n for name, n in of.items()) / sum(of.values())
        curve.append(row | {"valid": round(float(bits), 4)})
        print(json.dumps(curve[-1]), flush=True)
        (run / "curve.json").write_text(json.dumps({"arguments": vars(args), "curve": curve}, indent=1))
        if bits < best:
            best = bits
            saved = {"model": copy.deepcopy(average.state_dict()), "curve": curve, "arguments": vars(args), "before": before}
            torch.save(saved, run / "best.pt")
    print(f"best {best:.4f} bits a note")
    if other is not None:
        average.load_state_dict(saved["model"])
        found = {"tunes": len(other), "notes": int(data["notes"][other].sum()), "own": round(float(best), 4),
                 "other": round(float(bits_per_note(average, data, other)[0]), 4)}
        print(json.dumps(found))
        (run / "unseen.json").write_text(json.dumps({"arguments": vars(args), **found}, indent=1))


if __name__ == "__main__":
    main()
