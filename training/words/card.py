"""Writes CARD.md and curve.svg beside the committed weights: python3 training/words/card.py

Reads config.json and curve.json (export.py), measures.json (evaluate.py), samples.json (sample.py),
and songs.md if it is there: whole songs as the app writes them.
"""

import json
import math

from export import FOLDER
from measure import KINDS

CARD = """# {name}@{version}

Writes verse in the app, line by line, each line's end word first; any poem can be scored by it.

**Network.** Decoder in Llama's form: {layers} layers of {width}, {heads} heads, SwiGLU of {inner}, rotary places, one table for input and output; {parameters:.2f} M parameters, int8 by rows, {megabytes:.2f} MB. {vocabulary} pieces (byte pair encoding within words), context {context}. What it reads and writes is described in `docs/formats/verse-tokens.md`.

**Data.** Books of Project Gutenberg first published before 1929, in the public domain in the United States (`training/DATA.md` has the terms):

{data}

Books {left_out} are left out, for their dates are not sure. Poems that share three lines, or a quarter of the shorter, are one group: one of each group is learned from, and three groups in a hundred are held out whole, as are two books with all that is near to them. Poems in plain diction are all in each epoch, {others:.0%} of the others. The prose is cut into phrases that stand as lines, end word first; it is {prose:.0%} of the windows at first and none after {prose_until:.0%} of the time.

**Result.** Bits a character of held-out poems, from the committed bytes: −log₂ of every token that is needed to rebuild the lines — end words, `<to>`, the rest, the ends of lines, stanzas and poems — over characters with newlines; lower case, and the theme (three words of the poem, by a fixed rule) given.

{result}

{beside}

**Training.** {step} steps of about {size:.0f} tokens, {seen:.1f} M tokens in {minutes:.0f} minutes of one core ({runs}). Matrices by Muon ({rate}), the table and the norms by AdamW ({table_rate}), both falling to nothing by the clock; weights averaged ({average}). {state}The curve is in `curve.json`, in bits a character of {some} of the held-out poems.

```
{commands}
```

![Bits a character by minutes](curve.svg)

{samples}

**Limits.** English of the nineteenth and early twentieth centuries: its subjects, its manners and at times its prejudices. Of sound it knows only what spelling and use taught it: it often rhymes unasked, but rhyme, syllables and stress are kept by the app's rules. Its grammar holds for a line or two and its sense seldom for a stanza: lines to choose from and to change, not finished songs. Within {context} tokens (some fifteen lines) it keeps to what was said; beyond, it forgets.
"""
SAID = {"held": "held-out poems", "held, withoutTheme": "the held-out poems, theme not told",
        "held, syllablesPaid": "the held-out poems, each line's syllables told first and paid for",
        "heldPlain": "those in plain diction", "heldOther": "the others"}
NAMED = {"words": "words and marks", "to": "`<to>`", "line": "ends of lines", "stanza": "ends of stanzas and poems", "syllables": "syllables"}


def read(name):
    path = FOLDER / name
    return path.read_text() if path.exists() else None


def table(head, rows):
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in (head, ["---"] * len(head), *rows))


def result(measures):
    rows = [(SAID.get(name, f"*{name}*, a book held out whole"), found["poems"], f"{found['characters']:,}", f"**{found['all']:.3f}**",
             *(f"{found[kind]:.3f}" for kind in KINDS)) for name, found in measures.items() if isinstance(found, dict) and "all" in found]
    return table(["", "poems", "characters", "all", *NAMED.values()], rows)


def beside(measures):
    found = measures.get("ngram")
    return found and (f"Beside it, an interpolated Kneser-Ney model of {found['order']} tokens, learned from the same verse and counted "
                      f"the same way: **{found['held']:.3f}** on the held-out poems, {found['book']:.3f} on the two books.") or ""


def samples():
    songs = read("songs.md")
    if songs:
        return songs.strip()
    text = read("samples.json")
    if text is None:
        return "**Samples.** None drawn yet."
    drawn = json.loads(text)
    poems = "\n\n".join(f"Seed {seed}\n\n```\n" + "\n".join(lines).strip() + "\n```" for seed, lines in enumerate(drawn["poems"]))
    return (f"**Samples.** Plain draws from the network alone (temperature {drawn['temperature']}, the likeliest {drawn['mass']:.0%}), "
            f"no form asked for, nothing checked, the first {drawn['seeds']} seeds, none left out. What the app writes passes its rules of form first.\n\n{poems}")


def svg(curve):
    width, height, left, bottom = 640, 300, 44, 28
    values = [row["all"] for row in curve]
    low, top = min(values) // 0.1 * 0.1, -(-max(values) // 0.1) * 0.1
    x = lambda minutes: left + (width - left - 12) * minutes / curve[-1]["minutes"]
    y = lambda bits: 12 + (height - bottom - 12) * (top - bits) / (top - low)
    ticks = [low + 0.1 * i for i in range(round((top - low) / 0.1) + 1)]
    grid = "".join(f'<path d="M{left} {y(t):.1f}H{width - 12}" stroke="#ddd"/>'
                   f'<text x="{left - 6}" y="{y(t) + 4:.1f}" text-anchor="end">{t:.1f}</text>' for t in ticks)
    minutes = "".join(f'<text x="{x(m):.1f}" y="{height - 8}" text-anchor="middle">{m} min</text>'
                      for m in range(0, int(curve[-1]["minutes"]) + 1, max(10, round(curve[-1]["minutes"] / 60) * 10)))
    line = " ".join(f"{x(row['minutes']):.1f},{y(row['all']):.1f}" for row in curve)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11" '
            f'fill="#555"><rect width="{width}" height="{height}" fill="#fff"/>{grid}{minutes}'
            f'<polyline points="{line}" fill="none" stroke="#b4532a" stroke-width="2"/></svg>\n')


def main():
    config, curve = json.loads(read("config.json")), json.loads(read("curve.json"))
    measures = json.loads(read("measures.json") or "{}")
    if measures.get("weights") != config["weights"]["sha256"]:
        raise SystemExit("measures.json is of other weights: run evaluate.py first.")
    runs = [config["training"]]
    while runs[0].get("before"):
        runs.insert(0, runs[0]["before"])
    names = ("minutesAsked", "width", "layers", "heads", "inner", "rows", "rate", "table_rate", "prose", "prose_until", "counts", "others", "average", "seed")
    flag = lambda name: name.removesuffix("Asked").replace("_", "-")
    commands = [f"python3 training/words/train.py --name {r['name']} " + " ".join(f"--{flag(n)} {r[n]}" for n in names)
                + (" --resume" if r["resume"] else "") for r in runs]
    shape, run, last = config["architecture"], config["training"], curve[-1]
    gained = (curve[-2]["all"] - last["all"]) / (last["minutes"] - curve[-2]["minutes"]) * 10 if len(curve) > 1 else 0
    said = run | shape | {
        "name": config["name"], "version": config["version"], "megabytes": config["weights"]["bytes"] / 1e6,
        "parameters": sum(math.prod(tensor["shape"]) for tensor in config["tensors"]) / 1e6,
        "data": table(["file", "SHA-256"], [(f"`words/{file}`", f"`{hashed}`") for file, hashed in config["data"].items()]),
        "left_out": " and ".join(config["leftOut"]), "result": result(measures), "beside": beside(measures), "some": run["poems"],
        "step": last["step"], "size": last["seen"] / last["step"], "seen": last["seen"] / 1e6, "minutes": last["minutes"],
        "runs": "one run" if len(runs) == 1 else f"{len(runs)} runs, each resumed from the bytes of the last",
        "state": f"It gained {gained:.3f} bits in its last ten minutes, so more time would help. " if gained > 0.005 else "",
        "commands": "\n".join(commands), "samples": samples(),
    }
    (FOLDER / "CARD.md").write_text(CARD.format(**said))
    (FOLDER / "curve.svg").write_text(svg(curve))


if __name__ == "__main__":
    main()
