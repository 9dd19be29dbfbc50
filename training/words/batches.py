"""Verse and prose as packed batches: windows of whole lines, several to a row, none seeing another."""

import json

import numpy as np
import torch

from poems import CACHE
from tokens import CONTEXT, MOST_SYLLABLES, PROSE, SPECIAL, VERSE, Tokenizer

ONE_SYLLABLE = SPECIAL.index("<1>")
PLAIN_TOLD, THEME_TOLD = 0.75, 0.5


class Source:
    """Windows of the texts, in random order, for ever. share(): how far training is, 0 to 1."""

    def __init__(self, seed, counts, others):
        self.rng = np.random.default_rng(seed)
        self.data = dict(np.load(CACHE / "tokens.npz", allow_pickle=False))
        self.themes = json.loads(str(self.data["themes"]))
        self.tokenizer = Tokenizer.read(CACHE / "pieces.json")
        self.counts, self.others = counts, others
        self.pool, self.verse, self.prose = [], self.verse_windows(), self.prose_windows()

    def line(self, name, number, told):
        starts = self.data[name + "Starts"]
        tokens = self.data[name + "Tokens"][starts[number]:starts[number + 1]].tolist()
        if told:
            syllables = int(self.data[name + "Syllables"][number])
            tokens.insert(0, ONE_SYLLABLE - 1 + max(1, min(syllables, MOST_SYLLABLES)))
        return tokens

    def cut(self, name, first, last, header, room):
        """Windows of the lines first … last − 1; room: tokens of the first window. header(begins)."""
        told = self.rng.random() < self.counts
        window = header(True)
        start = len(window)
        for number in range(first, last):
            line = self.line(name, number, told)
            if len(window) + len(line) > room and len(window) > start:
                yield window, start
                window, room = header(False), CONTEXT
                start = len(window)
            window = window + line
        yield window[:CONTEXT + 1], start

    def room(self):
        return int(self.rng.integers(CONTEXT // 3, CONTEXT + 1))

    def verse_windows(self):
        texts, plain = self.data["verseTexts"], self.data["plain"]
        while True:
            for poem in self.rng.permutation(len(plain)):
                if not plain[poem] and self.rng.random() > self.others:
                    continue
                theme = [word for word in self.themes[poem]]
                self.rng.shuffle(theme)
                theme = theme[:self.rng.integers(1, 4)] if self.rng.random() < THEME_TOLD else []
                say_plain = bool(plain[poem]) and self.rng.random() < PLAIN_TOLD
                header = lambda begins: self.tokenizer.header(VERSE, say_plain, theme, begins)
                first, last = texts[poem], texts[poem + 1]
                long = self.data["verseStarts"][last] - self.data["verseStarts"][first] > CONTEXT - 12
                yield from self.cut("verse", first, last, header, self.room() if long else CONTEXT)

    def prose_windows(self):
        """Runs of paragraphs, each in a few windows that follow one another."""
        texts = self.data["proseTexts"]
        while True:
            for run in self.rng.permutation(len(texts) // 20):
                first, last = texts[20 * run], texts[min(20 * run + 20, len(texts) - 1)]
                header = lambda begins: self.tokenizer.header(PROSE, begins=False)
                yield from self.cut("prose", first, last, header, self.room())

    def batch(self, rows, prose):
        """(tokens, targets, first) int32 [rows, CONTEXT]: targets −1 in headers and where nothing is;
        first: where each token's own window begins. prose: its share of the windows."""
        while sum(len(window) for window, _ in self.pool) < (rows + 90) * CONTEXT:
            source = self.prose if self.rng.random() < prose else self.verse
            self.pool.append(next(source))
        tokens = np.zeros((rows, CONTEXT), np.int32)
        targets = np.full((rows, CONTEXT), -1, np.int32)
        first = np.tile(np.arange(CONTEXT, dtype=np.int32), (rows, 1))
        for row in range(rows):
            at = 0
            while at < CONTEXT:  # the oldest window first, then whatever fills the rest of the row best
                room = CONTEXT - at
                fitting = [i for i, (window, _) in enumerate(self.pool) if len(window) - 1 <= room]
                if not fitting:
                    break
                best = fitting[0] if at == 0 else max(fitting, key=lambda i: len(self.pool[i][0]))
                window, start = self.pool.pop(best)
                size = len(window) - 1
                tokens[row, at:at + size] = window[:-1]
                targets[row, at + start - 1:at + size] = window[start:]
                first[row, at:at + size] = at
                at += size
        return tuple(map(torch.from_numpy, (tokens, targets, first)))
