"""Tunes by whom, for measuring how a person's style is learned: python3 training/personal/people.py

Reads the collections as the melody model's trainer does, writes training/.cache/people.jsonl, a tune
a line: {collection, by, type, key, mode, metre, events, cluster, heldOut}. `heldOut` tunes are those
of the clusters that no training of the base model has seen.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "training" / "melody"))

from corpora import held_out, read_collections  # noqa: E402

tunes, _, _ = read_collections()
file = ROOT / "training" / ".cache" / "people.jsonl"
file.parent.mkdir(exist_ok=True)
with file.open("w") as out:
    for tune, events in tunes:
        row = {"collection": tune["in"].split("/")[1], "by": tune.get("by", ""), "events": events,
               "cluster": str(tune["cl"]), "heldOut": held_out(tune)}
        print(json.dumps({**{name: tune[name] for name in ("type", "key", "mode", "metre")}, **row}), file=out)
print(f"{len(tunes)} tunes in {file}")
