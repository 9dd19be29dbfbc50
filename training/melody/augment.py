"""Other tunes that could as well have been in the books, made from those that are.

Four changes that leave a tune a tune: its other parallel mode, its sections in another order or
one alone, its pairs of notes dotted or evened, its repeats signed as another engraver would. Only
training tunes are changed.
"""

import events as ev

SCALES = {"maj": (0, 2, 4, 5, 7, 9, 11), "mix": (0, 2, 4, 5, 7, 9, 10), "dor": (0, 2, 3, 5, 7, 9, 10),
          "min": (0, 2, 3, 5, 7, 8, 10)}


def other_mode(events, mode, new):
    """Every degree of the old scale becomes that of the new; notes outside the scale stay."""
    degrees = dict(zip(SCALES[mode], SCALES[new]))

    def moved(token):
        if not ev.is_pitch(token):
            return token
        semitones = token - ev.FIRST_PITCH + ev.LOWEST
        octave, pitch_class = divmod(semitones, 12)
        return ev.FIRST_PITCH - ev.LOWEST + 12 * octave + degrees.get(pitch_class, pitch_class)

    return [(moved(token), length) for token, length in events]


def sections(events):
    """[opens with |:, pickup, body, closes with :|] of each section; None where there are endings."""
    out = []
    for token, length in events:
        name = ev.TOKENS[token]
        if ev.opens_section(token):
            if name[-1].isdigit():
                return None
            if out:
                out[-1][3] = name in (":|", "::")
            out.append([name in ("|:", "::"), length, [], False])
        elif ev.is_end(token):
            out[-1][3] = name == ev.END_REPEAT
        else:
            out[-1][2].append((token, length))
    return out


def joined(parts):
    """Events of sections in a row."""
    events = []
    for i, (opens, pickup, body, _) in enumerate(parts):
        closed = i > 0 and parts[i - 1][3]
        kind = ("::" if opens else ":|") if closed else "|:" if opens else "||"
        events += [(ev.TOKEN[kind], pickup), *body]
    return [*events, (ev.TOKEN[ev.END_REPEAT if parts[-1][3] else ev.END], -1)]


def other_order(events, rng):
    """The sections turned round, or one of them alone; None where that cannot be."""
    parts = sections(events)
    if parts is None or len(parts) < 2 or len({part[1] for part in parts}) > 1:
        return None  # unequal pickups: the joins would not be whole bars
    if rng.random() < 0.3:
        return joined([parts[rng.integers(len(parts))]])
    turn = rng.integers(1, len(parts))
    return joined(parts[turn:] + parts[:turn])


def other_rhythm(events, full):
    """Pairs on the beat, long and short (18 + 6), made even (12 + 12), or even ones dotted."""
    if full % 24 or full % 36 == 0:
        return None
    long, short, even = (ev.LENGTH[ticks] for ticks in (18, 6, 12))
    out, position, changed = list(events), 0, 0
    dotted = sum(length == long for _, length in events)
    old, new = ((long, short), (even, even)) if dotted > 8 else ((even, even), (long, short))
    i = 0
    while i < len(out):
        token, length = out[i]
        if ev.is_bar(token):
            position = full - ev.LENGTHS[length] if length > 0 else 0
        elif ev.is_sound(token):
            if (i + 1 < len(out) and position % 24 == 0 and (length, out[i + 1][1]) == old
                    and ev.is_pitch(token) and ev.is_pitch(out[i + 1][0])):
                out[i], out[i + 1] = (token, new[0]), (out[i + 1][0], new[1])
                position += 24
                changed += 1
                i += 2
                continue
            position += ev.LENGTHS[length]
        i += 1
    return out if changed > 8 else None


def other_signs(events, rng):
    """Repeats written another way: with their opening signs or without, or not at all."""
    names = [ev.TOKENS[token] for token, _ in events]
    if not {":|", "::", ev.END_REPEAT} & set(names):
        return None
    if rng.random() < 0.3 and not any(name[-1].isdigit() for name in names[:-1] if name.startswith((":", "|"))):
        signs = {"|:": "||", ":|": "||", "::": "||", ev.END_REPEAT: ev.END}
    elif names[0] == "|:" or "::" in names:
        signs = {"|:": "||", "::": ":|"}
    elif names.count("||") == 1:
        signs = {"||": "|:", ":|": "::"}
    else:
        return None  # some sections are not repeated, and need no sign
    return [(ev.TOKEN[signs.get(name, name)], length) for name, (_, length) in zip(names, events)]


def variant(tune, events, rng):
    """(tune as it is now told, its events): some changes, or none if none is possible."""
    if tune["mode"] in SCALES and rng.random() < 0.4:
        new = rng.choice([mode for mode in SCALES if mode != tune["mode"]])
        tune, events = {**tune, "mode": str(new)}, other_mode(events, tune["mode"], str(new))
    if rng.random() < 0.6:
        events = other_order(events, rng) or events
    if rng.random() < 0.2:
        events = other_rhythm(events, ev.grid(tune["metre"])[0]) or events
    if rng.random() < 0.4:
        events = other_signs(events, rng) or events
    return tune, events
