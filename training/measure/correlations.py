"""How two measurements go together, and how sure one can be of it."""

import random


def pearson(a, b):
    """Of two lists of equal length; 0 where one of them is constant."""
    ma, mb = sum(a) / len(a), sum(b) / len(b)
    top = sum((x - ma) * (y - mb) for x, y in zip(a, b, strict=True))
    bottom = (sum((x - ma) ** 2 for x in a) * sum((y - mb) ** 2 for y in b)) ** 0.5
    return top / bottom if bottom else 0.0


def ranks(values):
    """Places from 0, those of equal values shared."""
    return [
        sum(other < value for other in values) + (sum(other == value for other in values) - 1) / 2
        for value in values
    ]


def spearman(a, b):
    return pearson(ranks(a), ranks(b))


def interval95(groups, statistic, resamples, seed=0):
    """(low, high) of a statistic of members that go together in groups.

    Whole groups are drawn, with replacement (the percentile bootstrap of clusters).
    groups: [[member]]; statistic: of a list of members.
    """
    chance = random.Random(seed)
    draws = (chance.choices(groups, k=len(groups)) for _ in range(resamples))
    drawn = sorted(statistic([each for group in draw for each in group]) for draw in draws)
    return drawn[int(0.025 * resamples)], drawn[int(0.975 * resamples) - 1]
