"""Trains the words model: OMP_NUM_THREADS=1 python3 training/words/train.py --name words --minutes 50

Verse, with a share of prose that falls to nothing by --prose-until; the rate falls by the clock. The
averaged weights are kept in training/runs/<name>/best.pt whenever they are measured. --resume starts
from the committed weights (the optimisers' state is rebuilt by the warm-up) and goes on with their curve.
"""

import argparse
import copy
import json
import math
import random
import time

import torch

from batches import Source
from fast import Step
from measure import bits
from model import Words
from muon import Muon
from poems import CACHE, ROOT, load

WARM_UP = 60


def arguments():
    args = argparse.ArgumentParser()
    args.add_argument("--name", default="words")
    args.add_argument("--minutes", type=float, default=50)
    args.add_argument("--width", type=int, default=256)
    args.add_argument("--layers", type=int, default=5)
    args.add_argument("--heads", type=int, default=4)
    args.add_argument("--inner", type=int, default=640)
    args.add_argument("--rows", type=int, default=24, help="rows of 256 tokens in a step")
    args.add_argument("--together", type=int, default=8, help="rows at a time")
    args.add_argument("--rate", type=float, default=0.02, help="of Muon, for the matrices")
    args.add_argument("--table-rate", type=float, default=4e-3, help="of AdamW, for the table and the gains")
    args.add_argument("--prose", type=float, default=0.35, help="share of prose at first")
    args.add_argument("--prose-until", type=float, default=0.6, help="part of the time after which there is none")
    args.add_argument("--counts", type=float, default=0.4, help="share of windows with syllables told")
    args.add_argument("--others", type=float, default=0.55, help="share of poems not in plain diction in an epoch")
    args.add_argument("--average", type=float, default=0.99)
    args.add_argument("--every", type=float, default=5, help="minutes between measures")
    args.add_argument("--measured", type=int, default=36, help="held-out poems that are measured on the way")
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--resume", action="store_true")
    return args.parse_args()


def main():
    args = arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    source = Source(args.seed, args.counts, args.others)
    held = [poem for poem in load() if poem.use == "held"]
    random.Random(0).shuffle(held)
    held = held[:args.measured]
    model, curve, before = Words(width=args.width, layers=args.layers, heads=args.heads, inner=args.inner), [], None
    if args.resume:
        from export import committed_curve, load_committed
        model, config = load_committed()
        before, curve = config["training"], committed_curve()
    done = curve[-1] if curve else {"step": 0, "minutes": 0, "seen": 0}
    step_of, average = Step(model, CACHE), copy.deepcopy(model)
    matrices = [(weight, 3 if name.endswith("qkv") else 2 if name.endswith("up") else 1)
                for name, weight in model.named_parameters() if weight.ndim == 2 and name != "table"]
    muon = Muon(matrices, args.rate)
    rest = [weight for name, weight in model.named_parameters() if weight.ndim == 1 or name == "table"]
    adam = torch.optim.AdamW(rest, lr=args.table_rate, betas=(0.9, 0.95), weight_decay=0.01)
    run = ROOT / "training" / "runs" / args.name
    run.mkdir(parents=True, exist_ok=True)
    began = time.time()
    step, seen, best, nats, told, next_measure = 0, 0, math.inf, 0.0, 0, args.every
    while True:
        minutes = (time.time() - began) / 60
        share = minutes / args.minutes
        if minutes >= next_measure or share >= 1:
            found = bits(average, source.tokenizer, held)
            row = {"step": done["step"] + step, "minutes": round(done["minutes"] + minutes, 2),
                   "seen": done["seen"] + seen, "train": round(nats / max(1, told) / math.log(2), 4),
                   **{kind: round(value, 4) for kind, value in found.items()}}
            curve.append(row)
            print(json.dumps(row), flush=True)
            (run / "curve.json").write_text(json.dumps({"arguments": vars(args), "curve": curve}, indent=1))
            if found["all"] < best:
                best = found["all"]
                torch.save({"model": average.state_dict(), "shape": model.shape, "curve": list(curve),
                            "arguments": vars(args), "before": before}, run / "writing.pt")
                (run / "writing.pt").replace(run / "best.pt")
            nats, told, next_measure = 0.0, 0, minutes + args.every
            if share >= 1:
                break
        prose = args.prose * min(1, max(0, (args.prose_until - share) / (args.prose_until - 0.2))) if args.prose else 0
        tokens, targets, first = source.batch(args.rows, prose)
        count = int((targets >= 0).sum())
        step_of.refresh()
        lost = 0.0
        for start in range(0, args.rows, args.together):
            part = [x[start:start + args.together].contiguous() for x in (tokens, targets, first)]
            lost += step_of(*part, 1 / count)
        factor = min(1, (step + 1) / WARM_UP) * (0.01 + 0.99 * (1 + math.cos(math.pi * min(1, share))) / 2)
        muon.rate = args.rate * factor
        for settings in adam.param_groups:
            settings["lr"] = args.table_rate * factor
        muon.step()
        adam.step()
        step += 1
        seen += count
        nats, told = nats + lost, told + count
        keep = min(args.average, step / (step + 10))
        with torch.no_grad():
            for mean, now in zip(average.parameters(), model.parameters()):
                mean.lerp_(now, 1 - keep)
        if step % 20 == 0:
            print(f"{step} {minutes:.1f} min {seen} tokens {lost / count / math.log(2):.3f} bits a token", flush=True)
    print(f"best {best:.4f} bits a character")


if __name__ == "__main__":
    main()
