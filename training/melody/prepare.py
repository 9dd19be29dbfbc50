"""Turns the collections into arrays for training: python3 training/melody/prepare.py

Reads ../shared/data/{tunes,songs,hymns}, writes training/.cache/melody.npz: every tune as it is,
then changed copies of each training tune (augment.py). One core, about three minutes.
"""

import argparse
import json

import numpy as np

import augment
import events as ev
import features as ft
from corpora import BOOKS, COLLECTIONS, ROOT, held_out, read_collections

CACHE = ROOT / "training" / ".cache" / "melody.npz"
VARIANTS = dict.fromkeys(COLLECTIONS, 2) | dict.fromkeys(BOOKS, 4)  # changed copies of each tune
SCALES = {"maj": {0, 2, 4, 5, 7, 9, 11}, "min": {0, 2, 3, 5, 7, 8, 10, 11}, "dor": {0, 2, 3, 5, 7, 9, 10},
          "mix": {0, 2, 4, 5, 7, 9, 10}, "lyd": {0, 2, 4, 6, 7, 9, 11}, "phr": {0, 1, 3, 5, 7, 8, 10}}


def given(tune):
    return [ev.TYPES.index(tune["type"]), ev.MODES.index(tune["mode"]), ev.METRES.index(tune["metre"]),
            1 + ev.pitch_class(tune["key"])]


def measures(tune, events):
    """Bars, sections, and the five quantities that are cut into control codes."""
    bars, notes, ticks, opens, pickups = [[]], [], 0, 0, 0
    for token, length in events:
        pickups += ev.opens_section(token) and length > 0
    for token, length in events[1:]:
        if ev.is_sound(token):
            bars[-1].append((token, length))
            ticks += ev.LENGTHS[length]
            if ev.is_pitch(token):
                notes.append(token - ev.FIRST_PITCH + ev.LOWEST)
        elif ev.is_bar(token):
            bars.append([])
            opens += ev.opens_section(token)
    earlier = [tuple(bar) in {tuple(b) for b in bars[:i]} for i, bar in enumerate(bars)]
    steps = np.abs(np.diff(notes)) if len(notes) > 1 else np.zeros(1)
    scale = SCALES[tune["mode"]]
    return {"bars": len(bars) - pickups, "sections": 1 + opens, "similarity": float(np.mean(earlier)),
            "energy": 24 * len(notes) / ticks, "register": float(np.mean(notes)),
            "leaps": float(np.mean(steps)), "chromatic": float(np.mean([n % 12 not in scale for n in notes]))}


def thresholds(tunes, rows):
    """Where each measure is cut: in thirds, the energy by metre; similarity and chroma at fixed places.

    By the tune books, so that a code means the same to every collection; by all where they have no
    tune in a metre.
    """
    thirds = lambda values: [float(q) for q in np.quantile(values, (1 / 3, 2 / 3))]
    books = [row for tune, row in zip(tunes, rows) if tune["in"] in BOOKS]
    energy = {}
    for metre in sorted({tune["metre"] for tune in tunes}):
        same = [(tune["in"] in BOOKS, row["energy"]) for tune, row in zip(tunes, rows) if tune["metre"] == metre]
        energy[metre] = thirds([value for book, value in same if book] or [value for _, value in same])
    return {"similarity": [0.1, 0.25, 0.4], "energy": energy, "register": thirds([r["register"] for r in books]),
            "leaps": thirds([r["leaps"] for r in books]), "chromatic": [0.0, 0.03]}


def control_codes(tune, row, cuts):
    """Indices for the controls after barsLeft; 0 is kept for "not told"."""
    cut = lambda name, edges: 1 + sum(row[name] > edge for edge in edges)
    return [min(7, row["sections"]), cut("similarity", cuts["similarity"]),
            cut("energy", cuts["energy"][tune["metre"]]), cut("register", cuts["register"]),
            cut("leaps", cuts["leaps"]), cut("chromatic", cuts["chromatic"])]


def examples(tune, events, controls, bars):
    """Arrays of one tune, a row a step: features, length features, targets, masks."""
    state = ft.State(ev.grid(tune["metre"])[0], given(tune), controls, bars)
    rows = {"x": [], "lx": [], "token": [], "length": [], "tokenMask": [], "lengthMask": []}
    for token, length in events:
        rows["x"].append(state.features())
        rows["lx"].append(state.length_features(token) if ev.has_length(token) else [0] * len(ft.LENGTH_FEATURES))
        rows["token"].append(token)
        rows["length"].append(length)
        rows["tokenMask"].append(state.token_mask())
        rows["lengthMask"].append(state.length_mask(token) if ev.has_length(token) else np.ones(ft.LENGTHS, bool))
        if not rows["tokenMask"][-1][token] or (length >= 0 and not rows["lengthMask"][-1][length]):
            raise ValueError(f"{tune['id']}: the masks forbid event {len(rows['token'])}")
        state.push(token, length)
    return rows


KINDS = {"x": np.int16, "lx": np.int16, "token": np.int16, "length": np.int16, "tokenMask": bool, "lengthMask": bool}


def compact(rows):
    return {name: np.asarray(rows[name], kind) for name, kind in KINDS.items()}


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--seed", type=int, default=1, help="of the changed copies")
    args = args.parse_args()
    encoded, hashes, left_out = read_collections()
    for name, reasons in left_out.items():
        for reason, count in reasons.items():
            print(f"left out of {name}: {count}, {reason}")
    rows = [measures(t, e) for t, e in encoded]
    cuts = thresholds([t for t, _ in encoded], rows)
    rng = np.random.default_rng(args.seed)
    parts, starts, notes, origin = [], [0], [], []

    def add(place, tune, events, row):
        parts.append(compact(examples(tune, events, control_codes(tune, row, cuts), row["bars"])))
        starts.append(starts[-1] + len(events))
        notes.append(sum(ev.is_pitch(token) for token, _ in events))
        origin.append(place)

    for place, ((tune, events), row) in enumerate(zip(encoded, rows)):
        add(place, tune, events, row)
    for place, (tune, events) in enumerate(encoded):
        for _ in range(0 if held_out(tune) else VARIANTS[tune["in"]]):
            changed, other = augment.variant(tune, events, rng)
            if other != events:
                add(place, changed, other, measures(changed, other))
    stack = lambda name: np.concatenate([p[name] for p in parts])
    CACHE.parent.mkdir(parents=True, exist_ok=True)
    np.savez(CACHE, **{name: stack(name) for name in KINDS}, starts=np.array(starts), notes=np.array(notes),
             origin=np.array(origin), held=np.array([held_out(t) for t, _ in encoded]),
             collection=np.array([list(COLLECTIONS).index(t["in"]) for t, _ in encoded]),
             cluster=np.array([str(t["cl"]) for t, _ in encoded]),
             meta=json.dumps({"hashes": hashes, "cuts": cuts, "ids": [t["id"] for t, _ in encoded]}))
    for name in COLLECTIONS:
        own = [t for t, _ in encoded if t["in"] == name]
        print(f"{name}: {len(own)} tunes, {sum(map(held_out, own))} of them held out")
    print(f"{len(encoded)} tunes, {sum(held_out(t) for t, _ in encoded)} of them held out, and "
          f"{len(origin) - len(encoded)} changed copies; {starts[-1]} steps → {CACHE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
