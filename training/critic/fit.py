"""Trains the critic: OMP_NUM_THREADS=1 python3 training/critic/fit.py --name critic

Real tunes against those that the model wrote and against spoiled ones; the averaged weights of the
epoch that tells the held-out tunes apart best go to training/runs/<name>/critic.pt, with the curve.
"""

import argparse
import copy
import hashlib
import json
import time

import numpy as np
import torch

import paths
import rows as told
import tunes as of
from network import Critic, losses


def batches(real, fake, others, rng, size, weight):
    """One epoch: every real tune once (as many as there are written ones, at most), with as many
    written and spoiled ones; like lengths together."""
    number = min(len(real), len(fake))

    def by_length(tunes, name):
        drawn = [tunes[i] for i in rng.permutation(len(tunes))[:number]]
        noise = rng.uniform(0.9, 1.1, len(drawn))
        return [drawn[i] for i in np.argsort([len(t[name]["bar"]) * n for t, n in zip(drawn, noise)])]

    people, model = by_length(real, "real"), by_length(fake, "fake")
    starts = np.arange(0, number - size + 1, size)
    rng.shuffle(starts)
    for start in starts:
        chosen = people[start : start + size]
        yield of.collate([t["real"] for t in chosen] + [t["fake"] for t in model[start : start + size]]
                         + [of.spoiled(t, others, rng, weight) for t in chosen])


@torch.no_grad()
def scores(model, examples, size=64):
    """(logit of each tune, logits of its bars)."""
    model.eval()
    whole, bars = [], []
    for start in range(0, len(examples), size):
        part = examples[start : start + size]
        on_whole, on_bars = model(of.collate(part))
        whole += on_whole.tolist()
        bars += [row[: len(e["barLabel"])].tolist() for row, e in zip(on_bars, part)]
    return np.array(whole), bars


def area(positive, negative):
    """Area under the ROC curve: the chance that a positive scores above a negative."""
    both = np.concatenate((positive, negative))
    ranks = np.empty(len(both))
    order = both.argsort(kind="stable")
    ranks[order] = np.arange(1, len(both) + 1)
    return float((ranks[: len(positive)].sum() - len(positive) * (len(positive) + 1) / 2) / (len(positive) * len(negative)))


def report(model, real, fake, spoilt):
    """Figures on tunes that taught nothing: shares told apart rightly, and areas under the ROC curve."""
    (r, rb), (f, fb), (_, sb) = (scores(model, part) for part in (real, fake, spoilt))
    flat = lambda bars: np.concatenate([np.array(b) for b in bars])
    wrong = np.concatenate([np.array(e["barLabel"]) == 0 for e in spoilt])
    s = flat(sb)
    round4 = lambda x: round(float(x), 4)
    return {"accuracy": round4(((r > 0).mean() + (f <= 0).mean()) / 2), "area": round4(area(r, f)),
            "barAccuracy": round4(((flat(rb) > 0).mean() + (flat(fb) <= 0).mean()) / 2),
            "barArea": round4(area(flat(rb), flat(fb))), "spoiledBarArea": round4(area(s[~wrong], s[wrong])),
            "realTold": round4((r > 0).mean()), "writtenTold": round4((f <= 0).mean())}


def held_out(held, others, written):
    """Held-out examples: real, written by other seeds, spoiled by a seed of their own."""
    rng = np.random.default_rng(99)
    return ([of.example(t, 1) for t in held], [of.example(t, 0) for t in of.sampled(written)],
            [of.spoiled(t, others, rng) for t in held])


def widened(state, features):
    """A run's weights where lists have grown since: what is new begins with the row of what is unknown."""
    table, old = [], 0
    for (name, then), (same, now) in zip(features, told.FEATURES):
        if name != same or now < then or (now > then and name not in ("type", "metre")):
            raise SystemExit(f"The critic of that run was told another list of {name}.")
        rows = state["table"][old : old + then]
        table += [rows, rows[:1].expand(now - then, -1)]
        old += then
    return {**state, "table": torch.cat(table)}


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--name", default="critic")
    args.add_argument("--epochs", type=int, default=20)
    args.add_argument("--batch", type=int, default=24, help="real tunes a step; as many written, as many spoiled")
    args.add_argument("--rate", type=float, default=2e-3)
    args.add_argument("--decay", type=float, default=0.05)
    args.add_argument("--drop", type=float, default=0.3)
    args.add_argument("--spoiled", type=float, default=1.0, help="weight of a spoiled tune")
    args.add_argument("--written", default="train-*.jsonl", help="tunes of the model, in training/.cache/sampled")
    args.add_argument("--written-held", default="held-*.jsonl")
    args.add_argument("--begin", help="a run to go on from")
    args.add_argument("--seed", type=int, default=1)
    args = args.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(args.seed)
    train, held = of.people()
    others, held_others = of.bars_by_metre(train), of.bars_by_metre(held)
    for tune in train:
        tune["real"] = of.example(tune, 1)
    fake = [{"fake": of.example(tune, 0)} for tune in of.sampled(args.written)]
    hashes = {f"written/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
              for pattern in (args.written, args.written_held) for path in sorted(paths.SAMPLED.glob(pattern))}
    judged = held_out(held, held_others, args.written_held)
    model, curve, earlier = Critic(), [], None
    if args.begin:
        before = torch.load(paths.RUNS / args.begin / "critic.pt")
        model.load_state_dict(widened(before["model"], before["features"]))
        curve, earlier = before["curve"], {**before["arguments"], "minutes": before["curve"][-1]["minutes"], "before": before.get("before")}
    average = copy.deepcopy(model)
    optimiser = torch.optim.AdamW(model.parameters(), lr=args.rate, weight_decay=args.decay, betas=(0.9, 0.99))
    run = paths.RUNS / args.name
    run.mkdir(parents=True, exist_ok=True)
    print(f"{sum(p.numel() for p in model.parameters())} parameters; {len(train)} + {len(held)} real, {len(fake)} written")
    done, step, best, began = len(curve), 0, 0.0, time.time()
    total = args.epochs * (len(train) // args.batch)
    for epoch in range(1, args.epochs + 1):
        sums, count = np.zeros(2), 0
        for batch in batches(train, fake, others, rng, args.batch, args.spoiled):
            model.train()
            for settings in optimiser.param_groups:
                settings["lr"] = args.rate * min(1, (step + 1) / 50) * (0.02 + 0.49 * (1 + np.cos(np.pi * step / total)))
            on_whole, on_bars = losses(model, batch, args.drop)
            optimiser.zero_grad(set_to_none=True)
            (on_whole + on_bars).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            keep = min(0.99, step / (step + 10))
            with torch.no_grad():
                for mean, now in zip(average.parameters(), model.parameters()):
                    mean.lerp_(now, 1 - keep)
            sums += on_whole.item(), on_bars.item()
            count += 1
        figures = report(average, *judged)
        curve.append({"epoch": done + epoch, "minutes": round((time.time() - began) / 60, 2), "whole": round(sums[0] / count, 4),
                      "bars": round(sums[1] / count, 4), **figures})
        print(json.dumps(curve[-1]), flush=True)
        worth = figures["area"] + figures["spoiledBarArea"]
        if worth > best:
            best = worth
            torch.save({"model": average.state_dict(), "curve": curve, "before": earlier, "features": told.FEATURES,
                        "arguments": {**vars(args), "heldWritten": len(judged[1])}, "written": hashes}, run / "critic.pt")


if __name__ == "__main__":
    main()
