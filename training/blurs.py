"""What the photographs of a class have in common, when hardly anything can be made out:
`python -m training.blurs`.

Image synthesis begins with a draw from a Gaussian of a class's pictures, shrunk to 8 x 8 pixels
(Santurkar et al. 2019, "Image synthesis with a single (robust) classifier", section 3.1). Writes
content/blurs/cifar10.json: of each class the mean and the covariance of its training pictures. The
covariance is kept as a few components and, alike at all pixels, the brightness that they leave out.
What they leave out of the colours is little, and stays out: it would be confetti.

These are statistics, and no picture: what any one of a class's thousands of pictures adds to them
is lost in the rounding, which `trace` and `share` measure and the file states.
"""

import argparse
import base64
import hashlib
import json

import torch
from torch.nn import functional

from training import shipped
from training.data import SETS
from training.data.where import unit

FILE = shipped.ROOT / "content" / "blurs" / "cifar10.json"
# With more axes, single odd pictures begin to have one nearly to themselves: see `share`.
SIDE, COMPONENTS = 8, 12


def shrunk(images):
    """Pictures [n, 3, h, w] averaged to SIDE x SIDE: [n, SIDE * SIDE * 3], RGB interleaved."""
    small = functional.adaptive_avg_pool2d(unit(images), SIDE)
    return small.permute(0, 2, 3, 1).reshape(len(images), -1).double()


def statistics(small):
    """(mean [d], components [d, COMPONENTS], rest) of pictures [n, d].

    A component is an axis of the covariance, as long as its standard deviation, the longest first;
    rest is the standard deviation of a pixel's brightness, of what is left.
    """
    covariance = torch.cov(small.t())
    variances, axes = torch.linalg.eigh(covariance)
    variances, axes = variances.flip(0).clamp_min(0), axes.flip(1)
    components = axes[:, :COMPONENTS] * variances[:COMPONENTS].sqrt()
    # An axis has two directions: the one whose farthest number is positive.
    farthest = components.gather(0, components.abs().argmax(0, keepdim=True))
    left = (covariance - components @ components.t()).reshape(SIDE * SIDE, 3, SIDE * SIDE, 3)
    brightness = left.mean((1, 3)).diagonal().mean().sqrt()
    return small.mean(0), components * farthest.sign(), brightness


def quantised(mean, components):
    """As bytes: the mean as uint8, each component as int8 with a scale of its own."""
    scales = components.abs().amax(0) / 127
    codes = (components / scales.clamp_min(1e-12)).round().to(torch.int8)
    return (mean * 255).round().to(torch.uint8), codes, scales


def trace(small):
    """How far any one of the pictures moves the mean by being there, in steps of a byte."""
    away = (small - small.mean(0)).abs().max() / (len(small) - 1)
    return float(away * 255)


def share(small, components):
    """The largest part that any one of the pictures has in the variance along an axis."""
    along = ((small - small.mean(0)) @ components).square()
    return float((along / along.sum(0)).max())


def packed(small):
    """A class, for the file. small: its pictures, [n, d]."""
    mean, components, rest = statistics(small)
    mean, codes, scales = quantised(mean, components)
    return {
        "pictures": len(small),
        "trace": round(trace(small), 3),
        "share": round(share(small, components), 4),
        "rest": round(float(rest), 5),
        "scales": [float(f"{scale:.4g}") for scale in scales.tolist()],
        "mean": _text(mean),
        # Component by component.
        "components": _text(codes.t().contiguous()),
    }


def _text(codes):
    return base64.b64encode(codes.numpy().tobytes()).decode()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", help="folder with the data (or ROBUST_DATA)")
    chosen = SETS["cifar10"]
    images, labels = chosen.train(parser.parse_args().data)
    classes = {
        name: packed(shrunk(images[labels == label]))
        for label, name in enumerate(chosen.FACTS.names)
    }
    told = json.dumps(classes, sort_keys=True).encode()
    shipped.write_json(
        FILE,
        {
            "by": "python -m training.blurs",
            "commit": shipped.commit(),
            "data": "CIFAR-10 (Krizhevsky, 2009), the training pictures: statistics, no picture",
            "sha256": hashlib.sha256(told).hexdigest(),
            "side": SIDE,
            "count": COMPONENTS,
            "classes": classes,
        },
    )
    size = FILE.stat().st_size / 1000
    most = {key: max(each[key] for each in classes.values()) for key in ("trace", "share")}
    print(f"{FILE.name}: {size:.1f} kB; of a picture at most {most}")


if __name__ == "__main__":
    main()
