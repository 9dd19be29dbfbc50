"""Tunes as events, and back. The exact description is docs/formats/melody-events.md.

A tune is a list of (token, length) pairs on a grid of 96 to a whole note. A note or rest takes
its length in ticks; a bar line that opens a section takes the length of the pickup after it
(0: none); a plain bar line and the end take none (-1).
"""

REST, TIE = "rest", "tie"
END, END_REPEAT = "end", "end:|"
BAR_KINDS = ("|", "||", ":|", "|:", "::")
BAR_LINES = [kind + ending for kind in BAR_KINDS for ending in ("", "1", "2")]
LOWEST, HIGHEST = -21, 31  # semitones from the tonic

#: Token 0 is no token: it stands for "nothing there" among the inputs and is never predicted.
TOKENS = ["none", REST, TIE, *BAR_LINES, END, END_REPEAT]
FIRST_PITCH = len(TOKENS)
TOKENS += [str(p) for p in range(LOWEST, HIGHEST + 1)]
TOKEN = {name: i for i, name in enumerate(TOKENS)}
FIRST_BAR, LAST_BAR = TOKEN["|"], TOKEN["::2"]

LENGTHS = [0, 1, 2, 3, 4, 6, 8, 9, 12, 15, 16, 18, 20, 21, 24, 30, 32, 36, 42, 48, 54, 60, 66, 72,
           84, 90, 96, 108, 120, 132, 144]
LENGTH = {ticks: i for i, ticks in enumerate(LENGTHS)}

TYPES = ["unknown", "air", "hornpipe", "jig", "march", "misc", "reel", "slipjig", "strathspey", "waltz",
         "song", "hymn"]
MODES = ["unknown", "maj", "min", "dor", "mix", "lyd", "phr", "loc"]
METRES = ["unknown", "2/2", "2/4", "3/4", "3/8", "4/4", "6/4", "6/8", "9/8", "12/8", "3/2"]

PITCH_CLASS = dict(zip("C D E F G A B".split(), (0, 2, 4, 5, 7, 9, 11)))


def is_bar(token):
    return FIRST_BAR <= token <= LAST_BAR


def is_end(token):
    return token in (TOKEN[END], TOKEN[END_REPEAT])


def is_pitch(token):
    return token >= FIRST_PITCH


def is_sound(token):
    """A note, its tied continuation, or a rest: what takes time."""
    return token in (TOKEN[REST], TOKEN[TIE]) or is_pitch(token)


def opens_section(token):
    """Any bar line but the plain one: it is followed by a pickup length."""
    return is_bar(token) and token != TOKEN["|"]


def has_length(token):
    return is_sound(token) or opens_section(token)


def pitch_class(key):
    return (PITCH_CLASS[key[0]] + key.count("#") - key[1:].count("b")) % 12


def reference_pitch(key):
    """MIDI pitch of the tonic that pitches are counted from: 62 (D4) to 73 (C sharp 5)."""
    return 62 + (pitch_class(key) - 2) % 12


def grid(metre):
    """(ticks of a full bar, factor from 96-to-a-whole ticks): 2/4 is doubled to meet 2/2 and 4/4."""
    beats, unit = map(int, metre.split("/"))
    factor = 2 if metre == "2/4" else 1
    return factor * 96 * beats // unit, factor


def pieces(length):
    """A length as the fewest vocabulary lengths, longest first."""
    out = []
    while length > 0:
        piece = max(ticks for ticks in LENGTHS if ticks <= length)
        out.append(piece)
        length -= piece
    return out


def _merged(bar, tied_in):
    """[pitch, ticks, continues] of one bar: tied notes of one pitch and adjacent rests joined."""
    tied = set(bar.get("ti", ()))
    out, open_tie = [], tied_in
    for i, (pitch, ticks) in enumerate(bar["n"]):
        continues = open_tie is not None and open_tie == pitch
        if out and (continues or (pitch is None and out[-1][0] is None)):
            out[-1][1] += ticks
        else:
            out.append([pitch, ticks, continues])
        open_tie = pitch if i in tied else None
    return out, open_tie


def bar_line(bar, following):
    """Token of the line between two bars."""
    right, left, ending = bar.get("r"), following.get("l"), following.get("e") or ""
    closes, opens = right in (":|", "::"), left == "|:" or right in ("|:", "::")
    kind = "::" if closes and opens else ":|" if closes else "|:" if opens else "||" if right else "|"
    return TOKEN[kind + ending]


def encode(tune):
    """Events of a corpus tune, or a sentence that says why it has none."""
    full, factor = grid(tune["metre"])
    tonic = reference_pitch(tune["key"])
    bars = tune["bars"]
    totals = [factor * sum(ticks for _, ticks in bar["n"]) for bar in bars]
    line = TOKEN["|:" if bars[0].get("l") == "|:" else "||"]
    events, position, tied = [], 0, None
    for i, bar in enumerate(bars):
        pickup = _pickup(totals, i, line, full)
        if pickup not in LENGTH:
            return f"bar {i + 1} is a pickup of a length outside the vocabulary"
        events.append((line, LENGTH[pickup] if opens_section(line) else -1))
        position = (full - pickup) % full + totals[i]
        if position > full:
            return f"bar {i + 1} is too long"
        notes, tied = _merged(bar, tied)
        for pitch, ticks, continues in notes:
            if pitch is not None and not LOWEST <= pitch - tonic <= HIGHEST:
                return f"bar {i + 1} has a note out of range"
            again = TOKEN[REST if pitch is None else TIE]
            token = again if continues or pitch is None else TOKEN[str(pitch - tonic)]
            for piece in pieces(factor * ticks):
                events.append((token, LENGTH[piece]))
                token = again
        if i + 1 < len(bars):
            line = bar_line(bar, bars[i + 1])
            if position < full and not opens_section(line):
                return f"bar {i + 1} is too short"
    events.append((TOKEN[END_REPEAT if bars[-1].get("r") in (":|", "::") else END], -1))
    return events


def _pickup(totals, i, line, full):
    """Length of bar i when it is a pickup: short, not the last, after an unnumbered section line."""
    opens = opens_section(line) and not TOKENS[line][-1].isdigit()
    return totals[i] if opens and totals[i] < full and i + 1 < len(totals) else 0


def decode(events, metre, key):
    """The bars that events stand for, in the corpus's own form, tied notes split."""
    _, factor = grid(metre)
    tonic = reference_pitch(key)
    bars, sounding = [], None
    for token, length in events:
        name = TOKENS[token]
        if is_bar(token):
            kind, ending = name.rstrip("12"), name[-1] if name[-1] in "12" else None
            if bars and kind != "|":
                bars[-1]["r"] = {"|:": "||", "::": ":|"}.get(kind, kind)
            bars.append({"n": []})
            if kind in ("|:", "::"):
                bars[-1]["l"] = "|:"
            if ending:
                bars[-1]["e"] = ending
        elif is_end(token):
            bars[-1]["r"] = ":|" if name == END_REPEAT else "||"
        else:
            if token == TOKEN[TIE]:
                owner = bars[-1] if bars[-1]["n"] else bars[-2]
                owner.setdefault("ti", []).append(len(owner["n"]) - 1)
            sounding = sounding if token == TOKEN[TIE] else None if token == TOKEN[REST] else int(name) + tonic
            bars[-1]["n"].append([sounding, LENGTHS[length] / factor])
    return bars
