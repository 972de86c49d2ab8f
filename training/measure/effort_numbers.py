"""From runs against effort to numbers: what has flattened, who is nearer, which gap is widest."""

from statistics import median

# A network has arrived where so many iterations more, the last of its run, took less than this
# share off its own style loss.
LAST, LESS = 60, 0.1


def fall(course, last=LAST):
    """The share that the last iterations took off. course: [style loss by step], every one."""
    return 1 - course[-1] / course[-1 - last]


def ratios(ends, first, second):
    """{judge: how many times as far from the painting the first is as the second}."""
    return {judge: ends[first][judge] / ends[second][judge] for judge in ends[first]}


def wins(pairs, first, second):
    """{judge: in how many pairs the first is nearer, ..., of}.

    pairs: [{network: {judge: share}}]
    """
    both = [ends for ends in pairs if {first, second} <= ends.keys()]
    judges = both[0][first] if both else ()
    won = {
        judge: sum(ends[first][judge] < ends[second][judge] for ends in both) for judge in judges
    }
    return {**won, "of": len(both)}


def widest(pairs, siblings):
    """(name of the pair, (first, second), gap): where two siblings are furthest apart.

    The gap is the median over the judges of how many times as far from the painting the first is.
    pairs: {name: {network: {judge: share}}}; siblings: [(first, second)].
    """
    found = [
        (median(ratios(ends, *two).values()), name, two)
        for name, ends in pairs.items()
        for two in siblings
        if set(two) <= ends.keys()
    ]
    gap, name, two = max(found)
    return name, two, gap
