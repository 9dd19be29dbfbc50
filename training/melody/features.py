"""What the network is told before each event: a list of one-hot indices, built as a tune grows.

Every feature is an index into its own rows of one table; row 0 of each means "none" or "not
told". The same code is written again in src/compose/melody/state.ts; a fixture keeps the two
equal. Described in docs/formats/melody-events.md.
"""

from bisect import bisect_right

import numpy as np

import events as ev

LAGS = (1, 2, 4, 8, 16)  # bars looked back
TOKENS, LENGTHS = len(ev.TOKENS), len(ev.LENGTHS)
MATCHES = 9  # buckets of a run of equal events: 0, 1, 2, 3, 4, 5–6, 7–9, 10–15, 16 and more
RUNS = 1 + 3 * TOKENS  # a token together with how long the run before it was, in three groups; 0: no run
STEPS = 146  # positions in a bar, 0–144 and "none"
CONTROLS = (("barsLeft", 34), ("sections", 8), ("similarity", 5), ("energy", 4), ("register", 4),
            ("leaps", 4), ("chromatic", 4))
GIVEN = (("type", len(ev.TYPES)), ("mode", len(ev.MODES)), ("metre", len(ev.METRES)), ("key", 13))
PLACE = (("position", STEPS), ("metrePosition", len(ev.METRES) * 49), ("remaining", STEPS), ("section", 9),
         ("barInSection", 19), ("lastSectionBars", 19), ("sectionLine", TOKENS), ("pickup", LENGTHS + 1))
RECENT = (("token1", TOKENS), ("length1", LENGTHS + 1),
          *((f"note{i}", TOKENS) for i in (1, 2, 3, 4)), *((f"noteLength{i}", LENGTHS + 1) for i in (1, 2, 3)),
          ("barFirst", TOKENS), ("lastBarFirst", TOKENS))
LOOKBACK = tuple(spec for lag in LAGS for spec in (
    (f"lag{lag}", TOKENS), (f"lag{lag}Length", LENGTHS + 2), (f"lag{lag}Next", TOKENS),
    (f"lag{lag}Match", MATCHES), (f"lag{lag}Run", RUNS)))
POINTERS = tuple(spec for p in "AB" for spec in (
    (f"copy{p}", TOKENS), (f"copy{p}Length", LENGTHS + 1), (f"copy{p}Match", MATCHES),
    (f"copy{p}Run", RUNS)))
SEEN = tuple((f"seen{pc}", 2) for pc in range(12))
FEATURES = (*GIVEN, *CONTROLS, *PLACE, *RECENT, *LOOKBACK, *POINTERS, *SEEN)
OFFSETS = [0]
for _, size in FEATURES:
    OFFSETS.append(OFFSETS[-1] + size)
ROWS = OFFSETS.pop()
COLUMN = {name: i for i, (name, _) in enumerate(FEATURES)}

#: Told to the length head once the token is known: the token, and the length that went with the
#: same token in each place looked back to.
LENGTH_FEATURES = (("token", TOKENS), *((f"lag{lag}Same", LENGTHS + 1) for lag in LAGS),
                   ("copyASame", LENGTHS + 1), ("copyBSame", LENGTHS + 1))
LENGTH_OFFSETS = [0]
for _, size in LENGTH_FEATURES:
    LENGTH_OFFSETS.append(LENGTH_OFFSETS[-1] + size)
LENGTH_ROWS = LENGTH_OFFSETS.pop()


def match_bucket(run):
    for bucket, limit in enumerate((0, 1, 2, 3, 4, 6, 9, 15)):
        if run <= limit:
            return bucket
    return 8


def run_token(run, token):
    """A token after a run of 1–2, 3–6, or 7 and more equal events, as one index; 0 without a run."""
    if run == 0 or token == 0:
        return 0
    group = 0 if run <= 2 else 1 if run <= 6 else 2
    return 1 + group * TOKENS + token


class State:
    """A tune half written. `given` and `controls` hold indices (0: not told); `bars` the number wanted or 0."""

    def __init__(self, full, given, controls=(0,) * 6, bars=0):
        self.full, self.given, self.controls, self.bars = full, list(given), list(controls), bars
        self.bar, self.position, self.in_bar = 0, 0, 0
        self.closed, self.in_pickup = 0, False  # bars closed; a pickup is no bar
        self.section, self.section_bars, self.last_section_bars = 0, 0, -1
        self.section_line, self.pickup = 0, 0
        self.tokens, self.lengths = [], []  # every event
        self.onsets, self.sounds, self.sound_lengths = [], [], []  # what takes time, by absolute tick
        self.codes, self.matches = np.zeros(0, np.int32), np.zeros(1, np.int32)
        self.runs = [0] * len(LAGS)
        self.bar_first, self.last_bar_first = 0, 0
        self.seen = [0] * 12

    def now(self):
        return self.bar * self.full + self.position

    def push(self, token, length):
        """Adds an event. `length` is an index into LENGTHS, or -1 where the token has none."""
        if ev.is_sound(token):
            self._sound(token, length)
        elif ev.is_bar(token):
            self._line(token, length)
        self._match(token, length)
        self.tokens.append(token)
        self.lengths.append(length)

    def _sound(self, token, length):
        now = self.now()
        for i, lag in enumerate(LAGS):
            at = self._sounding(now - lag * self.full)
            same = (at >= 0 and self.onsets[at] == now - lag * self.full and self.sounds[at] == token
                    and self.sound_lengths[at] == length)
            self.runs[i] = self.runs[i] + 1 if same else 0
        self.onsets.append(now)
        self.sounds.append(token)
        self.sound_lengths.append(length)
        if self.in_bar == 0:
            self.last_bar_first, self.bar_first = self.bar_first, token
        self.in_bar += 1
        self.position += ev.LENGTHS[length]
        if ev.is_pitch(token):
            self.seen[(token - ev.FIRST_PITCH + ev.LOWEST) % 12] = 1

    def _line(self, token, length):
        if self.tokens and not self.in_pickup:
            self.closed += 1
            self.section_bars += 1
        pickup = ev.LENGTHS[length] if ev.opens_section(token) else 0
        joins = 0 < pickup <= self.full - self.position and self.position < self.full
        if self.tokens and not joins:
            self.bar += 1
        self.position = self.full - pickup if pickup else 0
        self.in_bar, self.in_pickup = 0, pickup > 0
        if ev.opens_section(token):
            if self.tokens:
                self.section += 1
                self.last_section_bars = self.section_bars
            self.section_bars, self.section_line, self.pickup = 0, token, length + 1

    def _match(self, token, length):
        code = token * 64 + length + 1
        self.matches = np.concatenate(([0], np.where(self.codes == code, self.matches[: len(self.codes)] + 1, 0)))
        self.codes = np.append(self.codes, code)

    def _sounding(self, tick):
        """Index of what sounds at an absolute tick, or -1."""
        at = bisect_right(self.onsets, tick) - 1
        if at >= 0 and tick < self.onsets[at] + ev.LENGTHS[self.sound_lengths[at]]:
            return at
        return -1

    def _lookback(self):
        """For each lag: (token, length index + 2 if it begins here, else 1, following token)."""
        out = []
        for lag in LAGS:
            tick = self.now() - lag * self.full
            at = self._sounding(tick)
            if at < 0:
                out.append((0, 0, 0))
                continue
            follows = self.sounds[at + 1] if at + 1 < len(self.sounds) else 0
            out.append((self.sounds[at], self.sound_lengths[at] + 2 if self.onsets[at] == tick else 1, follows))
        return out

    def _pointers(self):
        """The two best continuations by longest repeated context: (token, length index + 1, run)."""
        out = []
        matches = self.matches[: len(self.codes)].copy()  # matches[j]: codes[:j] and all codes share a suffix
        for _ in range(2):
            if len(matches) == 0 or matches.max() == 0:
                out.append((0, 0, 0))
                continue
            at = len(matches) - 1 - int(matches[::-1].argmax())
            out.append((self.tokens[at], self.lengths[at] + 1, int(matches[at])))
            matches[(self.codes >> 6) == self.tokens[at]] = 0
        return out

    def features(self):
        """One index for each of FEATURES (within the feature)."""
        full, position = self.full, self.position
        left = 0 if self.bars == 0 else 1 + min(32, max(0, self.bars - self.closed))
        notes = [self.sounds[-i] if len(self.sounds) >= i else 0 for i in (1, 2, 3, 4)]
        lengths = [self.sound_lengths[-i] + 1 if len(self.sounds) >= i else 0 for i in (1, 2, 3)]
        out = [
            *self.given, left, *self.controls,
            1 + min(144, position), self.given[2] * 49 + min(48, position // 3),
            1 + min(144, full - position), 1 + min(7, self.section), 1 + min(17, self.section_bars),
            1 + min(17, self.last_section_bars), self.section_line, self.pickup,
            self.tokens[-1] if self.tokens else 0, self.lengths[-1] + 1 if self.lengths else 0,
            *notes, *lengths, self.bar_first, self.last_bar_first,
        ]
        for (token, length, follows), run in zip(self._lookback(), self.runs):
            out += [token, length, follows, match_bucket(run) if token else 0, run_token(run, token)]
        for token, length, run in self._pointers():
            out += [token, length, match_bucket(run), run_token(run, token)]
        return out + self.seen

    def length_features(self, token):
        """One index for each of LENGTH_FEATURES, the token being known."""
        out = [token]
        for same, length, _ in self._lookback():
            out.append(length - 1 if same == token and length >= 2 else 0)
        for same, length, _ in self._pointers():
            out.append(length if same == token else 0)
        return out

    def token_mask(self):
        """Which tokens can come next in any tune at all."""
        mask = np.zeros(TOKENS, bool)
        if not self.tokens:
            mask[[ev.TOKEN["||"], ev.TOKEN["|:"]]] = True
            return mask
        if self.in_bar > 0:
            mask[ev.FIRST_BAR : ev.LAST_BAR + 1] = True
            mask[[ev.TOKEN[ev.END], ev.TOKEN[ev.END_REPEAT]]] = True
            mask[ev.TOKEN["|"]] = self.position == self.full
        if self.position < self.full:
            mask[ev.FIRST_PITCH :] = True
            mask[ev.TOKEN[ev.REST]] = True
            mask[ev.TOKEN[ev.TIE]] = bool(self.sounds) and self.sounds[-1] != ev.TOKEN[ev.REST]
        return mask

    def length_mask(self, token):
        """Which lengths the token can have here."""
        ticks = np.array(ev.LENGTHS)
        if ev.opens_section(token):
            return ticks < self.full
        return (ticks > 0) & (ticks <= self.full - self.position)
