"""Random crops and mirror images of a batch of pictures."""

import torch
from torch.nn import functional as F

MARGIN = 4  # pixels at 32, the customary eighth


def crop_and_flip(images):
    """Each picture moved by up to an eighth of its side, black coming in, and half mirrored.

    images: uint8 or float [n, channels, height, width]. Random numbers are those of PyTorch's CPU
    generator, so that a resumed training draws the same ones on any device.
    """
    n, _, height, width = images.shape
    margins = [MARGIN * side // 32 for side in (height, width)]
    padded = F.pad(images, (margins[1], margins[1], margins[0], margins[0]))
    rows, columns = (
        torch.randint(2 * margin + 1, (n, 1)) + torch.arange(side)
        for margin, side in zip(margins, (height, width), strict=True)
    )
    mirrored = torch.rand(n, 1) < 0.5
    columns = torch.where(mirrored, columns.flip(1), columns)
    rows, columns = rows.to(images.device), columns.to(images.device)
    picture = torch.arange(n, device=images.device)[:, None, None]
    # Advanced indices around a slice come first: [n, height, width, channels].
    return padded[picture, :, rows[:, :, None], columns[:, None, :]].permute(0, 3, 1, 2)
