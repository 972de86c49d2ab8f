"""Style transfer, as the page does it: a picture that minimises the loss of objective.py.

    net = shipped.load("cifar-resnet-robust-antialiased")
    result = transfer(net, content, painting, iterations=200)
    result.image, result.losses[-1].total

Pictures are [1, 3, height, width] in [0, 1].
"""

from typing import NamedTuple

import torch
from torch.nn import functional as F

from training.style import warps
from training.style.fourier import Fourier
from training.style.objective import Losses, Objective, Settings

# The learning rates of Adam, by parameterisation.
RATES = {"pixel": 0.02, "fourier": 0.05}


class Result(NamedTuple):
    image: torch.Tensor  # [1, 3, height, width] in [0, 1]
    losses: list  # Losses as numbers, one an evaluation; the parts are weighted and sum to total
    final: Losses  # of the result as it is, before it is clamped


def resized(picture, size):
    """To (height, width), bicubic, averaging where it shrinks: src/lib/pictures/resize.ts."""
    if tuple(picture.shape[-2:]) == tuple(size):
        return picture
    return F.interpolate(picture, size, mode="bicubic", antialias=True).clamp(0, 1)


def shrunk(picture, scale):
    """Both sides times scale, rounded, halves up as JavaScript does."""
    return resized(picture, [max(1, int(side * scale + 0.5)) for side in picture.shape[-2:]])


def transfer(net, content, style, start="content", content_net=None, on_loss=None, **settings):
    """content, style: [1, 3, h, w] in [0, 1]; start: "content", "noise", or a picture.

    on_loss: called with (evaluations, Losses as numbers) after every evaluation.
    settings: fields of Settings.
    """
    settings = Settings(**settings)
    if settings.transforms and settings.optimizer == "l-bfgs":
        raise ValueError("Transforms need Adam: a line search needs the same loss twice.")
    losses = []

    def heard(loss):
        losses.append(loss.numbers())
        if on_loss:
            on_loss(len(losses), losses[-1])

    generator = torch.Generator().manual_seed(settings.seed)
    long = max(content.shape[-2:])
    sizes = settings.sizes or (long,)
    for side in sizes:
        at, like = (shrunk(picture, side / long) for picture in (content, style))
        objective = Objective(net, at, like, settings, content_net)
        start, final = optimise(objective, _start(start, at, generator), generator, heard)
    return Result(start, losses, final)


def _start(start, content, generator):
    """The picture to begin with, or None for noise."""
    if isinstance(start, torch.Tensor):
        return resized(start, content.shape[-2:])
    return content if start == "content" else None


def noise(content, generator):
    """Grey with a little noise, in [0, 1]."""
    return (torch.randn(content.shape, generator=generator).to(content) / 20 + 0.5).clamp(0, 1)


def optimise(objective, start, generator, heard):
    """One size, from a picture or (None) from noise. The picture in [0, 1], and its losses."""
    settings, content = objective.settings, objective.content
    fourier = None
    if settings.parameterisation == "fourier":
        fourier = Fourier(*content.shape[-2:], like=content)
        x = fourier.noise(generator) if start is None else fourier.encode(start)
    else:
        x = noise(content, generator) if start is None else start.clone()
    x = x.contiguous()  # PyTorch's L-BFGS flattens it in place
    x.requires_grad_(True)

    def losses():
        warp = warps.drawn(generator) if settings.transforms else None
        return objective.losses(fourier.decode(x) if fourier else x, warp)

    def closure():
        optimizer.zero_grad()
        found = losses()
        found.total.backward()
        heard(found)
        return found.total

    optimizer = _optimizer(x, settings)
    if settings.optimizer == "l-bfgs":
        optimizer.step(closure)
    else:
        for _ in range(settings.iterations):
            optimizer.step(closure)
    with torch.no_grad():
        image = fourier.decode(x) if fourier else x
        return image.clamp(0, 1), objective.losses(image).numbers()


def _optimizer(x, settings):
    if settings.optimizer == "adam":
        rate = settings.learning_rate or RATES[settings.parameterisation]
        return torch.optim.Adam([x], lr=rate)
    return torch.optim.LBFGS(
        [x],
        max_iter=settings.iterations,
        max_eval=25 * settings.iterations,
        history_size=10,
        tolerance_grad=0,
        tolerance_change=0,
        line_search_fn="strong_wolfe",
    )
