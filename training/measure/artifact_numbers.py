"""From the grids of many textures to the numbers that the article quotes; a spectrum to look at."""

import math

import numpy as np

from training.measure import spectrum

# Powers of ten of the power, as white noise would have it a channel: black and white.
DARKEST, BRIGHTEST = -4.2, 0.0
GREYS = 16


def means(textures, styles):
    """{model: {fix: {"checkerboard", "low", "high", "byPeriod", "grain", "loss", "of"}}}.

    Geometric means over the styles, because a checkerboard number is a ratio; low and high are the
    least and the largest of one style; grain is how many times that of the style itself.
    """
    own = {one["style"]: one["grain"] for one in styles}
    result = {}
    for one in textures:
        result.setdefault(one["model"], {}).setdefault(one["fix"], []).append(one)
    return {
        model: {fix: _mean(ones, own) for fix, ones in by_fix.items()}
        for model, by_fix in result.items()
    }


def _mean(ones, own):
    values = [one["checkerboard"] for one in ones]
    periods = zip(*(one["byPeriod"] for one in ones), strict=True)
    return {
        "checkerboard": round(geometric(values), 3),
        "low": min(values),
        "high": max(values),
        "byPeriod": [round(geometric(period), 3) for period in periods],
        "grain": round(geometric([one["grain"] / own[one["style"]] for one in ones]), 3),
        "loss": round(geometric([one["loss"] for one in ones]), 5),
        "of": len(ones),
    }


def geometric(values):
    return math.exp(sum(math.log(value) for value in values) / len(values))


def spectrum_greys(picture):
    """The logarithm of the power as bytes of few greys, frequency 0 in the middle.

    A pixel shows the strongest of 2 x 2 frequencies, so that no line is lost.
    """
    power = np.fft.fftshift(spectrum.power(picture))
    height, width = power.shape
    power = power.reshape(height // 2, 2, width // 2, 2).max((1, 3))
    share = (np.log10(power) - DARKEST) / (BRIGHTEST - DARKEST)
    levels = np.round(np.clip(share, 0, 1) * (GREYS - 1))
    return (levels * (255 / (GREYS - 1))).astype(np.uint8)
