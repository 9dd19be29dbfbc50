"""Learns the pieces and writes everything as tokens: python3 training/words/prepare.py

Leaves training/.cache/words/pieces.json (merges and common words) and tokens.npz: for verse and
prose the lines as tokens with their syllables, by poem or paragraph.
"""

import hashlib
import json
from collections import Counter

import numpy as np

from bpe import learn
from poems import CACHE, DATA, FILES, load, prose
from syllables import of_line
from text import chunks, is_word
from tokens import BASE, COMMON, END, STANZA, VOCABULARY, Tokenizer

VERSE_WEIGHT = 3  # verse counts for so many times the prose when pieces are learned


def words_of(lines, weight, count):
    for line in lines:
        for chunk in chunks(line):
            if is_word(chunk):
                count[chunk] += weight


class Lines:
    """Lines of many texts end to end: tokens, where each line starts, its syllables, each text's first line."""

    def __init__(self):
        self.tokens, self.starts, self.syllables, self.texts = [], [0], [], [0]

    def add(self, tokens, syllables):
        self.tokens.extend(tokens)
        self.starts.append(len(self.tokens))
        self.syllables.append(syllables)

    def close(self):
        self.texts.append(len(self.syllables))

    def arrays(self, name):
        return {f"{name}Tokens": np.array(self.tokens, np.int16), f"{name}Starts": np.array(self.starts, np.int32),
                f"{name}Syllables": np.array(self.syllables, np.int16), f"{name}Texts": np.array(self.texts, np.int32)}


def main():
    CACHE.mkdir(parents=True, exist_ok=True)
    poems, paragraphs = load(), list(prose())
    count, of_verse = Counter(), Counter()
    train = [poem for poem in poems if poem.use == "train"]
    for poem in train:
        words_of(poem.lines, VERSE_WEIGHT, of_verse)
    count.update(of_verse)
    for lines in paragraphs:
        words_of(lines, 1, count)
    merges = learn({word: n for word, n in count.items() if n > 2}, VOCABULARY - len(BASE))
    common = sorted(word[1:] for word, _ in sorted(of_verse.items(), key=lambda item: (-item[1], item[0]))[:COMMON])
    hashes = {file: hashlib.sha256((DATA / file).read_bytes()).hexdigest() for file in FILES}
    (CACHE / "pieces.json").write_text(json.dumps({"merges": merges, "common": common, "data": hashes}))
    tokenizer = Tokenizer(merges, common)
    verse, themes = Lines(), []
    for poem in train:
        for at, stanza in enumerate(poem.stanzas):
            last = END if at == len(poem.stanzas) - 1 else STANZA
            for number, line in enumerate(stanza):
                verse.add(tokenizer.line(line) + ([last] if number == len(stanza) - 1 else []), of_line(line))
        verse.close()
        themes.append(tokenizer.theme_words(poem.lines))
    told = Lines()
    for lines in paragraphs:
        for number, line in enumerate(lines):
            told.add(tokenizer.line(line) + ([STANZA] if number == len(lines) - 1 else []), of_line(line))
        told.close()
    np.savez(CACHE / "tokens.npz", plain=np.array([poem.plain for poem in train]), themes=np.array(json.dumps(themes)),
             **verse.arrays("verse"), **told.arrays("prose"))
    print(f"verse {len(train)} poems, {len(verse.tokens)} tokens, {sum(p.characters() for p in train)} characters; "
          f"prose {len(paragraphs)} paragraphs, {len(told.tokens)} tokens")


if __name__ == "__main__":
    main()
