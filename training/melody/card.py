"""Writes CARD.md and curve.svg beside the committed weights: python3 training/melody/card.py"""

import json
import math

from corpora import FOLDER

CARD = """# {title}

Writes tunes note by note in the app: dance tunes and airs, songs, hymns.

**Network.** One LSTM layer of {hidden} over the sum of {features} feature rows ({width} wide), a token head and a length head: {parameters:.2f} M parameters, int8 by rows, {megabytes:.2f} MB. Inputs: the last events; the place in bar, section and tune; what sounded 1, 2, 4, 8 and 16 bars ago; the two best continuations by the tune's own longest repeated context; type, key, mode, metre; seven control codes that may be left untold. The events are described in `docs/formats/melody-events.md`.

**Data.** Public domain and CC0 (`training/DATA.md`). One cluster of near-identical tunes in ten is held out, never a tune alone.

{data}

{left_out}

**Result.** Bits a sounding note on the held-out tunes: −log₂ of every token and length needed to rebuild the tune (pitches, lengths, rests, bar lines, repeats, end), only type, key, mode and metre told.

{result}

The first model, taught by the two tune books alone, had 1.8174 on the same held-out tunes of the books. `npm run -s refrain -- likelihood` on tunes as ABC gives the same figures from the committed bytes. The same held-out tunes chose the epoch, so expect a little more on tunes that chose nothing. Songs cost most: they seldom repeat themselves, and the piano part and the words, which say much of what comes next, are not told.

**A collection it has not seen.** {unseen}

**Training.** Best epoch {epoch} of {total} ({minutes:.0f} minutes of the clock on a shared core to there; {runs}; the last: batch {batch}, AdamW {rate}, cosine, weight decay {decay}; dropout {drop}, DropConnect {recurrent_drop} on the recurrent weights, each input hidden at random; {changed:.0%} of the tunes in a changed copy each epoch, `augment.py`; {sung:.0%} of the songs and hymns in each epoch; weights averaged, {average}). The curve is below and in `curve.json`.

```
{command}
```

![Bits a note by epoch](curve.svg)

**Tunes it writes.** {written}

{temperatures}

**How near they are to the books.** {overlap}

**How much it copies.** {copies}

**Limits.** One voice, no chords, no first and second endings, and only the styles of these collections: nothing of this century or the last. Songs are written as their sung sections, of whole groups of four bars; the songs it learned from are freer.
"""
KINDS = {"books": "the tune books", "songs": "songs", "hymns": "hymns"}


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def read(name):
    """What a file beside the weights holds, or None."""
    path = FOLDER / name
    return path.read_text() if path.exists() else None


def data(config):
    rows = [(f"`{name}.jsonl`", of["tunes"], of["held"], f"{of['notes']:,}", f"`{config['data'][name + '.jsonl']}`")
            for name, of in config["collections"].items()]
    return table(["file", "tunes", "held out", "their notes", "SHA-256"], rows)


def left_out(config):
    said = [f"{count} of `{name}` ({reason})" for name, of in config["collections"].items()
            for reason, count in of["leftOut"].items()]
    return f"Left out: {'; '.join(said)}." if said else "No tune was left out."


def result(run):
    return table(["held-out tunes of", "bits a note", "tokens", "lengths"],
                 [(said, f"**{run[kind]}**", run[f"{kind}Tokens"], run[f"{kind}Lengths"]) for kind, said in KINDS.items()])


def unseen():
    """A paragraph from unseen.json (export.py --unseen): a run on one book, and the other book."""
    text = read("unseen.json")
    if text is None:
        return "Not measured yet."
    run = json.loads(text)
    book = run["arguments"]["book"].split("/")[1]
    return (f"The same recipe from scratch on one book alone (`{book}`) "
            f"comes to {run['own']} bits a note on held-out tunes of its own book, and to **{run['other']}** on the "
            f"{run['tunes']} tunes of the other book that are near to none of the first. Of the two, Ryan's is the easier (the "
            f"app's model costs 1.65 on its held-out tunes, 1.87 on O'Neill's), so another collection may cost more.")


def written():
    """The table of measures.jsonl (scripts/measure-melody.ts): our tunes and the collections beside each other."""
    text = read("measures.jsonl")
    if text is None:
        return "Not measured yet."
    rows = [json.loads(line) for line in text.splitlines()]
    keys = ("tunes", "valid", "distinct", "repetition", "tonicEndings", "notesPerQuarter", "widestLeap")
    return ("`npx tsx scripts/measure-melody.ts` writes 1,000 tunes as the app does when nothing is asked for, and "
            "measures them beside the collections. Valid: read by us and by abcjs without a warning, every bar exact, "
            "the tune closed. Distinct: equal to no earlier tune. Repetition: share of bars equal to an earlier bar of "
            "the tune. Notes a quarter are on the grid, where 2/4 counts as 2/2. Songs and hymns were made ABC with triplets "
            "as plain fractions, which abcjs warns of.\n\n"
            + table(["file", "tunes", "valid", "distinct", "repetition", "tonic endings", "notes a quarter", "widest leap"],
                    [[row["file"], *(row[key] for key in keys)] for row in rows]))


def temperatures():
    """The table of temperatures.jsonl: other tunes, each temperature by itself."""
    text = read("temperatures.jsonl")
    if text is None:
        return "Not measured yet."
    rows = [json.loads(line) for line in text.splitlines()]
    keys = ("temperature", "tunes", "valid", "repetition", "tonicEndings", "flagged", "closest")
    return ("The tunes above are drawn at .9. At other temperatures, from the same plans (`compose --count 300 --seed rep "
            "--temperature T --out F`, then `npx tsx scripts/measure-tunes.ts F` and `originality --in F`):\n\n"
            + table(["temperature", "tunes", "valid", "repetition", "tonic endings", "over a quarter of one tune", "the closest"],
                    [[row[key] for key in keys] for row in rows]))


def overlap():
    """The table of overlap.json."""
    text = read("overlap.json")
    if text is None:
        return "Not measured yet."
    rows = json.loads(text)
    within = sum(row["written"] >= row["human5"] for row in rows)
    return ("Overlap areas (Yang and Lerch 2020): how much the densities of the distances inside 100 tunes of the books, "
            "and between these and 100 written ones of the same kinds, have in common; medians of 25 draws. Beside them "
            "the same for other tunes of the books, median and 5th percentile: that is as near as people come. "
            f"{within} of {len(rows)} features are above that percentile.\n\n"
            + table(["feature", "written", "against distances inside the written", "books, median", "books, 5th percentile"],
                    [[row[key] for key in ("feature", "written", "writtenInside", "human", "human5")] for row in rows]))


def copies():
    """A sentence from closest.json."""
    text = read("closest.json")
    if text is None:
        return "Not measured yet."
    found = json.loads(text)
    nearest = found["closest"][0]
    return (f"Of the same {found['tunes']} tunes, {found['flagged']} share more than a quarter of their runs of eight "
            f"notes with one tune of the collections, and {found['blocked']} more than .49: above these the app flags a "
            f"tune and keeps it back (`public/models/originality@1`). The closest: {nearest['share']} with "
            f"“{nearest['like']}”.")


COLOURS = {"books": "#b4532a", "songs": "#2f6f6a", "hymns": "#6a4c93"}


def svg(curve):
    """Lines over the epochs: training (with dropout), and held-out bits a note by kind."""
    width, height, left, bottom = 640, 340, 44, 28
    value = lambda row, name: row.get(name, row["valid"] if name == "books" else None)
    names = ["train", *KINDS]
    values = [v for row in curve for name in names if (v := value(row, name)) is not None]
    top, low = 4.2, min(values) // 0.2 * 0.2
    x = lambda epoch: left + (width - left - 12) * (epoch - 1) / max(1, len(curve) - 1)
    y = lambda bits: 12 + (height - bottom - 12) * (top - min(top, bits)) / (top - low)
    line = lambda name: " ".join(f"{x(row['epoch']):.1f},{y(value(row, name)):.1f}"
                                 for row in curve if value(row, name) is not None)
    ticks = [low + 0.4 * i for i in range(int((top - low) / 0.4) + 1)]
    grid = "".join(f'<path d="M{left} {y(t):.1f}H{width - 12}" stroke="#ddd"/>'
                   f'<text x="{left - 6}" y="{y(t) + 4:.1f}" text-anchor="end">{t:.1f}</text>' for t in ticks)
    epochs = "".join(f'<text x="{x(e):.1f}" y="{height - 8}" text-anchor="middle">{e}</text>'
                     for e in range(1, len(curve) + 1) if e == 1 or e % 10 == 0)
    drawn = [("train", "training, with dropout", "#9aa5b1"),
             *((kind, f"held out: {said}", COLOURS[kind]) for kind, said in KINDS.items())]
    lines = "".join(f'<polyline points="{line(name)}" fill="none" stroke="{colour}" stroke-width="2"/>'
                    f'<text x="{left + 120}" y="{26 + 16 * i}" fill="{colour}">{said}</text>'
                    for i, (name, said, colour) in enumerate(drawn))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
            f'font-size="11" fill="#555"><rect width="{width}" height="{height}" fill="#fff"/>{grid}{epochs}{lines}</svg>\n')


def main():
    config = json.loads((FOLDER / "config.json").read_text())
    curve = json.loads((FOLDER / "curve.json").read_text())
    shape, run = config["architecture"], config["training"]
    sizes = [t["shape"] for t in config["tensors"]]
    count = sum(math.prod(size) for size in sizes)
    runs = [run]
    while runs[0].get("before"):
        runs.insert(0, runs[0]["before"])
    names = ("name", "epochs", "minutes_asked", "batch", "rate", "decay", "drop", "recurrent_drop", "changed", "average", "sung", "seed")
    flag = lambda name: name.removesuffix("_asked").replace("_", "-")
    said = lambda r, name: r.get("peak" if name == "rate" else name)
    flags = lambda r: " ".join(f"--{flag(n)} {said(r, n)}" for n in names if said(r, n) is not None)
    commands = [f"python3 training/melody/train.py {flags(r)}{' --resume' if r['resume'] else ''}" for r in runs]
    (FOLDER / "CARD.md").write_text(CARD.format(
        title=f"{config['name']}@{config['version']}", hidden=shape["hidden"], width=shape["width"],
        features=len(shape["features"]), parameters=count / 1e6, megabytes=config["weights"]["bytes"] / 1e6,
        data=data(config), left_out=left_out(config), result=result(run), unseen=unseen(), written=written(),
        temperatures=temperatures(), overlap=overlap(), copies=copies(), **{**run, "rate": run["peak"]}, total=curve[-1]["epoch"],
        runs="one run" if len(runs) == 1 else f"{len(runs)} runs, each resumed from the bytes of the last",
        command="\n".join(commands)))
    (FOLDER / "curve.svg").write_text(svg(curve))


if __name__ == "__main__":
    main()
