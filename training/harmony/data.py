"""Hymns and songs as beats with chords, relative to the tonic; the split, and its folds.

A beat is the metre's unit, in 6/8, 9/8, 12/8 … three of them, as the labels are cut (3/8 goes in
eighths); it is counted from the bar line, so that a pickup is cut from its end. The label of a beat is the chord that sounds
when it begins; that of a bar, the chord that holds most of its beats (the earlier in a tie).
"""

import hashlib
import json
import re
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
SOURCES = {"hymn": "hymns/openhymnal.jsonl", "song": "songs/openscore_lieder.jsonl"}
LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
TRIADS = ("", "m", "dim", "aug", "sus4")
# quality → (triad, seventh): sevenths are none, minor, major, diminished
QUALITIES = {"": (0, 0), "m": (1, 0), "dim": (2, 0), "aug": (3, 0), "sus4": (4, 0), "7": (0, 1), "maj7": (0, 2),
             "m7": (1, 1), "m7b5": (2, 1), "dim7": (2, 3)}
STATES = 12 * len(TRIADS)
FOLDS = 5
# Of ten groups one is kept from the shipped model altogether.
HELD_OUT_ONE_IN = 10


def pitch_class(name):
    return (LETTERS[name[0]] + name.count("#") - name[1:].count("b")) % 12


def beat_length(metre):
    """Ticks (96 a whole note) of the beat."""
    beats, unit = map(int, metre.split("/"))
    return 96 // unit * (3 if unit >= 8 and beats > 3 and beats % 3 == 0 else 1)


def state(root, quality):
    """(state of root and triad, seventh), or (-1, 0) for a quality that is not among ours."""
    triad, seventh = QUALITIES.get(quality, (-1, 0))
    return (root % 12 * len(TRIADS) + triad, seventh) if triad >= 0 else (-1, 0)


def read(kind):
    path = DATA / SOURCES[kind]
    if not path.exists():
        sys.exit(f"{path} is not there. Training needs the corpora beside the repository; see training/DATA.md.")
    raw = path.read_bytes()
    return [json.loads(line) for line in raw.decode().splitlines()], {SOURCES[kind]: hashlib.sha256(raw).hexdigest()}


def piece(kind, row):
    """One piece: notes (tick, pitch − tonic, ticks), beats and labels; None where it has no bar of its metre."""
    if kind == "hymn":
        tonic, notes, at = pitch_class(row["key"]), [], 0
        for pitch, ticks in row["S"]:
            if pitch is not None:
                notes.append((at, pitch - tonic, ticks))
            at += ticks
        chords = []
        for tick, name, *bass in row["chords"]:
            root, quality = re.match(r"([A-G][#b]?)(.*)", name).groups()
            chords.append((tick, *state(pitch_class(root) - tonic, quality),
                           -1 if bass[0] is None else (bass[0] - tonic) % 12))
    else:
        tonic = row["tonic"]
        notes = [(tick, pitch - tonic, ticks) for tick, pitch, ticks in row["n"]]
        chords = [(tick, *state(int(name.split(":")[0]), name.split(":")[1]), -1) for tick, name in row["chords"]]
    end = max(max(t + d for t, _, d in notes), max(c[0] for c in chords) + 1)
    beats, unit = map(int, row["metre"].split("/"))
    beat, bar = beat_length(row["metre"]), 96 * beats // unit
    return cut({"id": row["id"], "kind": kind, "title": row["t"], "mode": row["mode"], "metre": row["metre"],
                "notes": notes}, chords, row["pickup"], end, beat, bar)


def cut(out, chords, pickup, end, beat, bar):
    """Adds beats [n, (tick, ticks, bar number, place in the bar)] and labels [n, (state, seventh, bass)]."""
    starts = []
    if pickup:
        starts += [(t, min(beat, pickup - t), 0, bar - (pickup - t)) for t in pickup_starts(pickup, beat)]
    first = 1 if pickup else 0
    for tick in range(pickup, end, beat):
        at = (tick - pickup) % bar
        starts.append((tick, min(beat, end - tick), first + (tick - pickup) // bar, at))
    labels, place = [], -1
    for tick, *_ in starts:
        while place + 1 < len(chords) and chords[place + 1][0] <= tick:
            place += 1
        labels.append(chords[place][1:] if place >= 0 else (-1, 0, -1))
    out["beats"] = np.array(starts, np.int64)
    out["labels"] = np.array(labels, np.int64)
    out["beat"], out["bar"] = beat, bar
    return out


def pickup_starts(pickup, beat):
    """Where the beats of a pickup begin, counted back from the bar line; the first may be short."""
    starts = list(range(pickup - beat, -1, -beat))[::-1]
    return starts if starts and starts[0] == 0 else [0, *starts]


def bar_labels(labels, beats):
    """(bar numbers, state of each): the state that holds most of the bar's beats, the earlier in a tie."""
    bars = np.unique(beats[:, 2])
    out = []
    for bar in bars:
        inside = labels[beats[:, 2] == bar]
        inside = inside[inside >= 0]
        if len(inside) == 0:
            out.append(-1)
            continue
        count = np.bincount(inside, minlength=STATES)
        out.append(next(s for s in inside if count[s] == count.max()))
    return bars, np.array(out)


def groups(pieces):
    """A group number for each piece: pieces that share a fifth of the shorter one's runs of eight notes."""
    grams, owners = [], {}
    for place, p in enumerate(pieces):
        notes = p["notes"]
        runs = {tuple((notes[i + j + 1][1] - notes[i + j][1]) for j in range(7)) for i in range(len(notes) - 7)}
        grams.append(runs)
        for run in runs:
            owners.setdefault(run, []).append(place)
    parent = list(range(len(pieces)))

    def find(a):
        while parent[a] != a:
            a = parent[a]
        return a

    for place, runs in enumerate(grams):
        shared = {}
        for run in runs:
            for other in owners[run]:
                if other < place:
                    shared[other] = shared.get(other, 0) + 1
        for other, count in shared.items():
            if count >= 0.2 * min(len(runs), len(grams[other])):
                parent[find(place)] = find(other)
    titles = {}
    for place, p in enumerate(pieces):
        if p["kind"] == "hymn":
            parent[find(place)] = find(titles.setdefault(p["title"], place))
    return [find(place) for place in range(len(pieces))]


def load():
    """(pieces with "group" and "fold", hashes of the files): hymns, then songs."""
    pieces, hashes = [], {}
    for kind in SOURCES:
        rows, found = read(kind)
        pieces += [piece(kind, row) for row in rows]
        hashes |= found
    for p, group in zip(pieces, groups(pieces)):
        digest = hashlib.sha256(f"harmony {pieces[group]['id']}".encode()).digest()
        p["group"], p["fold"], p["held"] = group, digest[0] % FOLDS, digest[1] % HELD_OUT_ONE_IN == 0
    return pieces, hashes


if __name__ == "__main__":
    pieces, _ = load()
    for kind in SOURCES:
        ours = [p for p in pieces if p["kind"] == kind]
        print(kind, len(ours), "pieces,", len({p["group"] for p in ours}), "groups,", sum(len(p["beats"]) for p in ours),
              "beats,", sum((p["labels"][:, 0] < 0).sum() for p in ours), "without a label; held out", sum(p["held"] for p in ours),
              "folds", np.bincount([p["fold"] for p in ours]))
