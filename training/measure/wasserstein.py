"""A judge of another kind: no network, but how far patches and colours are from the painting's.

The sliced Wasserstein distance (Rabin et al. 2011, "Wasserstein barycenter and its application to
texture mixing") compares two clouds of points along random directions, in each of which all that is
to do is to sort. Here the points are the pixels, three numbers each, or square patches of pixels,
at several sizes of the picture, so that forms larger than a brush count as well.
"""

import torch
from torch.nn import functional as F

SEED = 0
# Of a patch, in pixels; and how many times smaller the picture is that it is cut from.
SIDE, SCALES = 7, (1, 2, 4)
DIRECTIONS = 64
# So many patches at most, at the same random places in both pictures.
PATCHES = 8192
SETTINGS = {"patch": SIDE, "scales": SCALES, "patches": PATCHES, "directions": DIRECTIONS}


def sliced(points, others, generator):
    """The root mean square over directions and ranks of the distance between two clouds.

    points, others: [n, dimensions], as many of both. In the units of a coordinate, whatever the
    dimensions: a shift by d in every coordinate is a distance of about d.
    """
    directions = torch.randn(points.shape[1], DIRECTIONS, generator=generator)
    directions = directions / directions.norm(dim=0)
    one, other = ((each @ directions).sort(dim=0).values for each in (points, others))
    return float((one - other).square().mean().sqrt())


def patches(picture, places):
    """[n, 3 * SIDE * SIDE] of [1, 3, height, width]; places: of those that there are."""
    return F.unfold(picture, SIDE)[0].t()[places]


def patch_distance(picture, painting):
    """Between the patches of two pictures [1, 3, h, w] of one size, a mean over the scales."""
    generator = torch.Generator().manual_seed(SEED)
    found = []
    for scale in SCALES:
        one, other = (F.avg_pool2d(each, scale) for each in (picture, painting))
        count = (one.shape[-2] - SIDE + 1) * (one.shape[-1] - SIDE + 1)
        places = torch.randperm(count, generator=generator)[:PATCHES]
        found.append(sliced(patches(one, places), patches(other, places), generator))
    return sum(found) / len(found)


def colour_distance(picture, painting):
    """Between the colours of two pictures [1, 3, h, w] of one size, wherever they stand."""
    generator = torch.Generator().manual_seed(SEED)
    one, other = (each[0].flatten(1).t() for each in (picture, painting))
    return sliced(one, other, generator)


class Judge:
    """Distances to one painting as shares of a photograph's own; 1 is as far as it was."""

    def __init__(self, photograph, painting):
        self.painting = painting
        self.start = distances(photograph, painting)

    def scores(self, picture):
        """{patches, colours} of a picture of the same size as both."""
        found = distances(picture, self.painting)
        return {name: round(found[name] / self.start[name], 5) for name in found}


def distances(picture, painting):
    """{patches, colours}, in the units of a colour channel."""
    return {
        "patches": patch_distance(picture, painting),
        "colours": colour_distance(picture, painting),
    }
