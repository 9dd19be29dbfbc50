"""Lets the critic's scripts read the melody model's own modules (events, prepare, export)."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for folder in ("melody", "critic"):
    path = str(ROOT / "training" / folder)
    if path not in sys.path:
        sys.path.append(path)

FOLDER = ROOT / "public" / "models" / "critic@1"
SAMPLED = ROOT / "training" / ".cache" / "sampled"
RUNS = ROOT / "training" / "runs"
