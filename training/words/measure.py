"""Bits a character of poems, as docs/formats/verse-tokens.md counts them."""

import math

import torch
from torch.nn import functional as F

from syllables import of_line
from tokens import CONTEXT, LINE, MOST_SYLLABLES, SPECIAL, STANZA, END, TO, TOLD_THEMES, windows

KINDS = ("words", "to", "line", "stanza", "syllables")


def kind_of(token):
    if token == TO:
        return "to"
    if token == LINE:
        return "line"
    if token in (STANZA, END):
        return "stanza"
    return "syllables" if token < len(SPECIAL) else "words"


@torch.no_grad()
def bits(model, tokenizer, poems, theme=True, counted=False, plain=False):
    """{"all": bits a character, kind: its part of them, "characters", "tokens"}.

    counted: with each line's syllables told, and paid for. plain: with <plain> where it holds."""
    found = []
    for poem in poems:
        words = tokenizer.theme_words(poem.lines)[:TOLD_THEMES] if theme else ()
        syllables = [of_line(line) for line in poem.lines] if counted else None
        found += windows(tokenizer, poem.stanzas, words, plain and poem.plain, syllables)
    found.sort(key=lambda window: len(window[0]))
    total = dict.fromkeys(KINDS, 0.0)
    count = 0
    for start in range(0, len(found), 16):
        group = found[start:start + 16]
        steps = max(len(tokens) for tokens, _ in group)
        padded = torch.tensor([tokens + [0] * (steps - len(tokens)) for tokens, _ in group])
        logits = model(padded[:, :-1])
        nats = F.cross_entropy(logits.flatten(0, 1), padded[:, 1:].flatten(), reduction="none").view(len(group), -1)
        for row, (tokens, first) in enumerate(group):
            for at in range(first, len(tokens)):
                total[kind_of(tokens[at])] += nats[row, at - 1].item()
            count += len(tokens) - first
    characters = sum(poem.characters() for poem in poems)
    out = {kind: nats / math.log(2) / characters for kind, nats in total.items()}
    return {"all": sum(out.values()), **out, "characters": characters, "tokens": count, "poems": len(poems)}
