"""What the committed bytes are worth: python3 training/words/evaluate.py → public/models/words@1/measures.json

Bits a character on the held-out poems and on the books held out whole, with the theme given and
without, and with each line's syllables told and paid for; beside the n-gram model (ngram.py).
"""

import argparse
import json
import random
from pathlib import Path

import torch

from export import FOLDER, committed_tokenizer, load_committed
from measure import bits
from poems import CACHE, HELD_BOOKS, load

WAYS = {"": {}, "withoutTheme": {"theme": False}, "syllablesPaid": {"counted": True}, "plainTold": {"plain": True}}


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--model", type=Path, default=FOLDER)
    args.add_argument("--poems", type=int, default=0, help="so many held-out poems only")
    args = args.parse_args()
    torch.set_num_threads(1)
    model, config = load_committed(args.model)
    tokenizer = committed_tokenizer(config)
    poems = load()
    held = [poem for poem in poems if poem.use == "held"]
    random.Random(0).shuffle(held)
    if args.poems:
        held = held[-args.poems:]  # not those that the training run measured
    of_book = {name: [poem for poem in poems if poem.use == "book" and poem.book == book]
               for book, name in HELD_BOOKS.items()}
    out = {"weights": config["weights"]["sha256"]}
    chosen = {"held": held} if args.poems else {
        "held": held, "heldPlain": [p for p in held if p.plain], "heldOther": [p for p in held if not p.plain], **of_book}
    for name, some in chosen.items():
        for way, how in WAYS.items():
            if way and name != "held":
                continue
            found = bits(model, tokenizer, some, **how)
            out[name + (", " + way if way else "")] = {key: round(value, 4) for key, value in found.items()}
            print(name, way, json.dumps(out[name + (", " + way if way else "")]), flush=True)
    if (CACHE / "ngram.json").exists():
        out["ngram"] = json.loads((CACHE / "ngram.json").read_text())
    if not args.poems:
        (args.model / "measures.json").write_text(json.dumps(out, indent=1) + "\n")


if __name__ == "__main__":
    main()
