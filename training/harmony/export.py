"""Writes the weights of a run to public/models/harmony@1: python3 training/harmony/export.py --name harmony

Matrices become bytes with one scale a row; vectors stay float32. The colours and the changes of
popular songs are counted here. A few held-out pieces, as the bytes just written judge them, go to
tests/fixtures/harmony for the app's own tests.
"""

import argparse
import hashlib
import json
from collections import Counter

import numpy as np
import torch

import data
from decode import viterbi
from features import OFFSET, features, shifted
from model import Harmony

FOLDER = data.ROOT / "public" / "models" / "harmony@1"
FIXTURE = data.ROOT / "tests" / "fixtures" / "harmony" / "pieces.json"
POPULAR = "chords/mcgill_billboard.jsonl"
NAMES = {
    "dense.weight": "dense/kernel", "dense.bias": "dense/bias",
    "gru.weight_ih_l0": "forward/input", "gru.bias_ih_l0": "forward/input/bias",
    "gru.weight_hh_l0": "forward/state", "gru.bias_hh_l0": "forward/state/bias",
    "gru.weight_ih_l0_reverse": "backward/input", "gru.bias_ih_l0_reverse": "backward/input/bias",
    "gru.weight_hh_l0_reverse": "backward/state", "gru.bias_hh_l0_reverse": "backward/state/bias",
    "state.weight": "states/kernel", "state.bias": "states/bias",
    "seventh.weight": "sevenths/kernel", "seventh.bias": "sevenths/bias",
    "given": "given", "moves": "moves",
}
# billboard quality → (triad, the quality as our symbols write it)
POPULAR_QUALITIES = {"": ("", "plain"), "7": ("", "7"), "maj7": ("", "maj7"), "6": ("", "6"), "add9": ("", "add9"),
                     "9": ("", "9"), "maj9": ("", "maj9"), "13": ("", "13"), "maj13": ("", "maj13"),
                     "m": ("m", "plain"), "m7": ("m", "m7"), "m9": ("m", "m9"), "m6": ("m", "m6"), "min11": ("m", "m11"),
                     "minmaj7": ("m", "mM7"), "min13": ("m", "m13"), "sus4": ("sus4", "plain"), "7sus4": ("sus4", "7sus4"),
                     "dim": ("dim", "plain"), "m7b5": ("dim", "m7b5"), "dim7": ("dim", "dim7"), "aug": ("aug", "plain")}


def quantise(matrix):
    """(bytes, scales): each row divided by its largest magnitude / 127; a row of zeros has scale 0."""
    scale = np.abs(matrix).max(1, keepdims=True).astype(np.float32) / np.float32(127)
    whole = np.rint(np.divide(matrix, scale, out=np.zeros_like(matrix), where=scale > 0))
    return whole.astype(np.int8), scale[:, 0]


def pack(arrays):
    """(weights.bin, its list of tensors, the arrays as their bytes give them back)."""
    out, tensors, back = bytearray(), [], {}

    def append(raw):
        offset = len(out)
        out.extend(raw)
        out.extend(bytes(-len(out) % 4))
        return offset

    for name, values in arrays.items():
        entry = {"name": name, "shape": list(values.shape)}
        if values.ndim == 2:
            whole, scale = quantise(values)
            entry |= {"dtype": "int8", "offset": append(whole.tobytes()), "scaleOffset": append(scale.tobytes())}
            back[name] = whole * scale[:, None]
        else:
            entry |= {"dtype": "float32", "offset": append(values.tobytes())}
            back[name] = values
        tensors.append(entry)
    return bytes(out), tensors, back


def popular():
    """(moves [60, 60] as log odds, colours [[root, triad, quality, share]], hash) of the popular songs."""
    path = data.DATA / POPULAR
    raw = path.read_bytes()
    moves, colours = np.zeros((data.STATES, data.STATES)), Counter()
    for line in raw.decode().splitlines():
        song = json.loads(line)
        chords = [c for s in song["sections"] for bar in s["bars"] for c in bar.split() if ":" in c]
        known = [(int(root), *POPULAR_QUALITIES[q]) for root, q in (c.split(":") for c in chords) if q in POPULAR_QUALITIES]
        colours.update(known)
        minor = sum(c[:2] == (0, "m") for c in known) > sum(c[:2] == (0, "") for c in known)
        states = [(root - 3 * minor) % 12 * 5 + data.TRIADS.index(triad) for root, triad, _ in known]
        for a, b in zip(states[:-1], states[1:]):
            if a != b:
                moves[a, b] += 1
    prior = (moves.sum(0) + 1) / (moves.sum() + data.STATES)
    ratio = np.log((moves + 50 * prior) / (moves.sum(1, keepdims=True) + 50) / prior)
    totals = Counter()
    for (root, triad, _), n in colours.items():
        totals[root, triad] += n
    rows = [[root, triad, quality, round(n / totals[root, triad], 4)] for (root, triad, quality), n in sorted(colours.items()) if n >= 5]
    return np.clip(ratio, -3, 3).astype(np.float32), rows, hashlib.sha256(raw).hexdigest()


def fixture(model, pieces):
    """Short held-out pieces of several metres, as the exported weights judge them."""
    hymns = sorted((p for p in pieces if p["held"] and p["kind"] == "hymn"), key=lambda p: len(p["beats"]))
    songs = sorted((p for p in pieces if p["held"] and p["kind"] == "song" and p["mode"] == "min"), key=lambda p: len(p["beats"]))
    compound = [p for p in songs if p["metre"] in ("6/8", "9/8")]
    out = []
    for p in [hymns[0], next(h for h in hymns if h["beats"][0][3] > 0), songs[0], compound[0]]:
        x = features(p)
        x[:, OFFSET["style"] :] = 0
        with torch.no_grad():
            states, sevenths, _ = model(torch.from_numpy(x)[:, None])
        scores = states[:, 0].numpy().astype(np.float64)
        opens = (p["beats"][:, 3] == 0).astype(int)
        moves = model.moves.detach().numpy().astype(np.float64)
        path = viterbi(scores, moves, opens)
        total = scores[np.arange(len(path)), path].sum() + moves[opens[1:], path[:-1], path[1:]].sum()
        bars = [[int(b[0][0]), int(b[:, 1].sum())] for b in (p["beats"][p["beats"][:, 2] == n] for n in np.unique(p["beats"][:, 2]))]
        out.append({"mode": p["mode"], "metre": p["metre"], "bars": bars, "notes": [[int(v) for v in n] for n in p["notes"]],
                    "features": [[[int(i), round(float(r[i]), 6)] for i in np.flatnonzero(r)] for r in x],
                    "states": states[:, 0].numpy().round(5).tolist(), "sevenths": sevenths[:, 0].numpy().round(5).tolist(),
                    "best": path.tolist(), "score": round(float(total), 4)})
    FIXTURE.parent.mkdir(parents=True, exist_ok=True)
    FIXTURE.write_text(json.dumps(out, separators=(",", ":")) + "\n")


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--name", default="harmony")
    args = args.parse_args()
    run = torch.load(data.ROOT / "training" / "runs" / args.name / "last.pt")
    pieces, hashes = data.load()
    if run["hashes"] != hashes:
        raise SystemExit("The corpora changed since train.py ran: run it again.")
    moves, colours, popular_hash = popular()
    arrays = {name: run["model"][ours].numpy().astype(np.float32) for ours, name in NAMES.items()}
    arrays["moves"] = arrays["moves"].reshape(-1, data.STATES)
    raw, tensors, back = pack(arrays | {"popular/moves": moves})
    model = Harmony(hidden=run["arguments"]["hidden"])
    state = {ours: torch.from_numpy(np.asarray(back[name], np.float32)).reshape(run["model"][ours].shape) for ours, name in NAMES.items()}
    model.load_state_dict(state, strict=False)
    model.eval()
    config = {
        "name": "harmony", "version": 1, "format": 1,
        "architecture": {"kind": "harmony-gru", "triads": data.TRIADS, "colours": colours},
        "tensors": tensors,
        "weights": {"file": "weights.bin", "bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()},
        "data": hashes | {POPULAR: popular_hash}, "training": run["arguments"],
        "heldOut": [p["id"] for p in pieces if p["held"]],
    }
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "weights.bin").write_bytes(raw)
    (FOLDER / "config.json").write_text(json.dumps(config, separators=(",", ":")) + "\n")
    fixture(model, pieces)
    print(f"{FOLDER.relative_to(data.ROOT)}: {len(raw)} bytes; {FIXTURE.relative_to(data.ROOT)}: {FIXTURE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
