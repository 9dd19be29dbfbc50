"""The collections the model learns from, and which tunes are kept from it for validation."""

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

import events as ev
from songs import hymn, song

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
VERSION = 2
FOLDER = ROOT / "public" / "models" / f"melody@{VERSION}"
BOOKS = ("tunes/oneills1850", "tunes/ryans1883")
#: Each file, and what makes a tune of its lines.
COLLECTIONS = {**dict.fromkeys(BOOKS, dict), "songs/openscore_lieder": song, "hymns/openhymnal": hymn}
RUN = 8  # notes
SHARED = 0.25  # two tunes with more of their runs in common are near-identical


def read_collections():
    """Every tune with its events, the SHA-256 of every file, and what was left out and why.

    → ([(tune, events)], {file: digest}, {collection: Counter of reasons})
    """
    tunes, hashes, left_out = [], {}, {}
    for name, to_tune in COLLECTIONS.items():
        path = DATA / f"{name}.jsonl"
        if not path.exists():
            sys.exit(f"{path} is not there. Training needs the collections beside the repository, "
                     "in ../shared/data; see training/DATA.md.")
        raw = path.read_bytes()
        hashes[f"{name}.jsonl"] = hashlib.sha256(raw).hexdigest()
        left_out[name] = Counter()
        for line in raw.decode().splitlines():
            tune = to_tune(json.loads(line))
            events = tune if isinstance(tune, str) else ev.encode(tune)
            if isinstance(events, str):
                left_out[name][events.split(" is ")[-1] if events.startswith("bar ") else events] += 1
            else:
                tunes.append(({**tune, "in": name}, events))
    cluster(tunes)
    return tunes, hashes, left_out


def runs_of(events):
    """The runs of eight notes of a tune, as steps in semitones and lengths."""
    notes = [(token, ev.LENGTHS[length]) for token, length in events if ev.is_pitch(token)]
    steps = [(b[0] - a[0], a[1]) for a, b in zip(notes, notes[1:])]
    return {tuple(steps[i : i + RUN]) for i in range(len(steps) - RUN + 1)}


def cluster(tunes):
    """Gives each song and hymn a cluster "cl": that of the first earlier tune, of whatever
    collection, with which it shares a quarter of its runs or its composer and title; else its own.

    A tune that comes to belong to two clusters stays with the first found: the books' clusters are
    as they came.
    """
    known, by_title, clusters = {}, {}, []
    for place, (tune, events) in enumerate(tunes):
        runs = runs_of(events)
        if "cl" not in tune:
            same = Counter(other for run in runs for other in known.get(run, ()))
            likes = [other for other, count in same.items() if count > SHARED * len(runs)]
            titled = by_title.get((tune.get("by"), tune["t"].lower()))
            tune["cl"] = clusters[min(likes)] if likes else clusters[titled] if titled is not None else tune["id"]
            by_title.setdefault((tune.get("by"), tune["t"].lower()), place)
        clusters.append(tune["cl"])
        for run in runs:
            known.setdefault(run, []).append(place)


def held_out(tune):
    """One cluster of near-identical tunes in ten is kept for validation, by a hash of its number."""
    return hashlib.sha256(f"cluster {tune['cl']}".encode()).digest()[0] % 10 == 0
