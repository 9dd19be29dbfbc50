"""What the network is told of each beat, in the frame of the key's signature (its major tonic is 0).

Written a second time in src/compose/harmony/features.ts; the fixture that export.py writes keeps the
two equal. Everything is counted from the melody alone.
"""

import numpy as np

MAJOR_OF = {"maj": 0, "min": 3}  # semitones from the tonic up to the tonic of the relative major
LENGTH_EDGES = (0.75, 1.25, 1.75, 2.75)
BLOCKS = (("shares", 12), ("start", 12), ("last", 12), ("flags", 3), ("heights", 4), ("length", 5), ("place", 8),
          ("beats", 8), ("left", 6), ("past", 4), ("final", 12), ("whole", 12), ("style", 2))
WIDTH = sum(width for _, width in BLOCKS)
OFFSET = dict(zip([name for name, _ in BLOCKS], np.cumsum([0, *[width for _, width in BLOCKS]])))
STYLES = ("hymn", "song")


def signature_frame(piece):
    """Semitones to subtract from pitches − tonic."""
    return MAJOR_OF[piece["mode"]]


def features(piece):
    """[beats, WIDTH] float32; the style last, so that it can be left out."""
    shift = signature_frame(piece)
    notes = sorted((t, p - shift, d) for t, p, d in piece["notes"])
    beats, beat, bar = piece["beats"], piece["beat"], piece["bar"]
    x = np.zeros((len(beats), WIDTH), np.float32)
    mean = np.average([p for _, p, _ in notes], weights=[d for _, _, d in notes])
    whole = np.zeros(12)
    for _, p, d in notes:
        whole[p % 12] += d
    whole /= whole.sum()
    final = notes[-1][1] % 12
    n, first, heights = len(beats), 0, []
    for i, (tick, ticks, _, at) in enumerate(beats):
        end = tick + ticks
        while first < len(notes) and notes[first][0] + notes[first][2] <= tick:
            first += 1
        inside = []
        place = first
        while place < len(notes) and notes[place][0] < end:
            inside.append(notes[place])
            place += 1
        row = x[i]
        for t, p, d in inside:
            row[OFFSET["shares"] + p % 12] += (min(t + d, end) - max(t, tick)) / ticks
        starting = [note for note in inside if note[0] <= tick]
        sounding = starting[-1] if starting else None
        if sounding:
            t, p, d = sounding
            row[OFFSET["start"] + p % 12] = 1
            row[OFFSET["flags"] + (1 if t == tick else 2)] = 1
            row[OFFSET["length"] + np.searchsorted(LENGTH_EDGES, d / beat)] = 1
        else:
            row[OFFSET["flags"]] = 1
        if inside:
            row[OFFSET["last"] + inside[-1][1] % 12] = 1
        heights.append(sounding[1] if sounding else inside[0][1] if inside else heights[-1] if heights else mean)
        row[OFFSET["place"] + min(7, at // beat)] = 1
        row[OFFSET["beats"] + min(7, bar // beat - 1)] = 1
        left = n - 1 - i
        row[OFFSET["left"] + (left if left < 4 else 4 if left < 8 else 5)] = 1
        row[OFFSET["past"] + (i if i < 2 else 2 if i < 4 else 3)] = 1
        row[OFFSET["final"] + final] = 1
        row[OFFSET["whole"] : OFFSET["whole"] + 12] = whole
    x[:, OFFSET["style"] + STYLES.index(piece["kind"])] = 1
    h = np.array(heights)
    x[:, OFFSET["heights"]] = (h - mean) / 12
    x[1:, OFFSET["heights"] + 1] = np.diff(h) / 12
    x[:-1, OFFSET["heights"] + 2] = np.diff(h) / 12
    x[:, OFFSET["heights"] + 3] = [tick % bar == 0 for tick in beats[:, 3]]
    return x


def shifted(piece):
    """Labels [beats, (state, seventh, bass)] in the frame of the signature."""
    shift = signature_frame(piece)
    out = piece["labels"].copy()
    known = out[:, 0] >= 0
    root, triad = out[:, 0] // 5, out[:, 0] % 5
    out[known, 0] = ((root - shift) % 12 * 5 + triad)[known]
    bass = out[:, 2] >= 0
    out[bass, 2] = (out[bass, 2] - shift) % 12
    return out
