"""Random moves of a picture before the network sees it: Lucid's, as one bilinear map.

Lucid pads by 12, moves by up to 8, scales, turns, and moves by up to 4 (Olah et al. 2017, "Feature
Visualization"). Here the four are composed, the picture is sampled once and keeps its size, and
what lies beyond its border is its mirror image, where Lucid has grey: a Gram matrix would count it.
"""

import math
from typing import NamedTuple

import torch
from torch.nn import functional as F

FIRST_JITTER, SECOND_JITTER = 8, 4
SCALES = tuple(1 + (i - 5) / 50 for i in range(11))
# Five more chances for none.
ANGLES = (*range(-10, 11), 0, 0, 0, 0, 0)


class Warp(NamedTuple):
    """Pixel q of the result, from the middle, shows the picture at matrix @ q + offset, likewise.

    (row, column) everywhere, in pixels.
    """

    matrix: tuple  # ((rr, rc), (cr, cc))
    offset: tuple  # (r, c)


def composed(first, scale, degrees, second):
    """The picture moved by -first, magnified by scale, turned by degrees, moved by -second."""
    cos, sin = (f(math.radians(degrees)) / scale for f in (math.cos, math.sin))
    matrix = ((cos, -sin), (sin, cos))
    offset = tuple(
        row[0] * second[0] + row[1] * second[1] + at for row, at in zip(matrix, first, strict=True)
    )
    return Warp(matrix, offset)


def drawn(generator):
    """A random one."""

    def below(count):
        return int(torch.randint(count, (1,), generator=generator))

    def jitter(reach):
        return tuple(below(reach + 1) - reach // 2 for _ in range(2))

    first = jitter(FIRST_JITTER)
    scale, degrees = SCALES[below(len(SCALES))], ANGLES[below(len(ANGLES))]
    return composed(first, scale, degrees, jitter(SECOND_JITTER))


def warped(x, warp):
    """x: [n, channels, height, width]. The result has the same size."""
    height, width = x.shape[-2:]
    rows = torch.arange(height, dtype=torch.float64, device=x.device) - (height - 1) / 2
    columns = torch.arange(width, dtype=torch.float64, device=x.device) - (width - 1) / 2
    rows, columns = torch.meshgrid(rows, columns, indexing="ij")
    (rr, rc), (cr, cc) = warp.matrix
    # grid_sample: -1 and 1 are the middles of the first and the last pixel.
    row = (rr * rows + rc * columns + warp.offset[0]) * 2 / (height - 1)
    column = (cr * rows + cc * columns + warp.offset[1]) * 2 / (width - 1)
    grid = torch.stack([column, row], dim=-1).to(x).expand(x.shape[0], -1, -1, -1)
    return F.grid_sample(x, grid, "bilinear", "reflection", align_corners=True)
