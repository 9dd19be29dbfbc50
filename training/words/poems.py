"""The poems and their split: near-identical poems stay together, and two books are held out whole."""

import hashlib
import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from text import join, turned

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data" / "words"
CACHE = ROOT / "training" / ".cache" / "words"
FILES = ("verse-en.txt", "verse-en-plain.txt", "prose-en.txt")
UNSURE = {"18909", "19469"}  # when their editors died, and so their terms, is not known
HELD_BOOKS = {"1247": "Millay, Second April", "52066": "Lawson, Verses Popular and Humorous"}
SHARED_LINES, SHARED_PART = 3, 0.25  # so many lines in common, or such a part of the shorter poem


@dataclass
class Poem:
    title: str
    book: str
    stanzas: list  # of lists of canonical lines
    plain: bool = False
    group: int = 0
    use: str = "train"  # or held, book, repeat

    @property
    def lines(self):
        return [line for stanza in self.stanzas for line in stanza]

    def characters(self):
        return sum(len(line) + 1 for line in self.lines) + len(self.stanzas) - 1


def canonical(line):
    """The line as it is counted, or None where it has no word."""
    found = turned(line)
    return found and join(found[0] + found[1])


def stanzas_of(lines):
    """Stanzas by blank lines; lines without a word are left out, and stanzas without a line."""
    out = [[]]
    for line in lines:
        if not line.strip():
            out.append([])
        elif (said := canonical(line)) is not None:
            out[-1].append(said)
    return [stanza for stanza in out if stanza]


def read(path):
    """Poems of a file whose titles are "# Title | author | pgNumber" lines."""
    poems, head, lines = [], None, []
    for line in [*path.read_text(encoding="utf-8").splitlines(), "# end"]:
        if not line.startswith("#"):
            lines.append(line)
            continue
        stanzas = stanzas_of(lines)
        if head is not None and stanzas:
            poems.append(Poem(head, re.sub(r".*\|\s*pg", "", head).strip(), stanzas))
        head, lines = line[1:].strip(), []
    return poems


def group(poems):
    """Gives poems that share lines the same group: union of poems by lines of four words or more."""
    where = defaultdict(set)
    for number, poem in enumerate(poems):
        for line in set(poem.lines):
            words = re.findall(r"[a-z0-9']+", line)
            if len(words) >= 4:
                where[" ".join(words)].add(number)
    shared = Counter()
    for found in where.values():
        if 1 < len(found) <= 12:  # a line in more poems than that is a common saying
            found = sorted(found)
            shared.update((a, b) for i, a in enumerate(found) for b in found[i + 1:])
    parent = list(range(len(poems)))

    def root(a):
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        return a

    for (a, b), count in shared.items():
        if count >= SHARED_LINES or count >= SHARED_PART * min(len(poems[a].lines), len(poems[b].lines)):
            parent[root(b)] = root(a)
    for number, poem in enumerate(poems):
        poem.group = root(number)


def split(poems, part=0.03):
    """Sets use: books held out whole, a part of the groups held out by a hash of their first lines,
    and of poems in one group that are trained on all but the longest as repeats."""
    members = defaultdict(list)
    for poem in poems:
        members[poem.group].append(poem)
    for same in members.values():
        text = min(poem.lines[0] for poem in same)
        chosen = int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) / 2**32 < part
        in_book = any(poem.book in HELD_BOOKS for poem in same)
        longest = max(same, key=lambda poem: len(poem.lines))
        for poem in same:
            poem.use = "repeat"
        if in_book:
            for poem in same:
                if poem.book in HELD_BOOKS:
                    poem.use = "book"
        else:
            longest.use = "held" if chosen else "train"


def load():
    """All poems but those of books whose terms are unsure, with use and plain set."""
    plain = {hashlib.sha256("\n".join(poem.lines).encode()).digest() for poem in read(DATA / FILES[1])}
    poems = [poem for poem in read(DATA / FILES[0]) if poem.book not in UNSURE]
    for poem in poems:
        poem.plain = hashlib.sha256("\n".join(poem.lines).encode()).digest() in plain
    group(poems)
    split(poems)
    return poems


def phrases(paragraph):
    """A paragraph's canonical lines: phrases of at most ten words, cut after a mark where there is one."""
    from text import chunks, is_word
    out, line, words = [], [], 0
    for chunk in chunks(paragraph):
        if is_word(chunk):
            if words >= 10 or (words >= 5 and line[-1] in ",.;:!?—\")") or (words >= 2 and line[-1] in ".!?"):
                out.append(join(line))
                line, words = [], 0
            words += 1
        line.append(chunk)
    if words:
        out.append(join(line))
    return [said for text in out if (said := canonical(text)) is not None]


def prose():
    """Paragraphs as lists of lines."""
    with open(DATA / FILES[2], encoding="utf-8") as file:
        for paragraph in file:
            lines = phrases(paragraph)
            if lines:
                yield lines
