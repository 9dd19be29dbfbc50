"""Writes CARD.md and curve.svg beside the committed weights: python3 training/melody/card.py"""

import json
import math

from export import FOLDER

CARD = """# melody@1

Writes tunes of the kinds in two nineteenth-century books, note by note, in the app.

**Network.** One LSTM layer of {hidden} over the sum of {features} feature rows ({width} wide), a token head and a length head: {parameters:.2f} M parameters, int8 by rows, {megabytes:.2f} MB. Inputs: the last events; the place in bar, section and tune; what sounded 1, 2, 4, 8 and 16 bars ago; the two best continuations by the tune's own longest repeated context; type, key, mode, metre; seven control codes that may be left untold. The events are described in `docs/formats/melody-events.md`.

**Data.** 2,465 tunes, public domain (`training/DATA.md`), one cluster of near-identical tunes in ten held out (255 tunes, 27,270 notes):
{data}

**Result.** **{valid} bits a sounding note** on the held-out tunes: −log₂ of every token needed to rebuild the tune (pitches, lengths, rests, bar lines, repeats, end), only type, key, mode and metre told; tokens {validTokens}, lengths {validLengths}. `npm run -s refrain -- likelihood` on the same tunes as ABC gives the same figure to .001 from the committed bytes. The same held-out tunes chose the epoch and the settings, so expect a little more on tunes that chose nothing, and more again on other collections.

**Training.** Best epoch {epoch} of {total} ({minutes} minutes of one core to there; {runs}; the last: batch {batch}, AdamW {rate}, cosine, weight decay {decay}; dropout {drop}, DropConnect {recurrent_drop} on the recurrent weights, each input hidden at random; {changed:.0%} of the tunes in a changed copy each epoch, `augment.py`; weights averaged, {average}). The curve is below and in `curve.json`.

```
{command}
```

![Bits a note by epoch](curve.svg)

**Tunes it writes.** {written}

**How much it copies.** {copies}

**Limits.** One voice, no chords, no first and second endings, and only the styles of the books. It can recall passages of the books; nothing in the app checks for that yet.
"""


def written():
    """The table of measures.jsonl (scripts/measure-tunes.ts): our tunes and the books beside each other."""
    path = FOLDER / "measures.jsonl"
    if not path.exists():
        return "Not measured yet."
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    keys = ("tunes", "valid", "repetition", "tonicEndings", "notesPerQuarter", "widestLeap")
    lines = [f"| {row['file']} | " + " | ".join(str(row[key]) for key in keys) + " |" for row in rows]
    return ("`npm run -s refrain -- compose --count 1000 --seed 1 --out written.abc`, temperature .9, measured by "
            "`scripts/measure-tunes.ts` beside the books. Valid: read by us and by abcjs without a warning, every bar "
            "exact, the tune closed. Repetition: share of bars equal to an earlier bar of the tune. Notes a quarter "
            "are on the grid, where 2/4 counts as 2/2.\n\n| file | tunes | valid | repetition | tonic endings | "
            "notes a quarter | widest leap |\n|---|---|---|---|---|---|---|\n" + "\n".join(lines))


def copies():
    """A sentence from closest.json (scripts/closest-tunes.ts)."""
    path = FOLDER / "closest.json"
    if not path.exists():
        return "Not measured yet."
    found = json.loads(path.read_text())
    nearest = found["closest"][0]
    return (f"Of the same {found['tunes']} tunes, {found['above25']} share more than a quarter of their runs of eight "
            f"notes with one tune of the books, and {found['above49']} more than .49 (`scripts/closest-tunes.ts`; "
            f"among the books' own tunes .25 and .49 are the 95th and 99th percentiles). The closest: "
            f"{nearest['share']} with “{nearest['like']}”.")


def svg(curve):
    """Two lines over the epochs: training (with dropout) and held-out bits a note."""
    width, height, left, bottom = 640, 300, 44, 28
    top = 3.0
    low = min(min(row["train"], row["valid"]) for row in curve) // 0.2 * 0.2
    x = lambda epoch: left + (width - left - 12) * (epoch - 1) / max(1, len(curve) - 1)
    y = lambda bits: 12 + (height - bottom - 12) * (top - min(top, bits)) / (top - low)
    line = lambda name: " ".join(f"{x(row['epoch']):.1f},{y(row[name]):.1f}" for row in curve)
    ticks = [low + 0.2 * i for i in range(int((top - low) / 0.2) + 1)]
    grid = "".join(f'<path d="M{left} {y(t):.1f}H{width - 12}" stroke="#ddd"/>'
                   f'<text x="{left - 6}" y="{y(t) + 4:.1f}" text-anchor="end">{t:.1f}</text>' for t in ticks)
    epochs = "".join(f'<text x="{x(e):.1f}" y="{height - 8}" text-anchor="middle">{e}</text>'
                     for e in range(1, len(curve) + 1) if e == 1 or e % 5 == 0)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
            f'font-size="11" fill="#555"><rect width="{width}" height="{height}" fill="#fff"/>{grid}{epochs}'
            f'<polyline points="{line("train")}" fill="none" stroke="#9aa5b1" stroke-width="2"/>'
            f'<polyline points="{line("valid")}" fill="none" stroke="#b4532a" stroke-width="2"/>'
            f'<text x="{width - 16}" y="26" text-anchor="end" fill="#b4532a">held out</text>'
            f'<text x="{width - 16}" y="42" text-anchor="end" fill="#78838f">training, with dropout</text></svg>\n')


def main():
    config = json.loads((FOLDER / "config.json").read_text())
    curve = json.loads((FOLDER / "curve.json").read_text())
    shape, run = config["architecture"], config["training"]
    sizes = [t["shape"] for t in config["tensors"]]
    count = sum(math.prod(size) for size in sizes)
    runs = [run]
    while runs[0].get("before"):
        runs.insert(0, runs[0]["before"])
    names = ("name", "epochs", "batch", "rate", "decay", "drop", "recurrent_drop", "changed", "average", "seed")
    flags = lambda r: " ".join(f"--{n.replace('_', '-')} {r['peak' if n == 'rate' else n]}" for n in names)
    commands = [f"python3 training/melody/train.py {flags(r)}{' --resume' if r['resume'] else ''}" for r in runs]
    (FOLDER / "CARD.md").write_text(CARD.format(
        hidden=shape["hidden"], width=shape["width"], features=len(shape["features"]), parameters=count / 1e6,
        megabytes=config["weights"]["bytes"] / 1e6, written=written(), copies=copies(), **{**run, "rate": run["peak"]},
        data="\n".join(f"- `{name}` {digest}" for name, digest in config["data"].items()),
        total=curve[-1]["epoch"], runs="one run" if len(runs) == 1 else f"{len(runs)} runs, each resumed from the bytes of the last",
        command="\n".join(commands)))
    (FOLDER / "curve.svg").write_text(svg(curve))


if __name__ == "__main__":
    main()
