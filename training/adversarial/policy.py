"""The melody model as a policy: tunes as the app writes them, and the odds it drew them from."""

import hashlib
import json
import subprocess

import numpy as np
import torch

import rewards  # noqa: F401  (sets the paths)
import paths
import export
import features as ft
import prepare
import tunes as of


def save(state, config, folder):
    """Writes weights so that the app's own code can read them."""
    raw, tensors = export.pack(state)
    weights = {"file": "weights.bin", "bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "weights.bin").write_bytes(raw)
    (folder / "config.json").write_text(json.dumps({**config, "tensors": tensors, "weights": weights}))


def write(folder, count, seed, temperature, out):
    """Tunes that the app writes with the weights in a folder, by scripts/sample-events.ts."""
    command = ["node", "--import", "tsx", "scripts/sample-events.ts", "--model", str(folder), "--count", str(count),
               "--seed", str(seed), "--temperature", str(temperature), "--out", str(out)]
    subprocess.run(command, cwd=paths.ROOT, check=True)
    return [of.read(line) for line in out.read_text().splitlines()]


def batch_of(tunes):
    """What the network was told, what was drawn, and what the rules allowed: tensors [steps, tunes, …].

    What was laid out by the plan or kept from an earlier bar was not drawn: it has no target.
    """
    steps = max(len(t["events"]) for t in tunes)
    shape = lambda *more: (steps, len(tunes), *more)
    x, lx = (np.zeros(shape(len(f)), np.int64) for f in (ft.FEATURES, ft.LENGTH_FEATURES))
    token, length = np.full(shape(), -1, np.int64), np.full(shape(), -1, np.int64)
    tokens, lengths = np.ones(shape(ft.TOKENS), bool), np.ones(shape(ft.LENGTHS), bool)
    for i, tune in enumerate(tunes):
        rows = prepare.examples({**tune, "id": "written"}, tune["events"], tune["controls"], tune["bars"])
        n = len(tune["events"])
        x[:n, i], lx[:n, i] = rows["x"], rows["lx"]
        for k, mask in enumerate(tune["tokenMasks"]):
            if mask:
                token[k, i], length[k, i] = tune["events"][k]
                tokens[k, i] = [c == "1" for c in mask]
                lengths[k, i] = [c == "1" for c in tune["lengthMasks"][k]]
    named = {"x": x, "lx": lx, "token": token, "length": length, "tokenMask": tokens, "lengthMask": lengths}
    return {name: torch.from_numpy(values) for name, values in named.items()}


def odds(model, batch, temperature):
    """Log-probabilities of every token and length: masked, tempered, renormalised. The plan's wishes are left out."""
    token, length = model(batch["x"], batch["lx"])
    token = token.masked_fill(~batch["tokenMask"], -1e9)
    length = length.masked_fill(~batch["lengthMask"], -1e9)
    return torch.log_softmax(token / temperature, 2), torch.log_softmax(length / temperature, 2)


def chosen(logs, batch):
    """Log-probability of each event that was drawn, token and length together [steps, tunes]; 0 in the padding."""
    total = 0
    for values, name in zip(logs, ("token", "length")):
        drawn = batch[name]
        total = total + values.gather(2, drawn.clamp(min=0).unsqueeze(2))[:, :, 0] * (drawn >= 0)
    return total


def divergence(logs, base, batch):
    """KL(policy ‖ base) of each event in nats [steps, tunes], over tokens and over the lengths drawn after them."""
    total = 0
    for ours, theirs, name in zip(logs, base, ("token", "length")):
        each = (ours.exp() * (ours - theirs)).sum(2)
        total = total + each * (batch[name] >= 0)
    return total
