"""Pictures as Fourier coefficients with decorrelated colours (Mordvintsev et al. 2018,
"Differentiable Image Parameterizations", section on style transfer and appendix).

The basis is the real one, sines and cosines, in both directions: it spans, frequency by frequency,
what complex exponentials span, and with it a transform is two matrix products, in TF.js too.
"""

import math

import torch

# A picture's values are kept this far from 0 and 1 where the sigmoid has to be undone.
MARGIN = 0.01
# Lucid's constant: learning rates that suit it suit this.
GAIN = 0.25
# Of the coefficients of noise, before they are scaled.
NOISE = 0.01
# Columns: the principal axes of CIFAR-10's training pixels, each as long as its standard deviation,
# the longest 1; about brightness, blue against red, green against magenta. From
# python -m training.style.fourier.
COLOURS = torch.tensor(
    [
        [0.5576, -0.1896, 0.0543],
        [0.5767, -0.0147, -0.1003],
        [0.5971, 0.1913, 0.0462],
    ],
    dtype=torch.float64,
)


def basis(size):
    """[size, size], orthonormal columns: the constant, then cosine and sine of each frequency."""
    places = torch.arange(size, dtype=torch.float64)
    columns = [torch.full((size,), 1 / math.sqrt(size), dtype=torch.float64)]
    for k in range(1, (size + 1) // 2):
        angle = 2 * math.pi * k * places / size
        columns += [
            math.sqrt(2 / size) * torch.cos(angle),
            math.sqrt(2 / size) * torch.sin(angle),
        ]
    if size % 2 == 0:
        columns.append(torch.cos(math.pi * places) / math.sqrt(size))
    return torch.stack(columns, dim=1)


def frequencies(size):
    """Of the basis's columns, in cycles a pixel."""
    return torch.div(torch.arange(size, dtype=torch.float64) + 1, 2, rounding_mode="floor") / size


def scale(height, width):
    """What a coefficient is multiplied by: 1 / max(f, 1 / max(width, height)), times GAIN."""
    f = torch.hypot(frequencies(height)[:, None], frequencies(width)[None])
    return GAIN / f.clamp_min(1 / max(height, width))


class Fourier:
    """Between coefficients and pictures, both [1, 3, height, width]."""

    def __init__(self, height, width, like):
        self.rows, self.columns = basis(height).to(like), basis(width).to(like)
        self.scale = scale(height, width).to(like)
        self.colours = COLOURS.to(like)
        self.undone = torch.linalg.inv(COLOURS).to(like)

    def decode(self, coefficients):
        """In (0, 1)."""
        planes = self.rows @ (coefficients * self.scale) @ self.columns.t()
        return torch.sigmoid(torch.einsum("ij,njhw->nihw", self.colours, planes))

    def encode(self, picture):
        """The coefficients of a picture in [0, 1], which is first kept off the ends."""
        logit = torch.logit(picture.clamp(MARGIN, 1 - MARGIN))
        planes = torch.einsum("ij,njhw->nihw", self.undone, logit)
        return (self.rows.t() @ planes @ self.columns) / self.scale

    def noise(self, generator):
        """Coefficients of a grey picture with a little noise."""
        shape = (1, 3, *self.scale.shape)
        return NOISE * torch.randn(shape, generator=generator).to(self.scale)


def main():
    from training.data import SETS

    pixels = SETS["cifar10"].train().images.permute(1, 0, 2, 3).flatten(1).double() / 255
    variances, axes = torch.linalg.eigh(torch.cov(pixels))
    print((axes * (variances / variances.max()).sqrt()).flip(1))


if __name__ == "__main__":
    main()
