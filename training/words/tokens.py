"""Tokens and sequences of verse: docs/formats/verse-tokens.md."""

import json
from functools import cached_property
from pathlib import Path

from bpe import cut
from text import ALPHABET, MARKS, OPENING, chunks, is_word, turned

MOST_SYLLABLES = 16
SPECIAL = ["<verse>", "<prose>", "<plain>", "<theme>", "<begin>", "<middle>", "<to>", "<line>", "<stanza>", "<end>",
           *(f"<{n}>" for n in range(1, MOST_SYLLABLES + 1))]
VERSE, PROSE, PLAIN, THEME, BEGIN, MIDDLE, TO, LINE, STANZA, END = range(10)
BASE = [*SPECIAL, *MARKS, *OPENING, *ALPHABET]
VOCABULARY = 4096
CONTEXT = 256
THEME_WORDS, TOLD_THEMES, COMMON = 5, 3, 500


class Tokenizer:
    def __init__(self, merges, common):
        self.merges = [tuple(pair) for pair in merges]
        self.pieces = BASE + [a + b for a, b in self.merges]
        self.number = {piece: i for i, piece in enumerate(self.pieces)}
        self.common = frozenset(common)
        self.known = {}

    @cached_property
    def ranks(self):
        return {pair: rank for rank, pair in enumerate(self.merges)}

    @classmethod
    def read(cls, path):
        stored = json.loads(Path(path).read_text())
        return cls(stored["merges"], stored["common"])

    def word(self, chunk):
        """Tokens of a chunk (a word with its leading space, or a mark)."""
        if chunk not in self.known:
            found = cut(chunk, self.ranks) if is_word(chunk) else [chunk]
            self.known[chunk] = [self.number[piece] for piece in found]
        return self.known[chunk]

    def encode(self, text):
        return [token for chunk in chunks(text) for token in self.word(chunk)]

    def line(self, text):
        """end word and marks, <to>, rest, <line>."""
        rest, end = turned(text)
        tokens = lambda part: [token for chunk in part for token in self.word(chunk)]
        return [*tokens(end), TO, *tokens(rest), LINE]

    def theme_words(self, lines):
        """The words that stand for what a poem is about, with a leading space, best first."""
        count = {}
        for line in lines:
            for chunk in chunks(line):
                if len(chunk) > 3 and is_word(chunk) and chunk[1:] not in self.common:
                    count[chunk] = count.get(chunk, 0) + 1
        return sorted(count, key=count.get, reverse=True)[:THEME_WORDS]

    def header(self, kind=VERSE, plain=False, theme=(), begins=True):
        themes = [THEME, *(token for word in theme for token in self.word(word))] if theme else []
        return [kind, *([PLAIN] if plain else []), *themes, BEGIN if begins else MIDDLE]


def units(tokenizer, stanzas, syllables=None):
    """The poem as units that a context takes whole: each line's tokens, the last line of a stanza with
    <stanza> (of the poem: <end>) after it. syllables: a number for each line, or None."""
    out, number = [], 0
    for at, stanza in enumerate(stanzas):
        for line in stanza:
            told = [] if syllables is None else [SPECIAL.index(f"<{max(1, min(syllables[number], MOST_SYLLABLES))}>")]
            out.append(told + tokenizer.line(line))
            number += 1
        out[-1] = out[-1] + [END if at == len(stanzas) - 1 else STANZA]
    return out


def windows(tokenizer, stanzas, theme=(), plain=False, syllables=None):
    """(context, first token that counts) for each context of the poem, as "Context" in the format says."""
    head = tokenizer.header(plain=plain, theme=theme)
    again = tokenizer.header(plain=plain, theme=theme, begins=False)
    context, counted, recent, out = list(head), len(head), [], []
    for unit in units(tokenizer, stanzas, syllables):
        told = 0  # tokens of this line that are counted already
        while told < len(unit):
            room = CONTEXT - len(context)
            if room < len(unit) - told and len(context) > len(again) + 1 and told == 0:
                out.append((context, counted))
                kept, size = [], len(again)
                for before in reversed(recent):
                    if size + len(before) > CONTEXT // 2:
                        break
                    kept.insert(0, before)
                    size += len(before)
                context = again + [token for before in kept for token in before]
                counted, recent = len(context), kept
                room = CONTEXT - len(context)
            part = unit[told:told + room]
            context = context + part
            told += len(part)
            if told < len(unit):  # a line longer than a context
                out.append((context, counted))
                context, recent = again + unit[max(0, told - CONTEXT // 2 + len(again)):told], []
                counted = len(context)
        recent = recent + [unit]
    out.append((context, counted))
    return [(tokens, first) for tokens, first in out if len(tokens) > first]
