"""Writes the songs and hymns as ABC, as the model is told them: python3 training/melody/tunebook.py

→ training/.cache/songs.abc, hymns.abc, and held-out.abc (every held-out tune of every collection), to
measure with what reads ABC.
"""

import events as ev
from corpora import ROOT, held_out, read_collections

FOLDER = ROOT / "training" / ".cache"
SHARPS = ("C", "^C", "D", "^D", "E", "F", "^F", "G", "^G", "A", "^A", "B")


def note(pitch, ticks):
    """A note in ABC with L:1/96; every note says its own accidental, so that the key counts for nothing."""
    if pitch is None:
        return f"z{ticks}"
    octave, pitch_class = divmod(pitch - 60, 12)
    name = SHARPS[pitch_class]
    accidental, letter = (name[0], name[1]) if len(name) == 2 else ("=", name)
    letter = letter + "," * -octave if octave < 1 else letter.lower() + "'" * (octave - 1)
    return f"{accidental}{letter}{ticks}"


def abc(number, tune):
    lines = [f"X:{number}", f"T:{tune['t']}", f"R:{tune['type']}", f"M:{tune['metre']}", "L:1/96",
             f"K:{tune['key']} {tune['mode']}"]
    body = "|:" if tune["bars"][0].get("l") == "|:" else ""
    for i, bar in enumerate(tune["bars"]):
        tied = set(bar.get("ti", ()))
        notes = " ".join(note(*pair) + ("-" if j in tied else "") for j, pair in enumerate(bar["n"]))
        last = i + 1 == len(tune["bars"])
        sign = {":|": ":|", "::": ":|"}.get(bar.get("r"), "||") if last else ev.TOKENS[ev.bar_line(bar, tune["bars"][i + 1])]
        body += f"{notes} {sign}\n"
    return "\n".join(lines) + "\n" + body


def main():
    tunes, _, _ = read_collections()
    sung = {"songs.abc": "song", "hymns.abc": "hymn"}
    files = {name: [t for t, _ in tunes if t["type"] == kind] for name, kind in sung.items()}
    files["held-out.abc"] = [t for t, _ in tunes if held_out(t)]
    for name, chosen in files.items():
        (FOLDER / name).write_text("\n".join(abc(i + 1, tune) for i, tune in enumerate(chosen)))
        print(f"{name}: {len(chosen)} tunes")


if __name__ == "__main__":
    main()
