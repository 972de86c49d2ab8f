"""A set of encoded pictures in one `.npz`: all files one after another, and where each begins."""

import io

import numpy as np
import torch
from PIL import Image

from training.data.where import Pictures


def read(path):
    """Decodes every picture of the file, all of one size.

    The file holds `bytes` uint8, `offsets` int64 [n + 1] (picture i is bytes[offsets[i] to
    offsets[i + 1]], JPEG or WebP) and `labels` [n].
    """
    with np.load(path) as file:
        content, offsets, labels = file["bytes"].tobytes(), file["offsets"], file["labels"]
    first = _decode(content[offsets[0] : offsets[1]])
    images = np.empty((len(labels), *first.shape), np.uint8)
    for i, (begin, end) in enumerate(zip(offsets[:-1], offsets[1:], strict=True)):
        images[i] = _decode(content[begin:end])
    return Pictures(
        torch.from_numpy(images.transpose(0, 3, 1, 2)), torch.from_numpy(labels.astype(np.int64))
    )


def _decode(content):
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB"))
