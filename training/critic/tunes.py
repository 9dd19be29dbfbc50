"""Tunes for the critic: those of people, those the model wrote, and spoiled ones, as batches."""

import json
from collections import defaultdict

import numpy as np
import torch

import paths
import corpora
import prepare
import rows as told
import spoil


def people():
    """(training, held-out) tunes of the collections that the writer could have written by their form: {…, events}."""
    train, held = [], []
    for tune, events in corpora.read_collections()[0]:
        bars = prepare.measures(tune, events)["bars"]
        if bars % 4 == 0 and bars <= 48:
            short = {name: tune[name] for name in ("type", "mode", "metre", "key", "in")}
            (held if corpora.held_out(tune) else train).append({**short, "events": events, "bars": bars})
    return train, held


def sampled(pattern):
    """Tunes that scripts/sample-events.ts wrote into training/.cache/sampled."""
    paths_found = sorted(paths.SAMPLED.glob(pattern))
    if not paths_found:
        raise SystemExit(f"There is no training/.cache/sampled/{pattern}: write it with scripts/sample-events.ts (training/README.md)")
    return [read(line) for path in paths_found for line in path.read_text().splitlines()]


def read(line):
    row = json.loads(line)
    row["events"] = [tuple(event) for event in row["events"]]
    return row


def bars_by_metre(tunes):
    """{metre: {ticks: bars}}, to borrow from."""
    out = defaultdict(lambda: defaultdict(list))
    for tune in tunes:
        for _, sounds in spoil.bars(tune["events"])[0]:
            out[tune["metre"]][spoil.shape(sounds)].append(sounds)
    return out


def example(tune, label, weight=1.0, bar_labels=None):
    indices, bar = told.rows(tune["events"], tune)
    labels = bar_labels if bar_labels is not None else [label] * (bar[-1] + 1)
    return {"rows": indices, "bar": bar, "label": label, "barLabel": labels, "weight": weight}


def spoiled(tune, others, rng, weight=0.5):
    events, labels = spoil.spoil(tune["events"], others[tune["metre"]], rng)
    return example({**tune, "events": events}, 0 if 0 in labels else 1, weight, labels)


def collate(examples):
    """Padded tensors; the padding's bar and labels are −1."""
    tunes, steps = len(examples), max(len(e["bar"]) for e in examples)
    bars = max(len(e["barLabel"]) for e in examples)
    rows = np.zeros((tunes, steps, len(told.FEATURES)), np.int64)
    bar = np.full((tunes, steps), -1, np.int64)
    label = np.full((tunes, bars), -1, np.float32)
    for i, e in enumerate(examples):
        rows[i, : len(e["bar"])] = e["rows"]
        bar[i, : len(e["bar"])] = e["bar"]
        label[i, : len(e["barLabel"])] = e["barLabel"]
    tensor = lambda name: torch.tensor([float(e[name]) for e in examples])
    return {"rows": torch.from_numpy(rows), "bar": torch.from_numpy(bar), "barLabel": torch.from_numpy(label),
            "label": tensor("label"), "weight": tensor("weight")}
