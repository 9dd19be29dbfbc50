"""Real tunes with some bars made wrong, and which: what a critic must learn to hear bar by bar."""

import paths  # noqa: F401
import events as ev
from rows import bars_of

KINDS = ("borrow", "pitch", "transpose", "rhythm", "order", "cadence")


def bars(events):
    """[line, sounds] of each bar as written, and the end."""
    out = []
    for event in events[:-1]:
        if ev.is_bar(event[0]):
            out.append([event, []])
        else:
            out[-1][1].append(event)
    return out, events[-1]


def joined(parts, end):
    return [event for line, sounds in parts for event in (line, *sounds)] + [end]


def shape(sounds):
    """What a bar must share with another to stand in its place: its ticks."""
    return sum(ev.LENGTHS[length] for _, length in sounds)


def moved(token, semitones):
    last = len(ev.TOKENS) - 1
    return max(ev.FIRST_PITCH, min(last, token + semitones)) if ev.is_pitch(token) else token


def spoiled_bar(kind, sounds, others, rng):
    """The bar made wrong in one way; None where that changes nothing."""
    pitches = [i for i, (token, _) in enumerate(sounds) if ev.is_pitch(token)]
    if kind == "borrow":
        fitting = others.get(shape(sounds), ())
        new = list(fitting[rng.integers(len(fitting))]) if len(fitting) else sounds
    elif kind == "pitch":
        chosen = [i for i in pitches if rng.random() < 0.5] or pitches[:1]
        new = [(moved(t, int(rng.choice((-7, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 7)))) if i in chosen else t, n)
               for i, (t, n) in enumerate(sounds)]
    elif kind == "transpose":
        by = int(rng.choice((-6, -4, -3, -1, 1, 3, 4, 6)))
        new = [(moved(t, by), n) for t, n in sounds]
    elif kind == "rhythm":
        order = rng.permutation(len(sounds))
        new = [(t, sounds[k][1]) for (t, _), k in zip(sounds, order)]
    elif kind == "order":
        order = rng.permutation(len(sounds))
        new = [(sounds[k][0], n) for (_, n), k in zip(sounds, order)]
    else:  # cadence
        new = list(sounds)
        if pitches:
            t, n = new[pitches[-1]]
            new[pitches[-1]] = (moved(t, int(rng.choice((-6, -4, -2, -1, 1, 2, 3, 6)))), n)
    return None if new == sounds else new


def spoil(events, others, rng):
    """(events, label of each bar: 0 where it was made wrong, else 1); one bar to a third of them.

    `others`: bars of other tunes of the same metre by their ticks.
    """
    parts, end = bars(events)
    labels = [1] * len(parts)
    count = 1 + int(rng.integers(max(1, len(parts) // 3)))
    kind = KINDS[rng.integers(len(KINDS))]
    mixed = rng.random() < 0.3
    sections = [i - 1 for i, (line, _) in enumerate(parts) if i and ev.opens_section(line[0])] + [len(parts) - 1]
    for place in rng.permutation(len(parts))[:count]:
        if mixed:
            kind = KINDS[rng.integers(len(KINDS))]
        if kind == "cadence":
            place = sections[rng.integers(len(sections))] if rng.random() < 0.4 else len(parts) - 1
        new = spoiled_bar(kind, parts[place][1], others, rng)
        if new is not None and labels[place]:
            parts[place][1], labels[place] = new, 0
    events = joined(parts, end)
    assert len(labels) == bars_of(events)[-1] + 1
    return events, labels
