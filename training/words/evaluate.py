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

WAYS = {"withoutTheme": {"theme": False}, "syllablesPaid": {"counted": True}}
SUMS = ("characters", "tokens", "poems")


def together(parts):
    """One measure of several sets of poems."""
    characters = sum(part["characters"] for part in parts)
    return {key: sum(part[key] for part in parts) if key in SUMS
            else sum(part[key] * part["characters"] for part in parts) / characters for key in parts[0]}


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
    out = {"weights": config["weights"]["sha256"]}

    def say(name, found):
        out[name] = {key: round(value, 4) for key, value in found.items()}
        print(name, json.dumps(out[name]), flush=True)

    kinds = [bits(model, tokenizer, [poem for poem in held if poem.plain == plain]) for plain in (True, False)]
    say("held", together(kinds))
    for name, found in zip(("heldPlain", "heldOther"), kinds):
        say(name, found)
    if not args.poems:
        for book, name in HELD_BOOKS.items():
            say(name, bits(model, tokenizer, [poem for poem in poems if poem.use == "book" and poem.book == book]))
    for way, how in WAYS.items():
        say(f"held, {way}", bits(model, tokenizer, held, **how))
    if (CACHE / "ngram.json").exists():
        out["ngram"] = json.loads((CACHE / "ngram.json").read_text())
    if not args.poems:
        (args.model / "measures.json").write_text(json.dumps(out, indent=1) + "\n")


if __name__ == "__main__":
    main()
