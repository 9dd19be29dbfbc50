"""Writes the best weights of a run to public/models/words@1: python3 training/words/export.py --name words

Matrices become bytes with one scale a row; norms stay float32. config.json holds the pieces too, so
that the app needs nothing else. --fixture also writes the logits of a few held-out lines, computed
from the bytes just written, and how texts are cut, for the app's own tests.
"""

import argparse
import hashlib
import json
from pathlib import Path

import torch

from model import BASE, EPSILON, Words
from poems import CACHE, DATA, FILES, HELD_BOOKS, ROOT, UNSURE, load
from text import join, normalise
from tokens import SPECIAL, TOLD_THEMES, Tokenizer, units

VERSION = 1
FOLDER = ROOT / "public" / "models" / f"words@{VERSION}"
FIXTURE = ROOT / "tests" / "fixtures" / "words-model" / "cases.json"
PARTS = {"attention_norm": "attention/norm", "qkv": "attention/qkv", "out": "attention/out",
         "inner_norm": "inner/norm", "up": "inner/up", "down": "inner/down"}
TEXTS = [
    "The moon is high to-night, my love,", "“Say not the struggle nought availeth,”", "O’er hill & dale -- the blessèd",
    "'Tis the last rose of summer", "He said: 'Come, 'tis late!' -- and went.", "the sea-shore, and the sea-", "(Alas!)",
    '"Why?" she asked--"oh, tell me why..."', "In 1812 we marched   away;", "naïve Æsop's café", "* * *", "th' untrodd'n ways o' men",
    "\"'My boy,' says he, 'it's my belief,", "xylophone zyzzyva qwerty", "half - way — there –", "—well?—",
]


def quantise(matrix):
    """(bytes, scales): each row divided by its largest magnitude / 127."""
    scale = matrix.abs().amax(1) / 127
    whole = (matrix / scale.clamp_min(1e-30)[:, None]).round()
    return whole.to(torch.int8).numpy().tobytes(), scale.numpy().tobytes()


def stored_name(ours):
    """`layers.0.up` → `layers/0/inner/up`."""
    *place, last = ours.split(".")
    return "/".join([*place, PARTS.get(last, last) if place else last])


def pack(state):
    """(weights.bin, its list of tensors)."""
    out, tensors = bytearray(), []

    def append(raw):
        offset = len(out)
        out.extend(raw)
        out.extend(bytes(-len(out) % 4))
        return offset

    for ours, values in state.items():
        entry = {"name": stored_name(ours), "shape": list(values.shape)}
        if values.ndim == 2:
            whole, scale = quantise(values)
            entry |= {"dtype": "int8", "offset": append(whole), "scaleOffset": append(scale)}
        else:
            entry |= {"dtype": "float32", "offset": append(values.numpy().tobytes())}
        tensors.append(entry)
    return bytes(out), tensors


def load_committed(folder=FOLDER):
    """(the model with the committed bytes times their scales, its config.json)."""
    config = json.loads((folder / "config.json").read_text())
    raw = (folder / "weights.bin").read_bytes()
    shape = {name: config["architecture"][name] for name in ("vocabulary", "width", "layers", "heads", "inner", "context")}
    model = Words(**shape)
    tensors = {entry["name"]: entry for entry in config["tensors"]}
    with torch.no_grad():
        for ours, weight in model.named_parameters():
            entry = tensors[stored_name(ours)]
            at = lambda kind, count, offset: torch.frombuffer(bytearray(raw), dtype=kind, count=count, offset=offset).clone()
            if entry["dtype"] == "int8":
                whole = at(torch.int8, weight.numel(), entry["offset"]).view(weight.shape)
                weight.copy_(whole * at(torch.float32, len(weight), entry["scaleOffset"])[:, None])
            else:
                weight.copy_(at(torch.float32, weight.numel(), entry["offset"]))
    return model.eval(), config


def committed_curve():
    return json.loads((FOLDER / "curve.json").read_text())


def committed_tokenizer(config):
    return Tokenizer(config["architecture"]["merges"], config["architecture"]["common"])


@torch.no_grad()
def write_fixture(model, tokenizer, poems):
    sequences = []
    for poem in poems:
        theme = tokenizer.theme_words(poem.lines)[:TOLD_THEMES]
        tokens = tokenizer.header(theme=theme) + [t for unit in units(tokenizer, poem.stanzas) for t in unit]
        tokens = tokens[:256]
        logits = model(torch.tensor([tokens]))[0]
        odds = logits.log_softmax(-1)
        sequences.append({
            "stanzas": poem.stanzas, "theme": theme, "tokens": tokens,
            "logProbs": [round(odds[at, token].item(), 5) for at, token in enumerate(tokens[1:])],
            "lastLogits": [round(value, 4) for value in logits[-1].tolist()],
        })
    cases = [{"text": text, "normal": normalise(text), "tokens": (found := tokenizer.encode(text)),
              "canonical": join(tokenizer.pieces[t] for t in found)} for text in TEXTS]
    FIXTURE.parent.mkdir(parents=True, exist_ok=True)
    FIXTURE.write_text(json.dumps({"texts": cases, "sequences": sequences}, ensure_ascii=False, separators=(",", ":")) + "\n")


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--name", default="words")
    args.add_argument("--fixture", action="store_true")
    args.add_argument("--out", type=Path, default=FOLDER, help="another folder, for a run that is not committed")
    args = args.parse_args()
    run = torch.load(ROOT / "training" / "runs" / args.name / "best.pt")
    pieces = json.loads((CACHE / "pieces.json").read_text())
    hashes = {file: hashlib.sha256((DATA / file).read_bytes()).hexdigest() for file in FILES}
    if pieces["data"] != hashes:
        raise SystemExit("The texts changed since prepare.py ran: run it again.")
    tokenizer = Tokenizer(pieces["merges"], pieces["common"])
    raw, tensors = pack(run["model"])
    best = run["curve"][-1]  # the run was saved at its best measure
    config = {
        "name": "words", "version": VERSION, "format": 1,
        "architecture": {"kind": "llama", **run["shape"], "base": BASE, "epsilon": EPSILON, "pieces": tokenizer.pieces,
                         "merges": tokenizer.merges, "special": {name: n for n, name in enumerate(SPECIAL)},
                         "common": sorted(tokenizer.common)},
        "tensors": tensors,
        "weights": {"file": "weights.bin", "bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()},
        "data": hashes, "leftOut": sorted(UNSURE), "heldBooks": HELD_BOOKS,
        "training": {**run["arguments"], "minutesAsked": run["arguments"]["minutes"], **best, "before": run["before"]},
    }
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "weights.bin").write_bytes(raw)
    (args.out / "config.json").write_text(json.dumps(config, separators=(",", ":"), ensure_ascii=False) + "\n")
    (args.out / "curve.json").write_text(json.dumps(run["curve"], indent=1) + "\n")
    print(f"{args.out}: {len(raw)} bytes, step {best['step']}, {best['all']} bits a character on the way")
    if args.fixture:
        model, config = load_committed(args.out)
        held = sorted((poem for poem in load() if poem.use == "held"), key=lambda poem: poem.characters())
        chosen = [next(p for p in held if len(p.stanzas) > 1), next(p for p in held if p.characters() > 1500)]
        write_fixture(model, committed_tokenizer(config), chosen)
        print(f"{FIXTURE}: {FIXTURE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
