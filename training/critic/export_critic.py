"""Writes a run's critic to public/models/critic@1: python3 training/critic/export_critic.py --name critic

Matrices become bytes with one scale a row, as with the melody model. --fixture also writes the
rows and logits of three tunes, computed from the bytes just written, for the app's own tests.
"""

import argparse
import hashlib
import json

import numpy as np
import torch

import paths
import corpora
import events as ev
import rows as told
import tunes as of
from export import quantise
from network import DILATIONS, HIDDEN, WIDTH, Critic

FIXTURE = paths.ROOT / "tests" / "fixtures" / "critic" / "logits.json"


def pack(state):
    """(weights.bin, its list of tensors)."""
    out, tensors = bytearray(), []

    def append(values):
        offset = len(out)
        out.extend(values.tobytes())
        out.extend(bytes(-len(out) % 4))
        return offset

    for name, tensor in state.items():
        values = tensor.numpy().astype(np.float32)
        entry = {"name": name.replace("_", "/"), "shape": list(values.shape)}
        if values.ndim == 2:
            whole, scale = quantise(values)
            entry |= {"dtype": "int8", "offset": append(whole), "scaleOffset": append(scale)}
        else:
            entry |= {"dtype": "float32", "offset": append(values)}
        tensors.append(entry)
    return bytes(out), tensors


def unpack(config, raw):
    """The state that the app sees: bytes times scales."""
    state = {}
    for entry in config["tensors"]:
        size = int(np.prod(entry["shape"]))
        if entry["dtype"] == "int8":
            whole = np.frombuffer(raw, np.int8, size, entry["offset"]).reshape(entry["shape"])
            values = whole * np.frombuffer(raw, np.float32, entry["shape"][0], entry["scaleOffset"])[:, None]
        else:
            values = np.frombuffer(raw, np.float32, size, entry["offset"]).copy()
        state[entry["name"].replace("/", "_")] = torch.from_numpy(values.astype(np.float32))
    return state


def load_committed():
    """(the critic of the committed bytes, its config.json)."""
    config = json.loads((paths.FOLDER / "config.json").read_text())
    model = Critic()
    model.load_state_dict(unpack(config, (paths.FOLDER / "weights.bin").read_bytes()))
    model.eval()
    return model, config


def write_fixture(model):
    """Two short held-out tunes and one that the model wrote."""
    held = sorted((t for t in of.people()[1]), key=lambda t: len(t["events"]))[:2]
    written = min(of.sampled("held-*.jsonl"), key=lambda t: len(t["events"]))
    out = []
    for tune in (*held, written):
        example = of.example(tune, 0)
        with torch.no_grad():
            whole, bars = model(of.collate([example]))
        offsets = np.array(told.OFFSETS)
        out.append({
            "given": {name: tune[name] for name in ("type", "key", "mode", "metre")},
            "events": [list(event) for event in tune["events"]],
            "features": (np.array(example["rows"]) - offsets).tolist(), "bars": example["bar"],
            "wholeLogit": round(whole.item(), 6), "barLogits": [round(x, 6) for x in bars[0].tolist()],
        })
    FIXTURE.parent.mkdir(parents=True, exist_ok=True)
    FIXTURE.write_text(json.dumps(out, separators=(",", ":")))


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--name", default="critic")
    args.add_argument("--fixture", action="store_true")
    args = args.parse_args()
    run = torch.load(paths.RUNS / args.name / "critic.pt")
    raw, tensors = pack(run["model"])
    config = {
        "name": "critic", "version": 1, "format": 1,
        "architecture": {
            "kind": "critic-cnn", "width": WIDTH, "hidden": HIDDEN, "dilations": DILATIONS, "tokens": ev.TOKENS,
            "lengths": ev.LENGTHS, "types": ev.TYPES, "modes": ev.MODES, "metres": ev.METRES,
            "features": [list(f) for f in told.FEATURES],
        },
        "tensors": tensors,
        "weights": {"file": "weights.bin", "bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()},
        "data": corpora.read_collections()[1], "training": {**run["arguments"], **run["curve"][-1], "before": run["before"], "writtenHashes": run["written"]},
    }
    paths.FOLDER.mkdir(parents=True, exist_ok=True)
    (paths.FOLDER / "weights.bin").write_bytes(raw)
    (paths.FOLDER / "config.json").write_text(json.dumps(config, separators=(",", ":")) + "\n")
    (paths.FOLDER / "curve.json").write_text(json.dumps(run["curve"], indent=1) + "\n")
    print(f"{paths.FOLDER.relative_to(paths.ROOT)}: {len(raw)} bytes")
    if args.fixture:
        write_fixture(load_committed()[0])
        print(f"{FIXTURE.relative_to(paths.ROOT)}: {FIXTURE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
