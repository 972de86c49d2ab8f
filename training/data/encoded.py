"""A set of encoded pictures in one `.npz`: all files one after another, and where each begins.

`bytes` uint8, `offsets` int64 [n + 1] (picture i is bytes[offsets[i] to offsets[i + 1]], JPEG or
WebP), `labels` [n], and `classes`, their names.
"""

import io

import numpy as np
import torch
from PIL import Image

from training.data.where import Pictures


def read(path, side=None):
    """Decodes every picture, scaled to side x side if a side is given; else all are of one size."""
    with np.load(path) as file:
        content, offsets, labels = file["bytes"].tobytes(), file["offsets"], file["labels"]
    first = _decode(content[offsets[0] : offsets[1]], side)
    images = np.empty((len(labels), *first.shape), np.uint8)
    for i, (begin, end) in enumerate(zip(offsets[:-1], offsets[1:], strict=True)):
        images[i] = _decode(content[begin:end], side)
    return Pictures(
        torch.from_numpy(images).permute(0, 3, 1, 2), torch.from_numpy(labels.astype(np.int64))
    )


def classes(path):
    """The names of the classes, in the order of the labels."""
    with np.load(path) as file:
        return file["classes"].tolist()


def _decode(content, side):
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    if side is not None and picture.size != (side, side):
        picture = picture.resize((side, side), Image.LANCZOS)
    return np.asarray(picture)
