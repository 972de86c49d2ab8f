"""How strong a grid stands in a picture, as src/lib/measures/spectrum.ts defines it.

`python -m training.measure.spectrum` writes tests/fixtures/spectrum.json, which holds both to each
other.
"""

import math
from typing import NamedTuple

import numpy as np

from training import shipped
from training.golden.hashed import hashed

FIXTURE = shipped.ROOT / "tests" / "fixtures" / "spectrum.json"
# Three halvings repeat a pattern after 2, 4 and 8 pixels.
PERIODS = (2, 4, 8)
COARSEST = PERIODS[-1]
# A neighbourhood reaches this far, in cycles a pixel: a third of the way to the next of the grid.
REACH = 1 / (3 * COARSEST)
# In bins: the window spreads a line over the nearest ones.
LINE, GAP = 1, 3
# Rounding to bytes, as variance of one channel: what is below cannot be shown and does not count.
ROUNDING = 1 / (12 * 255**2)


class Checkerboard(NamedTuple):
    all: float
    by_period: dict


def power(picture):
    """Power by frequency, [height, width], frequency 0 first; white noise has its variance in all.

    picture: [height, width, 3] in [0, 1]; sides are cut to multiples of 8. The mean is taken away,
    a Hann window is laid over it, and the channels are averaged.
    """
    height, width = (side // COARSEST * COARSEST for side in picture.shape[:2])
    values = np.asarray(picture, dtype=np.float64)[:height, :width]
    window = np.outer(hann(height), hann(width))
    values = (values - values.mean((0, 1))) * window[..., None]
    spectrum = np.fft.fft2(values, axes=(0, 1))
    return np.square(np.abs(spectrum)).mean(2) / np.square(window).sum() + ROUNDING


def grain(picture):
    """The mean power beyond a quarter of a cycle a pixel: patterns finer than four pixels."""
    found = power(picture)
    y, x = (np.abs(np.fft.fftfreq(side)) for side in found.shape)
    return found[np.hypot(y[:, None], x[None]) > 1 / 4].mean()


def hann(size):
    return 0.5 - 0.5 * np.cos(2 * math.pi * (np.arange(size) + 0.5) / size)


def checkerboard(picture):
    """How many times as strong as their neighbours the frequencies of a grid are; 1 without a grid.

    For each frequency (i / n, j / n) of a grid of period n, the mean logarithm of the power on it
    less that of its neighbourhood; these are averaged over the frequencies that come with a
    period, then over the periods. The logarithm of a power law is harmonic, so that its mean over a
    ring is its value in the middle: whatever its slope, a smooth spectrum gives 1.
    """
    logs = np.log(power(picture))
    by_period = {
        n: float(np.mean([_excess(logs, i / n, j / n) for i, j in _new_with(n)])) for n in PERIODS
    }
    return Checkerboard(
        math.exp(sum(by_period.values()) / len(PERIODS)),
        {n: math.exp(value) for n, value in by_period.items()},
    )


def _new_with(n):
    """(i, j) in 0 ... n - 1 of the frequencies (i / n, j / n) that period n / 2 has not."""
    return [(i, j) for i in range(n) for j in range(n) if i % 2 or j % 2]


def _excess(logs, fy, fx):
    height, width = logs.shape
    line, around = [], []
    down, across = int(REACH * height), int(REACH * width)
    for dy in range(-down, down + 1):
        for dx in range(-across, across + 1):
            far = max(abs(dy), abs(dx))
            if far <= LINE:
                where = line
            elif far >= GAP and math.hypot(dy / height, dx / width) <= REACH:
                where = around
            else:
                continue
            where.append(logs[round(fy * height + dy) % height, round(fx * width + dx) % width])
    return np.mean(line) - np.mean(around)


def sample(height, width, noise, grid, period, seed):
    """A picture that both languages can make: waves, noise, and a grid of points."""
    y, x = np.mgrid[:height, :width]
    waves = 0.5 + 0.15 * np.sin(2 * math.pi * x / 37) * np.cos(2 * math.pi * y / 23)
    points = grid * ((x % period == 0) & (y % period == 0))
    return (waves + points)[..., None] + noise * hashed((height, width, 3), seed)


SAMPLES = [
    {"height": 192, "width": 192, "noise": 0.1, "grid": 0.0, "period": 2, "seed": 1},
    {"height": 101, "width": 130, "noise": 0.02, "grid": 0.0, "period": 4, "seed": 2},
    {"height": 192, "width": 192, "noise": 0.1, "grid": 0.05, "period": 2, "seed": 3},
    {"height": 128, "width": 160, "noise": 0.05, "grid": 0.1, "period": 4, "seed": 4},
    {"height": 192, "width": 136, "noise": 0.05, "grid": 0.1, "period": 8, "seed": 5},
]


def main():
    cases = []
    for one in SAMPLES:
        found = checkerboard(sample(**one))
        cases.append({**one, "all": found.all, "byPeriod": list(found.by_period.values())})
    shipped.write_json(FIXTURE, {"cases": cases, "by": "python -m training.measure.spectrum"})


if __name__ == "__main__":
    main()
