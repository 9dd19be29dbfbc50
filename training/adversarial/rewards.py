"""What a written tune earns, bar by bar: the critic's chances, and a few rules in figures."""

import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch

sys.path.append(str(Path(__file__).resolve().parents[1] / "critic"))
import paths  # noqa: E402, F401
import events as ev  # noqa: E402
import spoil  # noqa: E402
import tunes as of  # noqa: E402

RUN = 8  # notes that are looked up in the books
FLAGGED = 0.25  # share of a tune's runs in one other tune: the 95th percentile among people's
USUAL_REPETITION = (0.15, 0.4)  # share of bars equal to an earlier one: the middle half of the books
WIDEST_RANGE = 24  # semitones
LATER = 0.6  # what a bar counts for the events of the bar before


def notes_of(events):
    """[(semitones, ticks, bar as written)] of the sounding notes, ties joined."""
    out, bar = [], -1
    for token, length in events:
        bar += ev.is_bar(token)
        if ev.is_pitch(token):
            out.append([token - ev.FIRST_PITCH + ev.LOWEST, ev.LENGTHS[length], bar])
        elif token == ev.TOKEN[ev.TIE] and out:
            out[-1][1] += ev.LENGTHS[length]
    return out


def runs_of(notes):
    """Every run of eight steps with their lengths, and the bar it begins in."""
    steps = [(b[0] - a[0], b[1]) for a, b in zip(notes, notes[1:])]
    return [(tuple(steps[i : i + RUN]), notes[i][2]) for i in range(len(steps) - RUN + 1)]


class Books:
    """The runs of the training tunes, to find what a written tune shares with any one of them."""

    def __init__(self, tunes):
        self.tunes_with = defaultdict(set)
        for place, tune in enumerate(tunes):
            for run, _ in runs_of(notes_of(tune["events"])):
                self.tunes_with[run].add(place)

    def nearest(self, events):
        """(largest share of the tune's runs found in one tune, the bars that those begin in)."""
        runs = runs_of(notes_of(events))
        count = Counter(tune for run, _ in runs for tune in self.tunes_with.get(run, ()))
        if not count:
            return 0.0, set()
        tune, most = count.most_common(1)[0]
        return most / len(runs), {bar for run, bar in runs if tune in self.tunes_with.get(run, ())}


def repetition(parts):
    texts = [tuple(sounds) for _, sounds in parts]
    return np.mean([text in texts[:i] for i, text in enumerate(texts)])


def by_rules(events, books):
    """Reward of each bar, about ±1: cadence, motif, range, no long repeats, originality."""
    parts, _ = spoil.bars(events)
    texts = [tuple(sounds) for _, sounds in parts]
    notes = notes_of(events)
    out = np.zeros(len(parts))
    out[-1] += 0.5 if notes[-1][0] % 12 == 0 else -0.5
    share = repetition(parts)
    out -= 2 * max(0.0, USUAL_REPETITION[0] - share, share - USUAL_REPETITION[1])
    for i in range(2, len(texts)):
        out[i] -= texts[i] == texts[i - 1] == texts[i - 2]
    pitches = np.array([n[0] for n in notes])
    if np.ptp(pitches) > WIDEST_RANGE:
        out[sorted({n[2] for n in notes if abs(n[0] - np.median(pitches)) > WIDEST_RANGE / 2})] -= 0.5
    near, found = books.nearest(events)
    if near > FLAGGED:
        out[sorted(found)] -= 0.5
    return out


@torch.no_grad()
def by_critic(critic, tunes):
    """[(chance of the whole, chance of each bar)]"""
    critic.eval()
    examples = [of.example(tune, 0) for tune in tunes]
    whole, bars = critic(of.collate(examples))
    return [(torch.sigmoid(w).item(), torch.sigmoid(b[: len(e["barLabel"])]).numpy())
            for w, b, e in zip(whole, bars, examples)]


def advantages(tunes, critic, books, rules=0.5):
    """(advantage of each event of each tune, figures).

    An event earns what its bar and, less and less, the later bars are worth above what such bars
    are worth in this batch; the whole counts for all of the tune. Scaled to a spread of one, cut at ±2.
    """
    judged = by_critic(critic, tunes)
    ruled = [by_rules(tune["events"], books) for tune in tunes]
    bars = [b + rules * r for (_, b), r in zip(judged, ruled)]
    whole = np.array([w for w, _ in judged])
    usual = np.mean(np.concatenate(bars))
    worth = []
    for b, w in zip(bars, whole):
        later, out = 0.0, np.zeros(len(b))
        for i in reversed(range(len(b))):
            later = b[i] - usual + LATER * later
            out[i] = later
        worth.append(out * (1 - LATER) + 0.5 * (w - whole.mean()))
    flat = np.concatenate(worth)
    centre, spread = flat.mean(), flat.std() + 1e-6
    scaled = [np.clip((w - centre) / spread, -2, 2) for w in worth]
    events = [[w[max(0, bar)] for bar in of.told.bars_of(t["events"])] for w, t in zip(scaled, tunes)]
    figures = {"reward": round(float(whole.mean()), 4), "barReward": round(float(np.mean(np.concatenate([b for _, b in judged]))), 4),
               "rules": round(float(np.mean(np.concatenate(ruled))), 4)}
    return events, figures
