"""What the critic is told of a finished tune: one-hot indices for each event, and its bar.

Bar lines are told as three kinds only (plain, opening a section, the end): repeats and endings are
a matter of how a tune is engraved, and the writer's rules for them would give it away at once. The
same code is written again in src/compose/critic/rows.ts; a fixture keeps the two equal.
"""

import paths  # noqa: F401
import events as ev

LAGS = (1, 2, 4, 8, 16)  # bars looked back for an equal event
WIDEST = 16  # semitones of a step between two notes that are told apart
LINE, SECTION, CLOSE, PITCH = 3, 4, 5, 6  # rest and tie are 1 and 2, as among the tokens

FEATURES = (
    ("sound", PITCH + ev.HIGHEST - ev.LOWEST + 1),
    ("length", len(ev.LENGTHS) + 1),
    ("step", 2 * WIDEST + 2),
    ("degree", len(ev.MODES) * 13),
    ("metrePosition", len(ev.METRES) * 49),
    ("section", 9),
    ("barInSection", 19),
    ("barsLeft", 34),
    *((f"same{lag}", 3) for lag in LAGS),
    ("type", len(ev.TYPES)),
    ("mode", len(ev.MODES)),
    ("metre", len(ev.METRES)),
)
OFFSETS = [0]
for _, size in FEATURES:
    OFFSETS.append(OFFSETS[-1] + size)
ROWS = OFFSETS.pop()


def sound(token):
    if ev.is_pitch(token):
        return PITCH + token - ev.FIRST_PITCH
    if ev.is_end(token):
        return CLOSE
    if ev.is_bar(token):
        return SECTION if ev.opens_section(token) else LINE
    return token


def bars_of(events):
    """The bar, counted as written from 0, that each event stands in; a line belongs to what it opens."""
    out, bar = [], -1
    for token, _ in events:
        bar += ev.is_bar(token)
        out.append(bar)
    return out


def rows(events, tune):
    """(table rows of each event [events, features], bar of each event). `tune`: type, mode, metre."""
    full = ev.grid(tune["metre"])[0]
    index = lambda names, name: names.index(name) if name in names else 0
    kind, mode, metre = index(ev.TYPES, tune["type"]), index(ev.MODES, tune["mode"]), index(ev.METRES, tune["metre"])
    at, position, closed, section, in_section, in_pickup = 0, 0, 0, 0, 0, False
    last, begun, onsets, out, places = None, False, {}, [], []
    for token, length in events:
        step = degree = 0
        if ev.is_bar(token):
            whole = begun and not in_pickup
            closed, in_section = closed + whole, in_section + whole
            pickup = ev.LENGTHS[length] if ev.opens_section(token) else 0
            at += begun and not 0 < pickup <= full - position
            position, in_pickup = full - pickup if pickup else 0, pickup > 0
            if ev.opens_section(token):
                section, in_section = section + begun, 0
            begun = True
        elif ev.is_pitch(token):
            semitones = token - ev.FIRST_PITCH + ev.LOWEST
            degree = mode * 13 + 1 + semitones % 12
            step = 0 if last is None else 1 + WIDEST + max(-WIDEST, min(WIDEST, semitones - last))
            last = semitones
        now = at * full + position
        same = [0] * len(LAGS)
        if ev.is_sound(token):
            same = [0 if now < lag * full else 2 if onsets.get(now - lag * full) == (token, length) else 1
                    for lag in LAGS]
            onsets[now] = token, length
        out.append([sound(token), length + 1 if ev.is_sound(token) else 0, step, degree,
                    metre * 49 + min(48, position // 3), 1 + min(7, section), 1 + min(17, in_section), 0,
                    *same, kind, mode, metre])
        places.append(closed)
        if ev.is_sound(token):
            position += ev.LENGTHS[length]
    for row, closed_then in zip(out, places):
        row[7] = 1 + min(32, closed - closed_then)
    return [[index + offset for index, offset in zip(row, OFFSETS)] for row in out], bars_of(events)
