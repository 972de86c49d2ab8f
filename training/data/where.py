"""Where the data lies, and pictures as the networks take them."""

import os
from pathlib import Path
from typing import NamedTuple

import torch


class Pictures(NamedTuple):
    """images: uint8 [n, channels, height, width], whole in memory; labels: int64 [n]."""

    images: torch.Tensor
    labels: torch.Tensor

    def to(self, device):
        return Pictures(self.images.to(device), self.labels.to(device))

    def first(self, count):
        return Pictures(self.images[:count], self.labels[:count])


def folder(path=None):
    """The data folder: the argument, else the environment's ROBUST_DATA, else data/."""
    return Path(path or os.environ.get("ROBUST_DATA") or "data")


def unit(images):
    """Pictures in [0, 1], float32 and channels last in memory; bytes are divided by 255."""
    if images.dtype == torch.uint8:
        images = images.float() / 255
    return images.contiguous(memory_format=torch.channels_last)
