"""Measures everything and writes the model card: python3 training/harmony/card.py --name harmony

Needs the five runs of train.py --fold 0 … 4 beside the run that was exported.
"""

import argparse
import json

import numpy as np
import torch

import data
import hmm
from decode import by_bars, viterbi
from export import FOLDER
from features import OFFSET
from model import Harmony
from train import prepared


@torch.no_grad()
def judged(run, pieces):
    """(right, all) by "kind beat", "kind bar", "kind first"; and how often chords hold the melody's first note of the bar."""
    model = Harmony(hidden=run["arguments"]["hidden"])
    model.load_state_dict(run["model"])
    model.eval()
    moves = model.moves.numpy().astype(np.float64)
    counts = {}

    def add(key, right, all_):
        before = counts.get(key, (0, 0))
        counts[key] = (before[0] + int(right), before[1] + int(all_))

    for p in pieces:
        x = p["x"].copy()
        x[:, OFFSET["style"] :] = 0
        e = model(torch.from_numpy(x)[:, None])[0][:, 0].numpy().astype(np.float64)
        path, y, beats, kind = viterbi(e, moves, p["opens"]), p["y"][:, 0], p["beats"], p["kind"]
        known = y >= 0
        add(f"{kind} beat", (path == y)[known].sum(), known.sum())
        bars, truth = data.bar_labels(y, beats)
        ours = by_bars(e, moves, p["opens"], beats[:, 2])
        add(f"{kind} bar", (ours == truth)[truth >= 0].sum(), (truth >= 0).sum())
        for bar, state in zip(bars, ours):
            inside = y[(beats[:, 2] == bar) & known]
            if len(inside):
                add(f"{kind} any chord of the bar", state in inside, 1)
                if len(set(inside)) == 1:
                    add(f"{kind} bar of one chord", state == inside[0], 1)
        opening = known & (beats[:, 3] == 0)
        add(f"{kind} first beat of a bar", (path == y)[opening].sum(), opening.sum())
        starts = x[:, OFFSET["start"] : OFFSET["start"] + 12]
        for name, states in (("chord tones, ours", path), ("chord tones, theirs", y)):
            for i in np.flatnonzero(opening & (starts.sum(1) > 0)):
                add(f"{kind} {name}", starts[i].argmax() in tones(states[i]), 1)
    return counts


def tones(state):
    root, triad = divmod(int(state), len(data.TRIADS))
    return [(root + step) % 12 for step in ((0, 4, 7), (0, 3, 7), (0, 3, 6), (0, 4, 8), (0, 5, 7))[triad]]


def share(counts):
    return {key: round(right / all_, 3) for key, (right, all_) in counts.items()}


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--name", default="harmony")
    args = args.parse_args()
    torch.set_num_threads(1)
    pieces, _ = prepared()
    runs = data.ROOT / "training" / "runs" / args.name
    folds, total = [], {}
    for fold in range(data.FOLDS):
        counts = judged(torch.load(runs / f"last{fold}.pt"), [p for p in pieces if p["fold"] == fold])
        folds.append(share(counts))
        for key, (right, all_) in counts.items():
            before = total.get(key, (0, 0))
            total[key] = (before[0] + right, before[1] + all_)
    held = share(judged(torch.load(runs / "last.pt"), [p for p in pieces if p["held"]]))
    measures = {"fiveFolds": share(total), "folds": folds, "heldOut": held, "hmm": hmm.five_folds(pieces)}
    (FOLDER / "measures.json").write_text(json.dumps(measures, indent=1) + "\n")
    config = json.loads((FOLDER / "config.json").read_text())
    (FOLDER / "CARD.md").write_text(card(measures, config, pieces))
    print(json.dumps({k: measures[k] for k in ("fiveFolds", "heldOut", "hmm")}, indent=1))


def card(m, config, pieces):
    five, held, base = m["fiveFolds"], m["heldOut"], m["hmm"]
    row = lambda name, key: (f"| {name} | {base.get(key, '–')} | **{five[key]:.3f}** | "
                             f"{', '.join(f'{f[key]:.3f}' for f in m['folds'])} | {held[key]:.3f} |")
    count = lambda kind, where=lambda p: True: sum(p["kind"] == kind and where(p) for p in pieces)
    kept = lambda p: p["held"]
    return f"""# harmony@1

Chords for a melody. A dense layer and a GRU that reads the beats both ways score 60 roots and triads for each beat; a chain (a conditional random field) with one table of changes within a bar and one over the bar line chooses among whole sequences. {config['weights']['bytes']:,} bytes, int8 matrices, run in plain loops.

**Learns from** {count('hymn')} hymns in four parts (Open Hymnal Project, public domain) and {count('song')} art songs (OpenScore Lieder, CC0), chord labels derived from their parts; colours and the changes of popular songs are counted in the McGill Billboard annotations (739 songs, CC0; Burgoyne, Wild and Fujinaga, ISMIR 2011). All pitches are counted from the major tonic of the signature: nothing is learned of any one key. The files' hashes are in `config.json`.

**Split.** Pieces that share a fifth of their runs of eight notes, or hymns with one title, are a group; groups are kept whole. {count('hymn', kept)} hymns and {count('song', kept)} songs are held out of the committed weights (`heldOut` in `config.json`).

## Exact root and triad

Colours left out (G7 counts as G), suspended fourths a triad of their own; the kind of music is not told. The books' chord of a bar is the one that holds most of its beats, the earlier in a tie; the network's is found by a chain over bars, from the chances of each beat summed. Baseline: a bigram HMM on pitch-class durations, trained on the same folds. Sizes and rates were tried on folds 0 and 2 only; the other three were not looked at before the figures below.

| | HMM, five folds | network, five folds | each fold | committed weights, held-out groups |
|---|---|---|---|---|
{row('hymns, a beat', 'hymn beat')}
{row('hymns, a bar', 'hymn bar')}
{row('hymns, first beats of bars', 'hymn first beat of a bar')}
{row('hymns, bars that keep one chord', 'hymn bar of one chord')}
{row('hymns, a bar: any chord that sounds in it', 'hymn any chord of the bar')}
{row('songs, a beat', 'song beat')}
{row('songs, a bar', 'song bar')}

The bar asked of it for hymns is .62 a beat and .72 a bar: {'the first is met' if five['hymn beat'] >= 0.62 else 'the first is not met'}, {'the second is met' if five['hymn bar'] >= 0.72 else f"the second is not met on this count of bars ({five['hymn bar']:.3f}), on which the HMM has {base['hymn bar']:.3f}"}.

Melody notes on the first beat of a bar that are tones of their chord: hymns {five['hymn chord tones, ours']:.3f} (as harmonised in the books {five['hymn chord tones, theirs']:.3f}), songs {five['song chord tones, ours']:.3f} ({five['song chord tones, theirs']:.3f}).

These figures are the network's and its chain's. The app adds what the key written over the tune says (the tonic at the first bar line and under the last note, the scale, the triads of a mode: `src/compose/harmony/tonality.ts`); what it then writes over the held-out hymns is measured by `npx tsx scripts/measure-harmony.ts ../shared/data/hymns/openhymnal.jsonl`.

## What it does not know

Inversions and basses are not written. Labels come from the sounding parts, not from an analyst. Hymns and art songs are what it knows: over dance tunes it writes as a hymn book would; jazz colours are rules over counts in popular songs, not learned from jazz.

## Made by

```sh
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
python3 training/harmony/train.py --name harmony
for fold in 0 1 2 3 4; do python3 training/harmony/train.py --name harmony --fold $fold; done
python3 training/harmony/export.py --name harmony
python3 training/harmony/card.py --name harmony
npm run -s refrain -- harmonise --in F.abc --out G.abc --per bar
```
"""


if __name__ == "__main__":
    main()
