"""Plain draws from the committed bytes, no form asked for: python3 training/words/sample.py → samples.json"""

import json

import torch

from export import FOLDER, committed_tokenizer, load_committed
from text import join
from tokens import BEGIN, CONTEXT, END, LINE, PLAIN, SPECIAL, STANZA, TO, VERSE

SEEDS, TEMPERATURE, MASS = 10, 0.85, 0.95


@torch.no_grad()
def draw(model, seed):
    """Tokens after <verse> <plain> <begin>, to <end> or the end of the context; the likeliest tokens
    that together have so much of the chance."""
    chance = torch.Generator().manual_seed(seed)
    tokens = [VERSE, PLAIN, BEGIN]
    while len(tokens) < CONTEXT and tokens[-1] != END:
        logits = model(torch.tensor([tokens]))[0, -1] / TEMPERATURE
        logits[END + 1:len(SPECIAL)] = -torch.inf
        odds, order = logits.softmax(-1).sort(descending=True)
        odds[odds.cumsum(0) - odds > MASS] = 0
        tokens.append(int(order[torch.multinomial(odds, 1, generator=chance)]))
    return tokens[3:]


def lines_of(pieces, tokens):
    """The poem's whole lines, "" between stanzas."""
    out, part, end = [], [], []
    for token in tokens:
        if token == TO:
            part, end = [], part
        elif token == LINE:
            out.append(join([*part, *end]))
            part = []
        elif token == STANZA:
            out.append("")
        elif token >= len(SPECIAL):
            part.append(pieces[token])
    return out


def main():
    torch.set_num_threads(1)
    model, config = load_committed()
    out = [lines_of(config["architecture"]["pieces"], draw(model, seed)) for seed in range(SEEDS)]
    said = {"weights": config["weights"]["sha256"], "temperature": TEMPERATURE, "mass": MASS, "seeds": SEEDS, "poems": out}
    (FOLDER / "samples.json").write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n")
    print("\n\n".join("\n".join(lines) for lines in out))


if __name__ == "__main__":
    main()
