"""Measures the committed weights: OMP_NUM_THREADS=1 python3 training/melody/evaluate.py

Bits a sounding note on the held-out tunes, no control told, by kind of tune and by what is paid
for; and the figure for a run's float weights (--name), to see what the bytes cost.
"""

import argparse
import json

import numpy as np
import torch

import events as ev
import features as ft
import train
from corpora import ROOT
from export import FOLDER, load_committed
from model import Melody, losses
from prepare import CACHE


@torch.no_grad()
def by_kind(model, data, tunes):
    """Bits a note by kind of event: {kind: bits}."""
    kinds = {"pitches": ev.is_pitch, "rests and ties": lambda t: ev.is_sound(t) and not ev.is_pitch(t),
             "bar lines": lambda t: ev.is_bar(t) and not ev.opens_section(t), "section lines": ev.opens_section,
             "ends": ev.is_end}
    bits = dict.fromkeys([*kinds, "lengths of notes", "pickups"], 0.0)
    for group in train.batches(data, tunes, 64):
        batch = train.collate(data, group)
        batch["x"][:, :, train.CONTROLS] = 0
        token_nats, length_nats = (part.numpy() for part in losses(model, batch))
        token = batch["token"].numpy()
        kind_of = np.array([next((k for k, test in kinds.items() if test(t)), "") for t in range(ft.TOKENS)])
        named = np.where(token >= 0, kind_of[token], "")
        for kind in kinds:
            bits[kind] += token_nats[named == kind].sum()
        bits["pickups"] += length_nats[named == "section lines"].sum()
        bits["lengths of notes"] += length_nats[named != "section lines"].sum()
    return {kind: round(float(total / np.log(2) / data["notes"][tunes].sum()), 4) for kind, total in bits.items()}


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--name", help="a run in training/runs to compare with")
    args = args.parse_args()
    torch.set_num_threads(1)
    data = dict(np.load(CACHE, allow_pickle=False))
    _, measured = train.split(data)
    model = Melody()
    load_committed(model)
    for kind, tunes in measured.items():
        print(json.dumps({"weights": FOLDER.name, "kind": kind, "tunes": len(tunes),
                          "notes": int(data["notes"][tunes].sum()),
                          "bitsPerNote": round(train.bits_per_note(model, data, tunes)[0], 4),
                          "by": by_kind(model, data, tunes)}))
    if args.name:
        model.load_state_dict(torch.load(ROOT / "training" / "runs" / args.name / "best.pt")["model"])
        for kind, tunes in measured.items():
            print(json.dumps({"weights": f"training/runs/{args.name}, float32", "kind": kind,
                              "bitsPerNote": round(train.bits_per_note(model, data, tunes)[0], 4)}))


if __name__ == "__main__":
    main()
