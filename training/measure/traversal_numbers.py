"""From what the judge read in every frame to the numbers the article quotes."""

import math

import torch


def summarise(read, energy, seed):
    """The numbers of one network, from read and energy [10, 10, 20, frames]."""
    hit = (read == torch.arange(10).view(1, 10, 1, 1)).double()
    pairs = [(a, b) for a in range(10) for b in range(10)]
    off = ~torch.eye(10, dtype=torch.bool)
    recognised = hit[off].mean(dim=(0, 1))
    return {
        "recognised": _rounded(recognised),
        "interval95": [list(_rounded(pair)) for pair in _bootstrap(hit, off, seed).T],
        "byPair": {f"{a}>{b}": _rounded(hit[a, b].mean(0)) for a, b in pairs},
        # Over the 90 pairs of different digits, as `recognised` is.
        "highFrequency": _rounded(energy.double()[off].mean(dim=(0, 1))),
        "highFrequencyByPair": {f"{a}>{b}": _rounded(energy[a, b].mean(0)) for a, b in pairs},
    }


def _bootstrap(hit, off, seed, rounds=4000):
    """95 % intervals [2, frames] of the mean over pairs, resampling the start digits.

    Runs that share a start are not independent, so whole starts are drawn (20 a class, with their
    nine targets), not runs.
    """
    per_start = (hit * off[:, :, None, None]).sum(1) / 9  # [10, 20, frames]
    generator = torch.Generator().manual_seed(seed)
    count = per_start.shape[1]
    draws = torch.randint(count, (rounds, 10, count), generator=generator)
    means = torch.stack([per_start[torch.arange(10)[:, None], rows].mean((0, 1)) for rows in draws])
    return torch.quantile(means, torch.tensor([0.025, 0.975], dtype=means.dtype), dim=0)


def _rounded(values):
    return [round(float(value), 4) for value in values]


def claims_of(frames, standard, robust):
    """What the article says of the two networks, from their summaries."""
    at = frames.index
    ratio = robust["recognised"][at(150)] / max(standard["recognised"][at(150)], 1e-9)
    added = [m["highFrequency"][at(300)] - m["highFrequency"][0] for m in (robust, standard)]
    # A net that smooths adds a negative amount: that is less than half of any positive one.
    share = added[0] / added[1] if added[1] > 0 else math.inf
    return {
        "recognisedRatioAt150": round(ratio, 3),
        "robustRecognisedAt300": robust["recognised"][at(300)],
        "addedHighFrequencyAt300": {"robust": round(added[0], 4), "standard": round(added[1], 4)},
        "addedHighFrequencyShareAt300": round(share, 3),
    }
