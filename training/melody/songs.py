"""Songs and hymns in the form of the tune books: type, key, mode, metre, bars.

A song's voice falls silent while the piano plays. Bars that are silent throughout are left out, and
there a section ends; so a song is told as its sung sections, each with the pickup it begins with.
A voice notated low is told an octave higher, where the books' tunes are.
"""

import events as ev

LOW = 62  # a melody whose middle pitch lies below D4 is moved up by octaves
LONGEST = 96  # bars; more is left out
KEYS = dict(maj=("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"),
            min=("C", "C#", "D", "Eb", "E", "F", "F#", "G", "G#", "A", "Bb", "B"))


def full_bar(metre):
    """Ticks of a bar, 96 to a whole note."""
    beats, unit = map(int, metre.split("/"))
    return 96 * beats // unit


def sung(notes):
    """[onset, pitch, ticks] at the octave of the books, silence at the start left out."""
    pitches = sorted(pitch for _, pitch, _ in notes)
    middle = pitches[len(pitches) // 2]
    up = 12 * max(0, -(-(LOW - middle) // 12))
    return [(onset, pitch + up, ticks) for onset, pitch, ticks in notes]


def sections(notes, first_bar, full):
    """Runs of notes with no silent bar between them; bar lines are at first_bar + k · full."""
    bar_of = lambda tick: (tick - first_bar) // full
    out = [[]]
    for note in notes:
        if out[-1]:
            onset, _, ticks = out[-1][-1]
            if bar_of(note[0]) - bar_of(onset + ticks - 1) > 1:
                out.append([])
        out[-1].append(note)
    return out


def bars_of(section, start, end, first_bar, full):
    """The bars from tick `start` to `end`, rests written out and notes tied over bar lines."""
    bars, now = [], start
    pieces = []  # [pitch or None, from, to]
    for onset, pitch, ticks in section:
        if onset > now:
            pieces.append((None, now, onset))
        pieces.append((pitch, onset, onset + ticks))
        now = onset + ticks
    if now < end:
        pieces.append((None, now, end))
    line = lambda tick: first_bar + ((tick - first_bar) // full + 1) * full  # the next bar line
    bar_end = start
    for pitch, begin, stop in pieces:
        while begin < stop:
            if begin == bar_end:
                bars.append({"n": []})
                bar_end = line(begin)
            upto = min(stop, bar_end)
            bars[-1]["n"].append([pitch, upto - begin])
            if upto < stop and pitch is not None:
                bars[-1].setdefault("ti", []).append(len(bars[-1]["n"]) - 1)
            begin = upto
    return bars


def bars_of_voice(notes, first_bar, full):
    """All bars of a voice. A section begins with its first note, as a pickup if that is within a
    bar, and ends where the next section's pickup completes its bar (the last: where the first's does)."""
    parts = sections(notes, first_bar, full)
    pickups = [(first_bar - part[0][0]) % full for part in parts]
    bars = []
    for i, part in enumerate(parts):
        start, (onset, _, ticks) = part[0][0], part[-1]
        stop = onset + ticks
        over = (stop - first_bar) % full
        short = full - pickups[(i + 1) % len(parts)]
        end = stop if over == 0 else stop - over + (short if over <= short else full)
        bars += bars_of(part, start, end, first_bar, full)
        bars[-1]["r"] = "||"
    return bars


def song(raw):
    """A line of songs/*.jsonl as a tune, or a sentence that says why it cannot be one."""
    if raw["metre"] not in ev.METRES:
        return "its metre is too rare"
    full = full_bar(raw["metre"])
    bars = bars_of_voice(sung(raw["n"]), raw["pickup"], full)
    if len(bars) > LONGEST:
        return f"it has more than {LONGEST} bars"
    return {"id": raw["id"], "t": raw["t"], "by": raw["composer"], "type": "song", "metre": raw["metre"],
            "key": KEYS[raw["mode"]][raw["tonic"]], "mode": raw["mode"], "bars": bars}


def hymn(raw):
    """A line of hymns/*.jsonl, its soprano as a tune, or a sentence that says why it cannot be one."""
    if raw["metre"] not in ev.METRES:
        return "its metre is too rare"
    full = full_bar(raw["metre"])
    notes, now = [], 0
    for pitch, ticks in raw["S"]:
        if pitch is not None:
            notes.append((now, pitch, ticks))
        now += ticks
    if (now - raw["pickup"]) % full not in (0, full - raw["pickup"]):
        return "its last bar is not whole: the metre changes on the way"
    return {"id": raw["id"], "t": raw["t"], "type": "hymn", "metre": raw["metre"], "key": raw["key"],
            "mode": raw["mode"], "bars": bars_of_voice(notes, raw["pickup"], full)}
