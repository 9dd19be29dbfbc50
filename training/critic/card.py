"""Writes CARD.md and curve.svg beside the committed critic: python3 training/critic/card.py"""

import json
import math

import paths
import corpora
import tunes

CARD = """# critic@1

Tells how likely it is that a person wrote a tune, and each of its bars. It ranks what the app writes, colours bars on the screen, and is the one to convince in adversarial training, here and in practice on a person's own tunes.

**Network.** A dilated CNN over the events of a tune (three layers of three taps), pooled by bars, then another over the bars; a head for each bar and one for the whole: {parameters:,} parameters, int8 by rows, {kilobytes:.0f} kB. It is told each event's pitch, length and step; its place in bar, section and tune; whether the same event stood 1, 2, 4, 8 or 16 bars before; type, mode and metre. Bar lines come as three kinds only, so that repeats and endings give nobody away.

**Data.** People's tunes are those that the melody model learned from (`training/DATA.md`: two tune books, songs, hymns), without the clusters held out there; whole groups of four bars, up to 48. Against them: tunes that the melody model wrote (`scripts/sample-events.ts`), and the same tunes of people with some bars made wrong: borrowed from another tune, notes or whole bars shifted, rhythms or notes in another order, closes off the tonic.
{data}

**Result**, on {people} held-out tunes of people and {held} written from other seeds by {model}:

| | |
|---|---|
| tunes told apart rightly (people's and written alike) | {accuracy:.1%} |
| area under the ROC curve, whole tunes | {area:.3f} |
| bars told apart rightly | {barAccuracy:.1%} |
| area under the ROC curve, bars | {barArea:.3f} |
| the same, right and spoiled bars of one tune | {spoiledBarArea:.3f} |

About {taken:.0%} of people's tunes are taken for written ones: the figure is a hint, not a verdict.

**Training.** {epochs} epochs, {minutes} minutes of a busy core; the same held-out tunes chose the epoch. In the first run a spoiled tune counted half, and its spoiled bars no more than its others; each run was measured on tunes by the model and the writer of its day, so the curve falls where these changed.

```
{commands}
```

![Shares and areas by epoch](curve.svg)

**What it is for in training.** {adversarial}

**Limits.** It knows only the styles of the books, and of some few examples only (waltzes and marches, see the counts in `training/DATA.md`). It was trained against one writer: what a later model or other rules of writing do is judged by what this one did wrong. Notes alone: no chords, no words.
"""

ADVERSARIAL = """Rounds of SeqGAN's idea without roll-outs (`training/adversarial/rounds.py`): {rounds} rounds of {count} tunes of `melody@1`, written without a plan, five critic steps to one of the melody model, half likelihood and half policy gradient with the chances of each bar and a few rules, on a leash. Measured on {tunes} tunes of the same seeds before and after (`training/adversarial/compare.py`); chances by the critic as it was then, bits on the held-out tunes, overlap as `scripts/measure-overlap.ts` has it:

{table}

BLEU-4 counts pitches (and steps between them) against all training tunes. The gain with the critic is small, bits and BLEU-4 hardly move, and bars come back less often: the model that is shipped is the one trained by likelihood ([decision 0007](../../../docs/decisions/0007-adversarial-training.md))."""

NAMES = (("bits", "bits a note"), ("bleu4Pitches", "BLEU-4, pitches"), ("bleu4Steps", "BLEU-4, steps"), ("repetition", "bars equal to an earlier one"),
         ("tonicEndings", "tonic endings"), ("thriceInARow", "a bar thrice in a row"), ("overlap", "mean overlap of nine features"), ("above25", "over .25 of one other tune"),
         ("chance", "mean chance"), ("takenForPeople", "taken for people's"))


def adversarial():
    path = paths.FOLDER / "adversarial.json"
    if not path.exists():
        return "Not measured yet."
    found = json.loads(path.read_text())
    rows = found["rows"]
    cell = lambda row, key: str(row.get(key, ""))
    table = ["| | " + " | ".join(row["tunes"] for row in rows) + " |", "|---" * (len(rows) + 1) + "|"]
    table += [f"| {name} | " + " | ".join(cell(row, key) for row in rows) + " |" for key, name in NAMES
              if any(key in row for row in rows)]
    return ADVERSARIAL.format(**found, table="\n".join(table))


def svg(curve):
    """Areas under the ROC curve over the epochs: tunes, bars, spoiled bars."""
    width, height, left, bottom = 640, 260, 44, 28
    x = lambda i: left + (width - left - 12) * i / max(1, len(curve) - 1)
    y = lambda value: 12 + (height - bottom - 12) * (1 - (value - 0.5) / 0.5)
    lines = "".join(
        f'<polyline points="{" ".join(f"{x(i):.1f},{y(row[key]):.1f}" for i, row in enumerate(curve))}" fill="none" stroke="{colour}" stroke-width="2"/>'
        f'<text x="{width - 16}" y="{y(curve[-1][key]) + 16:.1f}" text-anchor="end" fill="{colour}">{name}</text>'
        for key, name, colour in (("area", "tunes", "#b4532a"), ("barArea", "bars", "#3a6ea5"), ("spoiledBarArea", "spoiled bars", "#5a8f4e")))
    grid = "".join(f'<path d="M{left} {y(t):.1f}H{width - 12}" stroke="#ddd"/><text x="{left - 6}" y="{y(t) + 4:.1f}" text-anchor="end">{t:.1f}</text>'
                   for t in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0))
    epochs = "".join(f'<text x="{x(i):.1f}" y="{height - 8}" text-anchor="middle">{i + 1}</text>' for i in range(len(curve)) if i == 0 or i % 5 == 4)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11" fill="#555">'
            f'<rect width="{width}" height="{height}" fill="#fff"/>{grid}{epochs}{lines}</svg>\n')


def main():
    config = json.loads((paths.FOLDER / "config.json").read_text())
    curve = json.loads((paths.FOLDER / "curve.json").read_text())
    run = config["training"]
    runs = [run]
    while runs[0].get("before"):
        runs.insert(0, runs[0]["before"])
    names = ("name", "epochs", "batch", "rate", "decay", "drop", "spoiled", "written", "begin", "seed")
    flags = lambda r: " ".join(f"--{n} {r[n]}" for n in names if r.get(n) is not None)
    (paths.FOLDER / "CARD.md").write_text(CARD.format(
        **{k: run[k] for k in ("accuracy", "area", "barAccuracy", "barArea", "spoiledBarArea")}, taken=1 - run["realTold"],
        held=run["heldWritten"], people=len(tunes.people()[1]), model=f"melody@{corpora.VERSION}", parameters=sum(math.prod(t["shape"]) for t in config["tensors"]),
        kilobytes=config["weights"]["bytes"] / 1000, epochs=run["epoch"], minutes=round(sum(r["minutes"] for r in runs), 1),
        data="\n".join(f"- `{name}` {digest}" for name, digest in {**config["data"], **run["writtenHashes"]}.items()),
        commands="\n".join(f"python3 training/critic/fit.py {flags(r)}" for r in runs), adversarial=adversarial()))
    (paths.FOLDER / "curve.svg").write_text(svg(curve))


if __name__ == "__main__":
    main()
