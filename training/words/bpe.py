"""Byte pair encoding on counted words (Sennrich, Haddow and Birch 2016): merges never cross a word."""

from collections import Counter, defaultdict


def learn(words, merges, skip=()):
    """The first so many merges of {word: count}: each time the commonest pair of neighbours, ties by
    the alphabet."""
    spelt = [list(word) for word in words]
    counts = list(words.values())
    pairs, where = Counter(), defaultdict(set)
    for number, pieces in enumerate(spelt):
        for pair in zip(pieces, pieces[1:]):
            pairs[pair] += counts[number]
            where[pair].add(number)
    out = []
    while len(out) < merges and pairs:
        best = max(pairs, key=lambda pair: (pairs[pair], pair))
        out.append(best)
        for number in where.pop(best):
            pieces, count = spelt[number], counts[number]
            for pair in zip(pieces, pieces[1:]):
                pairs[pair] -= count
                if pairs[pair] <= 0:
                    del pairs[pair]
            spelt[number] = pieces = merged(pieces, best)
            for pair in zip(pieces, pieces[1:]):
                pairs[pair] += count
                where[pair].add(number)
        pairs.pop(best, None)
    return out


def merged(pieces, pair):
    """The pieces with every occurrence of the pair made one, from the left."""
    out, i = [], 0
    while i < len(pieces):
        if i + 1 < len(pieces) and (pieces[i], pieces[i + 1]) == pair:
            out.append(pieces[i] + pieces[i + 1])
            i += 2
        else:
            out.append(pieces[i])
            i += 1
    return out


def cut(word, ranks):
    """The pieces of a word: always the merge of lowest rank first."""
    pieces = list(word)
    while len(pieces) > 1:
        best = min(zip(pieces, pieces[1:]), key=lambda pair: ranks.get(pair, len(ranks)))
        if best not in ranks:
            break
        pieces = merged(pieces, best)
    return pieces
