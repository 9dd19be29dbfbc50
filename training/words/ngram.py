"""The baseline: interpolated Kneser–Ney (Chen and Goodman 1999) over the same tokens, counted the same way.

python3 training/words/ngram.py [--order 5] → bits a character on the held-out poems and books
"""

import argparse
import json

import numpy as np

from poems import CACHE, load
from tokens import BEGIN, VOCABULARY, Tokenizer, units

BITS = 12  # a token's, in a code of several tokens


def sequences(texts, order):
    """All texts end to end, each after order − 1 times <begin>, and where tokens count."""
    parts, counts = [], []
    for text in texts:
        parts.append(np.concatenate((np.full(order - 1, BEGIN), text)))
        counts.append(np.concatenate((np.zeros(order - 1, bool), np.ones(len(text), bool))))
    return np.concatenate(parts).astype(np.int64), np.concatenate(counts)


def codes(tokens, at, length):
    """The length tokens that end at each place, as one number."""
    out = np.zeros(len(at), np.int64)
    for back in range(length - 1, -1, -1):
        out = (out << BITS) | tokens[at - back]
    return out


def look_up(keys, values, wanted):
    found = np.searchsorted(keys, wanted).clip(max=len(keys) - 1)
    return np.where(keys[found] == wanted, values[found], 0)


class KneserNey:
    def __init__(self, tokens, counted, order):
        at = np.flatnonzero(counted)
        self.order, self.levels = order, []
        for length in range(order, 0, -1):
            if length == order:
                keys, counts = np.unique(codes(tokens, at, length), return_counts=True)
            else:  # how many different tokens stand before: the longer ones without their first token
                keys, counts = np.unique(self.levels[-1]["keys"] & ((1 << BITS * length) - 1), return_counts=True)
            once, twice = (counts == 1).sum(), (counts == 2).sum()
            contexts, first = np.unique(keys >> BITS, return_index=True)
            self.levels.append({
                "keys": keys, "counts": counts, "discount": once / (once + 2 * twice), "contexts": contexts,
                "sums": np.add.reduceat(counts, first), "kinds": np.diff(np.append(first, len(keys)))})

    def odds(self, tokens, at):
        out = np.full(len(at), 1 / VOCABULARY)
        for length, level in zip(range(1, self.order + 1), reversed(self.levels)):
            code = codes(tokens, at, length)
            count = look_up(level["keys"], level["counts"], code)
            total = look_up(level["contexts"], level["sums"], code >> BITS)
            kinds = look_up(level["contexts"], level["kinds"], code >> BITS)
            known = total > 0
            safe = np.where(known, total, 1)
            mixed = np.maximum(count - level["discount"], 0) / safe + level["discount"] * kinds / safe * out
            out = np.where(known, mixed, out)
        return out


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--order", type=int, default=5)
    order = args.parse_args().order
    tokenizer = Tokenizer.read(CACHE / "pieces.json")
    data = np.load(CACHE / "tokens.npz", allow_pickle=False)
    bounds = data["verseStarts"][data["verseTexts"]]
    verse = data["verseTokens"]
    model = KneserNey(*sequences([verse[a:b] for a, b in zip(bounds, bounds[1:])], order), order)
    poems = load()
    out = {"order": order}
    for use in ("held", "book"):
        chosen = [poem for poem in poems if poem.use == use]
        texts = [np.array([t for unit in units(tokenizer, poem.stanzas) for t in unit]) for poem in chosen]
        tokens, counted = sequences(texts, order)
        bits = -np.log2(model.odds(tokens, np.flatnonzero(counted))).sum()
        out[use] = round(bits / sum(poem.characters() for poem in chosen), 4)
    print(json.dumps(out))
    (CACHE / "ngram.json").write_text(json.dumps(out))


if __name__ == "__main__":
    main()
