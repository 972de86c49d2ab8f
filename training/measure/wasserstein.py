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


class Cloud:
    """The painting's points, sorted along random directions, for others of as many."""

    def __init__(self, points, generator):
        directions = torch.randn(points.shape[1], DIRECTIONS, generator=generator)
        self.directions = directions / directions.norm(dim=0)
        self.sorted = self._sorted(points)

    def _sorted(self, points):
        return (points @ self.directions).sort(dim=0).values

    def distance(self, points):
        """The root mean square over directions and ranks, for points [n, dimensions].

        In the units of a coordinate, whatever the dimensions: a shift by d in every coordinate is
        a distance of about d.
        """
        return float((self._sorted(points) - self.sorted).square().mean().sqrt())


def colours(picture):
    """[n, 3] of [1, 3, height, width]."""
    return picture[0].flatten(1).t()


class Places:
    """Where patches are cut from pictures of one size: at random, and the same in each."""

    def __init__(self, height, width, generator):
        down, across = height - SIDE + 1, width - SIDE + 1
        chosen = torch.randperm(down * across, generator=generator)[:PATCHES]
        reach = torch.arange(SIDE)
        self.rows = (chosen // across)[:, None, None] + reach[:, None]
        self.columns = (chosen % across)[:, None, None] + reach

    def patches(self, picture):
        """[n, 3 * SIDE * SIDE] of [1, 3, height, width]."""
        return picture[0][:, self.rows, self.columns].transpose(0, 1).flatten(1)


class Judge:
    """Distances to one painting as shares of a photograph's own; 1 is as far as it was.

    Pictures are [1, 3, height, width] in [0, 1], all of one size.
    """

    def __init__(self, photograph, painting):
        generator = torch.Generator().manual_seed(SEED)
        self.colours = Cloud(colours(painting), generator)
        self.scales = []
        for scale in SCALES:
            small = F.avg_pool2d(painting, scale)
            places = Places(*small.shape[-2:], generator)
            self.scales.append((scale, places, Cloud(places.patches(small), generator)))
        self.start = self.distances(photograph)

    def distances(self, picture):
        """{patches, colours}; that of patches is a mean over the scales."""
        found = [
            cloud.distance(places.patches(F.avg_pool2d(picture, scale)))
            for scale, places, cloud in self.scales
        ]
        return {
            "patches": sum(found) / len(found),
            "colours": self.colours.distance(colours(picture)),
        }

    def scores(self, picture):
        """{patches, colours} as shares."""
        found = self.distances(picture)
        return {name: round(found[name] / self.start[name], 5) for name in found}
