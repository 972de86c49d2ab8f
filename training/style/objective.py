"""The loss of style transfer (Gatys, Ecker and Bethge 2016), by one rule for every network.

Style: the Gram matrices G = F F' / (h w) of some layers; a layer's loss is |G - T|^2 / |T|^2 with T
the target, and they are averaged with their weights. Content: mean (F - P)^2 / mean P^2 of one
layer. So both are shares of what is asked for, and the same weights suit every network.
"""

import dataclasses
from typing import NamedTuple

import torch

from training.nets import VGG
from training.style import warps

# Where a family is asked: see src/lib/experiments/style-layers.ts.
STYLE_LAYERS = {
    "resnet": tuple(f"relu{i}_x" for i in range(2, 6)),
    "vgg": tuple(f"relu{i}_1" for i in range(1, 6)),
    "alexnet": tuple(f"relu{i}" for i in range(1, 6)),
}
CONTENT_LAYER = {"resnet": "relu4_x", "vgg": "relu4_2", "alexnet": "relu4"}
# Targets that vanish (of a black picture) are taken for this, so that losses stay finite.
SMALLEST = 1e-12


@dataclasses.dataclass(frozen=True)
class Settings:
    style_layers: dict = None  # {layer: weight}; the family's, weighted alike, if not said
    content_layer: str = None  # of the family of the content's network, if not said
    style_weight: float = 100
    content_weight: float = 1  # 0 for a texture
    tv_weight: float = 0
    parameterisation: str = "pixel"  # or "fourier"
    transforms: bool = False  # for Adam only: a line search needs the same loss twice
    average_pooling: bool = None  # VGG only, and its default
    smoothing: object = None  # of the style's activations: a softmax's temperature, or "log"
    optimizer: str = "l-bfgs"  # or "adam"
    learning_rate: float = None
    iterations: int = 200  # per size
    seed: int = 0
    sizes: tuple = None  # long sides, ascending; the content's own if not said


class Losses(NamedTuple):
    total: torch.Tensor
    content: torch.Tensor
    style: dict  # by layer
    variation: torch.Tensor

    def numbers(self):
        style = {layer: float(value) for layer, value in self.style.items()}
        return Losses(float(self.total), float(self.content), style, float(self.variation))


def gram(features):
    """[channels, channels] of [1, channels, height, width], a mean over the pixels."""
    flat = features[0].flatten(1)
    return flat @ flat.t() / flat.shape[1]


def smoothed(features, smoothing, mean):
    """Activations whose peaks rule less, as src/lib/objectives/smoothing.ts has them.

    A number is the temperature, in means, of a softmax over the whole layer, times its size (after
    Wang et al. 2021); "log" is log(1 + F / mean).
    """
    if smoothing is None:
        return features
    if smoothing == "log":
        return (1 + features / mean).log()
    flat = features.flatten()
    return (torch.softmax(flat / (smoothing * mean), 0) * flat.numel()).view_as(features)


def flat_gram(smoothing):
    """The entries of the Gram matrix of a layer that is the same everywhere, once smoothed."""
    return 0 if smoothing in (None, "log") else 1


def relative(value, target, reference=0):
    """|value - target|^2 / |target - reference|^2."""
    whole = (target - reference).square().sum().clamp_min(SMALLEST)
    return (value - target).square().sum() / whole


def total_variation(x):
    """The mean, over pixels and channels, of the squared steps to the right and down."""
    right, down = x.diff(dim=3), x.diff(dim=2)
    return (right.square().sum() + down.square().sum()) / x.numel()


class Objective:
    """The loss of a picture: losses(x, warp) -> Losses."""

    def __init__(self, net, content, style, settings, content_net=None):
        self.nets = (net, content_net or net)
        self.settings, self.content = settings, content
        weights = settings.style_layers or dict.fromkeys(STYLE_LAYERS[net.name], 1)
        self.weights = {layer: weight for layer, weight in weights.items() if weight > 0}
        self.layer = settings.content_layer or CONTENT_LAYER[self.nets[1].name]
        with torch.no_grad():
            seen = self._see(net, style)
            self.means = {layer: seen[layer].mean().clamp_min(SMALLEST) for layer in self.weights}
            self.grams = {layer: gram(self._smoothed(seen, layer)) for layer in self.weights}
            self.kept = self._see(self.nets[1], content)[self.layer]

    def _see(self, net, x):
        if not isinstance(net, VGG):
            return net.activations(x)
        average = self.settings.average_pooling
        return net.activations(x, average_pooling=True if average is None else average)

    def _smoothed(self, seen, layer):
        return smoothed(seen[layer], self.settings.smoothing, self.means[layer])

    def _style(self, seen, layer):
        flat = flat_gram(self.settings.smoothing)
        return relative(gram(self._smoothed(seen, layer)), self.grams[layer], flat)

    def losses(self, x, warp=None):
        settings, (net, content_net) = self.settings, self.nets
        kept, view = self.kept, x
        if warp is not None:
            view = warps.warped(x, warp)
            if settings.content_weight:
                with torch.no_grad():  # what is to be kept moves along
                    moved = warps.warped(self.content, warp)
                    kept = self._see(content_net, moved)[self.layer]
        seen = self._see(net, view)
        share = settings.style_weight / sum(self.weights.values())
        style = {
            layer: share * weight * self._style(seen, layer)
            for layer, weight in self.weights.items()
        }
        content = torch.zeros_like(x[0, 0, 0, 0])
        if settings.content_weight:
            values = seen if content_net is net else self._see(content_net, view)
            content = settings.content_weight * relative(values[self.layer], kept)
        variation = settings.tv_weight * total_variation(x)
        return Losses(sum(style.values()) + content + variation, content, style, variation)
