"""Before and after, in figures: python3 training/adversarial/compare.py before.jsonl after.jsonl

Tunes are those of scripts/sample-events.ts. One JSON object a line: people's held-out tunes, a
first-order Markov chain over pitches, then each file. --run tells the rounds that lie between, and
--overlap what scripts/measure-overlap.ts says of each file; all goes into the critic's card then.
"""

import argparse
import json
import math
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

import rewards
import paths
import spoil
import tunes as of
from export_critic import load_committed

SET = 229


class Bleu:
    """BLEU-4 of sequences against all training tunes as references, the mean over sequences.

    SeqGAN's measure of its tunes (Yu et al., AAAI 2017, section "Music generation"), with our corpus.
    """

    def __init__(self, references):
        self.most = [defaultdict(int) for _ in range(4)]
        self.lengths = sorted({len(r) for r in references})
        for reference in references:
            for n in range(4):
                for gram, count in grams(reference, n + 1).items():
                    self.most[n][gram] = max(self.most[n][gram], count)

    def of(self, sequence):
        logs = 0.0
        for n in range(4):
            count = grams(sequence, n + 1)
            right = sum(min(c, self.most[n].get(gram, 0)) for gram, c in count.items())
            if right == 0:
                return 0.0
            logs += math.log(right / sum(count.values())) / 4
        nearest = min(self.lengths, key=lambda length: abs(length - len(sequence)))
        return math.exp(logs + min(0.0, 1 - nearest / len(sequence)))

    def mean(self, sequences):
        return float(np.mean([self.of(s) for s in sequences]))


def grams(sequence, n):
    return Counter(tuple(sequence[i : i + n]) for i in range(len(sequence) - n + 1))


def pitches(tune):
    return [note[0] for note in rewards.notes_of(tune["events"])]


def steps(sequence):
    return [b - a for a, b in zip(sequence, sequence[1:])]


def markov(sequences, count, rng):
    """Pitch sequences of a first-order chain over the training tunes, as long as they are."""
    follows = defaultdict(list)
    for s in sequences:
        for a, b in zip(s, s[1:]):
            follows[a].append(b)
    out = []
    for _ in range(count):
        model = sequences[rng.integers(len(sequences))]
        line = [model[0]]
        while len(line) < len(model):
            choices = follows[line[-1]]
            line.append(choices[rng.integers(len(choices))] if choices else model[0])
        out.append(line)
    return out


def structure(tunes, books):
    parts = [spoil.bars(t["events"])[0] for t in tunes]
    near = np.array([books.nearest(t["events"])[0] for t in tunes])
    runs = [sum(a == b == c for a, b, c in zip(*[[tuple(s) for _, s in p][i:] for i in range(3)])) for p in parts]
    return {"repetition": np.mean([rewards.repetition(p) for p in parts]),
            "tonicEndings": np.mean([pitches(t)[-1] % 12 == 0 for t in tunes]), "thriceInARow": np.mean(np.array(runs) > 0),
            "sharedWithABook": near.mean(), "above25": (near > 0.25).mean(), "above49": (near > 0.49).mean()}


def main():
    args = argparse.ArgumentParser()
    args.add_argument("files", nargs="+", type=Path)
    args.add_argument("--run", help="of rounds.py: puts the table beside the critic's weights")
    args.add_argument("--overlap", nargs="*", type=Path, default=[])
    args = args.parse_args()
    train, held = of.people()
    books = rewards.Books(train)
    references = [pitches(t) for t in train]
    bleu, bleu_steps = Bleu(references), Bleu([steps(r) for r in references])
    critic, _ = load_committed()
    rng = np.random.default_rng(1)

    rows = []

    def line(name, sequences, tunes=None, more=()):
        row = {"tunes": name, "count": len(sequences), "bleu4Pitches": bleu.mean(sequences[:SET]),
               "bleu4Steps": bleu_steps.mean([steps(s) for s in sequences[:SET]])}
        if tunes is not None:
            judged = rewards.by_critic(critic, tunes)
            row |= structure(tunes, books)
            row |= {"chance": np.mean([w for w, _ in judged]), "barChance": np.mean(np.concatenate([b for _, b in judged])),
                    "takenForPeople": np.mean([w > 0.5 for w, _ in judged])}
        rows.append({k: round(float(v), 4) if isinstance(v, (float, np.floating)) else v for k, v in {**row, **dict(more)}.items()})
        print(json.dumps(rows[-1]), flush=True)

    overlaps = [[json.loads(text) for text in path.read_text().splitlines() if "feature" in text] for path in args.overlap]
    mean = lambda overlap, of_whom: [("overlap", float(np.mean([feature[of_whom] for feature in overlap])))]
    line("people, held out", [pitches(t) for t in held], held, mean(overlaps[0], "human") if overlaps else ())
    line("Markov chain of pitches", markov(references, SET, rng))
    played = json.loads((paths.RUNS / args.run / "rounds.json").read_text()) if args.run else None
    bits = [row["valid"] for row in played["rounds"] if "valid" in row] if played else []
    for i, file in enumerate(args.files):
        tunes = [of.read(text) for text in file.read_text().splitlines()]
        more = mean(overlaps[i], "written") if i < len(overlaps) else []
        line(file.stem, [pitches(t) for t in tunes], tunes, [*more, *([("bits", bits[-1 if i else 0])] if bits else [])])
    if played:
        found = {"rounds": played["rounds"][-1]["round"], "count": played["arguments"]["count"], "tunes": len(tunes), "rows": rows}
        (paths.FOLDER / "adversarial.json").write_text(json.dumps(found, indent=1) + "\n")

if __name__ == "__main__":
    main()
