"""Syllables of a line: the CMU dictionary's first pronunciation, else groups of vowels."""

import re
from functools import lru_cache

from poems import ROOT
from text import chunks, is_word

DICTIONARY = ROOT / "node_modules" / "cmu-pronouncing-dictionary" / "index.js"


@lru_cache(1)
def _dictionary():
    text = DICTIONARY.read_text(encoding="utf-8")
    found = re.findall(r"""^\s*(?:'([^']*)'|"([^"]*)"|([a-z]+)): ['"]([A-Z0-2 ]+)['"]""", text, re.M)
    return {(a or b or c): len(re.findall(r"[0-2]", phones)) for a, b, c, phones in found}


@lru_cache(None)
def of_word(word):
    known = _dictionary().get(word)
    if known is None and word.endswith("'s"):
        known = _dictionary().get(word[:-2])
    if known is not None:
        return known
    plain = re.sub(r"[^a-z]", "", word)
    groups = len(re.findall(r"[aeiouy]+", plain))
    silent = plain.endswith("e") and not plain.endswith("le") or re.search(r"[^aeioutd]ed$", plain) is not None
    return max(1, groups - (1 if silent and groups > 1 else 0))


def of_line(line):
    return sum(of_word(chunk[1:]) for chunk in chunks(line) if is_word(chunk))
