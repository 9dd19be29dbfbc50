"""Writes the best weights of a run to public/models/melody@2: python3 training/melody/export.py --name melody

Matrices become bytes with one scale a row; vectors stay float32. config.json holds the
vocabularies and feature sizes, so that the app needs nothing else. --fixture also writes the
logits of a few tunes, computed from the bytes just written, for the app's own tests. --unseen adds
what a run of train.py --book found of the book it had not seen.
"""

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

import numpy as np
import torch

import events as ev
import features as ft
import model as network
from corpora import FOLDER, ROOT, VERSION, held_out, read_collections
from prepare import CACHE, measures

FIXTURE = ROOT / "tests" / "fixtures" / "melody" / "steps.json"
NAMES = {
    "features_table": "features/table",
    "lstm0_kernel": "lstm0/kernel", "lstm0_bias": "lstm0/bias",
    "token_kernel": "token/kernel", "token_bias": "token/bias",
    "token_out_kernel": "token/out/kernel", "token_out_bias": "token/out/bias",
    "length_table": "length/table",
    "length_kernel": "length/kernel", "length_bias": "length/bias",
    "length_out_kernel": "length/out/kernel", "length_out_bias": "length/out/bias",
}


def quantise(matrix):
    """(bytes, scales): each row divided by its largest magnitude / 127; a row of zeros has scale 0."""
    scale = np.abs(matrix).max(1, keepdims=True).astype(np.float32) / np.float32(127)
    whole = np.rint(np.divide(matrix, scale, out=np.zeros_like(matrix), where=scale > 0))
    return whole.astype(np.int8), scale[:, 0]


def pack(state):
    """(weights.bin, its list of tensors)."""
    out, tensors = bytearray(), []

    def append(raw):
        offset = len(out)
        out.extend(raw)
        out.extend(bytes(-len(out) % 4))
        return offset

    for ours, name in NAMES.items():
        values = state[ours].numpy().astype(np.float32)
        entry = {"name": name, "shape": list(values.shape)}
        if values.ndim == 2:
            whole, scale = quantise(values)
            entry |= {"dtype": "int8", "offset": append(whole.tobytes()), "scaleOffset": append(scale.tobytes())}
        else:
            entry |= {"dtype": "float32", "offset": append(values.tobytes())}
        tensors.append(entry)
    return bytes(out), tensors


def unpack(config, raw):
    """The state dictionary that the app sees: bytes times scales."""
    theirs = {name: ours for ours, name in NAMES.items()}
    state = {}
    for entry in config["tensors"]:
        size = int(np.prod(entry["shape"]))
        if entry["dtype"] == "int8":
            whole = np.frombuffer(raw, np.int8, size, entry["offset"]).reshape(entry["shape"])
            scale = np.frombuffer(raw, np.float32, entry["shape"][0], entry["scaleOffset"])
            values = whole * scale[:, None]
        else:
            values = np.frombuffer(raw, np.float32, size, entry["offset"]).copy()
        state[theirs[entry["name"]]] = torch.from_numpy(values.astype(np.float32))
    return state


def widened(old, rows, then, now):
    """A table whose features had `then` rows each, for features that have `now`: old rows stay, and
    a row that is new begins as its feature's "unknown" (row 0)."""
    table, at, out = old, 0, {}
    for name, size in then:
        out[name] = table[at : at + size]
        at += size
    parts = [torch.cat((out[name], out[name][:1].expand(size - len(out[name]), -1))) for name, size in now]
    assert sum(map(len, parts)) == rows
    return torch.cat(parts)


def load_committed(model):
    """Fills a model with the committed weights, and returns their config.json. Features may have
    come to more rows since (lists grow at their ends)."""
    config = json.loads((FOLDER / "config.json").read_text())
    state = unpack(config, (FOLDER / "weights.bin").read_bytes())
    shape = config["architecture"]
    state["features_table"] = widened(state["features_table"], ft.ROWS, shape["features"], ft.FEATURES)
    model.load_state_dict(state)
    model.eval()
    return config


def committed_curve():
    return json.loads((FOLDER / "curve.json").read_text())


def forms(tunes):
    """How often each type, key, mode, metre and number of bars go together in the collections."""
    count = Counter()
    for tune, events in tunes:
        count[tune["type"], tune["key"], tune["mode"], tune["metre"], measures(tune, events)["bars"]] += 1
    return [[*form, n] for form, n in sorted(count.items())]


def collections(tunes, left_out):
    """Of each collection: its tunes, those of them held out, the sounding notes of these, and what was left out."""
    out = {}
    for name in left_out:
        own = [(tune, events) for tune, events in tunes if tune["in"] == name]
        held = [events for tune, events in own if held_out(tune)]
        out[name] = {"tunes": len(own), "held": len(held),
                     "notes": sum(ev.is_pitch(token) for events in held for token, _ in events),
                     "leftOut": dict(left_out[name])}
    return out


def architecture(cuts, tunes):
    return {
        "kind": "melody-lstm", "width": network.WIDTH, "hidden": network.HIDDEN,
        "tokenHidden": network.TOKEN_HIDDEN, "lengthHidden": network.LENGTH_HIDDEN,
        "tokens": ev.TOKENS, "lengths": ev.LENGTHS, "types": ev.TYPES, "modes": ev.MODES, "metres": ev.METRES,
        "features": [list(f) for f in ft.FEATURES], "lengthFeatures": [list(f) for f in ft.LENGTH_FEATURES],
        "controlCuts": cuts, "forms": forms(tunes),
    }


def write_fixture(model, data, tunes):
    """Steps of held-out tunes, the shortest of each kind, their controls told, with the logits that
    the bytes give."""
    kind = [tune["type"] if tune["type"] in ("song", "hymn") else "dance" for tune, _ in tunes]
    by_length = sorted(np.flatnonzero(data["held"]), key=lambda t: data["starts"][t + 1] - data["starts"][t])
    shortest = [next(t for t in by_length if kind[t] == k) for k in ("dance", "song", "hymn")]
    out = []
    for t in shortest:
        span = slice(data["starts"][t], data["starts"][t + 1])
        x, lx = (torch.from_numpy(data[name][span].astype(np.int64))[:, None] for name in ("x", "lx"))
        with torch.no_grad():
            token, length = model(x, lx)
        tune, _ = tunes[t]
        out.append({
            "given": {k: tune[k] for k in ("type", "key", "mode", "metre")},
            "events": [[int(a), int(b)] for a, b in zip(data["token"][span], data["length"][span])],
            "controls": data["x"][span.start, len(ft.GIVEN) : len(ft.GIVEN) + len(ft.CONTROLS)].tolist(),
            "features": data["x"][span].tolist(), "lengthFeatures": data["lx"][span].tolist(),
            "tokenLogits": token[:, 0].numpy().round(6).tolist(),
            "lengthLogits": length[:, 0].numpy().round(6).tolist(),
        })
    FIXTURE.parent.mkdir(parents=True, exist_ok=True)
    FIXTURE.write_text(json.dumps(out, separators=(",", ":")))


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--name", default="melody")
    args.add_argument("--fixture", action="store_true")
    args.add_argument("--out", type=Path, default=FOLDER, help="another folder, for a run that is not committed")
    args.add_argument("--unseen", help="a run of train.py --book; writes nothing but what it found")
    args = args.parse_args()
    if args.unseen:
        found = (ROOT / "training" / "runs" / args.unseen / "unseen.json").read_text()
        (FOLDER / "unseen.json").write_text(found + "\n")
        return
    run = torch.load(ROOT / "training" / "runs" / args.name / "best.pt")
    data = dict(np.load(CACHE, allow_pickle=False))
    tunes, hashes, left_out = read_collections()
    meta = json.loads(str(data["meta"]))
    if meta["hashes"] != hashes:
        raise SystemExit("The collections changed since prepare.py ran: run it again.")
    raw, tensors = pack(run["model"])
    best = run["curve"][-1]  # the run was saved at its best epoch
    config = {
        "name": "melody", "version": VERSION, "format": 1, "architecture": architecture(meta["cuts"], tunes),
        "tensors": tensors,
        "weights": {"file": "weights.bin", "bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()},
        "data": hashes, "collections": collections(tunes, left_out),
        "training": {**run["arguments"], "peak": run["arguments"]["rate"], "minutes_asked": run["arguments"]["minutes"],
                     **best, "before": run.get("before")},
    }
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "weights.bin").write_bytes(raw)
    (args.out / "config.json").write_text(json.dumps(config, separators=(",", ":"), ensure_ascii=False) + "\n")
    (args.out / "curve.json").write_text(json.dumps(run["curve"], indent=1) + "\n")
    print(f"{args.out}: {len(raw)} bytes, epoch {best['epoch']}, {best['valid']} bits a note")
    if args.fixture:
        model = network.Melody()
        load_committed(model)
        write_fixture(model, data, tunes)
        print(f"{FIXTURE.relative_to(ROOT)}: {FIXTURE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
