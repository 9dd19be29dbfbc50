"""Text as the words model knows it: docs/formats/verse-tokens.md, "Text" and "Pieces"."""

import re
import unicodedata

MARKS = "',.;:!?\")—-"
OPENING = (' "', " (", " '")
GLUE = set(OPENING) | {"—", "-"}  # the piece after one of these loses its leading space
ALPHABET = " abcdefghijklmnopqrstuvwxyz0123456789"
_SAID_OTHERWISE = str.maketrans({
    **dict.fromkeys("’‘ʼ`´", "'"), **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("–―−", "—"),
    "æ": "ae", "œ": "oe", "ß": "ss", "&": " and "})
_CHUNK = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*|[^ ]")


def normalise(line):
    line = line.lower().translate(_SAID_OTHERWISE)
    line = "".join(c for c in unicodedata.normalize("NFKD", line) if unicodedata.category(c)[0] != "M").lower()
    line = re.sub(r"-{2,}", "—", re.sub(r"\s", " ", line.translate(_SAID_OTHERWISE)))
    line = re.sub(r"(?<= )-(?= )", "—", line)
    line = re.sub(r"(?<![a-z0-9])-|-(?![a-z0-9])", "", line)
    return re.sub(r"[^a-z0-9' ,.;:!?\"()—-]", "", line)


def chunks(line):
    """Words with their leading space, and marks (opening ones with a leading space), in order."""
    line = normalise(line)
    out = []
    for match in _CHUNK.finditer(line):
        found = match.group()
        if found[0].isalnum():
            out.append(" " + found)
            continue
        before = line[match.start() - 1] if match.start() else " "
        after = line[match.end()] if match.end() < len(line) else " "
        opens = before in " —-(\"'" and (after.isalnum() or after in "(\"'")
        out.append(" " + found if found == "(" or (found in "\"'" and opens) else found)
    return out


def is_word(chunk):
    return len(chunk) > 1 and chunk not in OPENING


def join(pieces):
    """The canonical line that pieces or chunks stand for."""
    out, glued = [], True
    for piece in pieces:
        out.append(piece[1:] if glued and piece[0] == " " else piece)
        glued = piece in GLUE
    return "".join(out)


def turned(line):
    """(chunks before the end word, the end word and its marks), or None where there is no word."""
    found = chunks(line)
    last = max((i for i, chunk in enumerate(found) if is_word(chunk)), default=None)
    return None if last is None else (found[:last], found[last:])
