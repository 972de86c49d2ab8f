"""From the results of style transfer to numbers: the judge's distances, the grain, who wins."""

import math

import torch

from training.measure.traversal import laplacian_energy
from training.style.objective import CONTENT_LAYER, STYLE_LAYERS, gram, relative


class Judge:
    """A network that took no part, and what it thinks of a result; smaller is better."""

    def __init__(self, net):
        self.net = net
        self.layers = STYLE_LAYERS[net.name]
        self.asked = None

    def _asked(self, content, painting):
        """(Gram matrices, content) that are wanted; looked at once while the pair is the same."""
        if not self.asked or self.asked[0] is not content or self.asked[1] is not painting:
            seen = self.net.activations(painting)
            kept = self.net.activations(content)[CONTENT_LAYER[self.net.name]]
            self.asked = (content, painting, [gram(seen[layer]) for layer in self.layers], kept)
        return self.asked[2:]

    @torch.no_grad()
    def scores(self, image, content, painting):
        """{gram, content, highFrequency} of a picture [1, 3, h, w] and of what it was made from.

        gram: |G - T|^2 / |T|^2, a mean over the style layers of the judge's family. content:
        mean (F - P)^2 / mean P^2 of its content layer. highFrequency: see below.
        """
        wanted, kept = self._asked(content, painting)
        seen = self.net.activations(image)
        grams = [relative(gram(seen[n]), g) for n, g in zip(self.layers, wanted, strict=True)]
        return {
            "gram": round(float(sum(grams) / len(grams)), 5),
            "content": round(float(relative(seen[CONTENT_LAYER[self.net.name]], kept)), 5),
            "highFrequency": round(high_frequency(image), 6),
        }


def high_frequency(image):
    """The mean squared 5-point Laplacian over channels and the pixels that have four neighbours."""
    return float(laplacian_energy(image.transpose(0, 1), padding=0).mean())


# What a network that judges says of a result.
SCORES = ("gram", "content", "highFrequency")


def wins(pairs, first, second, keys=SCORES):
    """How often `first` has the smaller number: {gram, gramInterval95, gramMeans, ..., of}.

    The means are of the first and of the second, over the same pairs.
    pairs: [{"models": {variant: scores}}]; only those that have both count.
    """
    both = [pair["models"] for pair in pairs if {first, second} <= set(pair["models"])]
    result = {}
    for key in keys:
        won = sum(models[first][key] < models[second][key] for models in both)
        result[key] = won
        result[f"{key}Interval95"] = wilson(won, len(both))
        result[f"{key}Means"] = [
            round(sum(models[name][key] for models in both) / max(1, len(both)), 5)
            for name in (first, second)
        ]
    return {**result, "of": len(both)}


def wilson(won, of, z=1.96):
    """Wilson's interval of a rate, as if pairs that share a picture were independent."""
    if not of:
        return None
    centre = won + z * z / 2
    half = z * math.sqrt(won * (of - won) / of + z * z / 4)
    return [round((centre + sign * half) / (of + z * z), 4) for sign in (-1, 1)]


def means(pairs):
    """{variant: {score: its mean over the pairs that have it, pairs}}."""
    names = dict.fromkeys(name for pair in pairs for name in pair["models"])
    found = {name: [p["models"][name] for p in pairs if name in p["models"]] for name in names}
    return {
        name: {
            **{key: round(sum(s[key] for s in scores) / len(scores), 5) for key in scores[0]},
            "pairs": len(scores),
        }
        for name, scores in found.items()
    }
