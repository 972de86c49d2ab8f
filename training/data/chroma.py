"""The colour of a picture apart from its brightness, how sharp it is, and a way to make it softer.

Pictures that were stored at different sizes differ in it: JPEG and WebP keep chroma at half the
resolution of brightness, so that a picture stored at 84 pixels has 42 of chroma, and one stored at
112 and then scaled to 84 has 56. Nobody sees the difference, and a network does.
"""

import torch
from torch.nn import functional as F

# ITU-R BT.601, full range, as JPEG has it: rows are Y, Cb, Cr.
TO_YCC = torch.tensor(
    [
        [0.299, 0.587, 0.114],
        [-0.168736, -0.331264, 0.5],
        [0.5, -0.418688, -0.081312],
    ]
)
FROM_YCC = torch.linalg.inv(TO_YCC)
LAPLACIAN = torch.tensor([[0.0, 1.0, 0.0], [1.0, -4.0, 1.0], [0.0, 1.0, 0.0]])[None, None]
BATCH = 1000


def _mixed(x, matrix):
    return torch.einsum("ij,njhw->nihw", matrix.to(x), x)


def sharpness(x):
    """The mean squared 5-point Laplacian of Cb and Cr, [n]. x: [n, 3, h, w] in [0, 1]."""
    chroma = _mixed(x, TO_YCC)[:, 1:]
    edges = F.conv2d(chroma.reshape(-1, 1, *x.shape[2:]), LAPLACIAN.to(x))
    return edges.square().mean((1, 2, 3)).view(len(x), 2).mean(1)


def mosaic(x):
    """How strong blue against orange (Cb - Cr) alternates every 8 to 17 pixels, [n]: its energy."""
    ycc = _mixed(x, TO_YCC)
    spectrum = torch.fft.fft2(ycc[:, 1] - ycc[:, 2]).abs().square()
    down, across = (torch.fft.fftfreq(side, device=x.device) for side in x.shape[2:])
    frequency = (down[:, None].square() + across.square()).sqrt()
    return spectrum[:, (frequency >= 0.06) & (frequency < 0.12)].sum(1) / x[0, 0].numel() ** 2


def halved(x):
    """Pictures with chroma at half the resolution. x: [n, 3, h, w] in [0, 1], of even sides."""
    ycc = _mixed(x, TO_YCC)
    small = F.avg_pool2d(ycc[:, 1:], 2)
    soft = F.interpolate(small, size=x.shape[2:], mode="bilinear", align_corners=False)
    return _mixed(torch.cat([ycc[:, :1], soft], 1), FROM_YCC).clamp(0, 1)


def halved_bytes(images):
    """halved of uint8 [n, 3, h, w], rounded."""
    parts = [halved(part.float() / 255).mul(255).round().byte() for part in images.split(BATCH)]
    return torch.cat(parts)
