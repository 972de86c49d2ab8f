"""The colour of a picture apart from its brightness, how sharp it is, and a way to make it softer.

Pictures that were stored in different ways differ in it: JPEG and WebP keep chroma at half the
resolution of brightness and round it coarsely, so that the smaller a picture is when it is stored,
the less of its colour survives. Nobody sees the difference, and a network does.
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
# Of the mosaic, in cycles a pixel: blue gives way to orange and back every 8 to 17 pixels.
MOSAIC = (0.06, 0.12)
# An energy below this is none, of a transform that is not divided by its size.
SMALLEST = 1e-6


def _mixed(x, matrix):
    return torch.einsum("ij,njhw->nihw", matrix.to(x), x)


def sharpness(x):
    """The mean squared 5-point Laplacian of Cb and Cr, [n]. x: [n, 3, h, w] in [0, 1]."""
    chroma = _mixed(x, TO_YCC)[:, 1:]
    edges = F.conv2d(chroma.reshape(-1, 1, *x.shape[2:]), LAPLACIAN.to(x))
    return edges.square().mean((1, 2, 3)).view(len(x), 2).mean(1)


def mosaic(x):
    """How strong blue against orange (Cb - Cr) alternates at its scale, [n]: its energy."""
    ycc = _mixed(x, TO_YCC)
    spectrum = torch.fft.fft2(ycc[:, 1] - ycc[:, 2]).abs().square()
    down, across = (torch.fft.fftfreq(side, device=x.device) for side in x.shape[2:])
    frequency = (down[:, None].square() + across.square()).sqrt()
    low, high = MOSAIC
    return spectrum[:, (frequency >= low) & (frequency < high)].sum(1) / x[0, 0].numel() ** 2


def spectrum(images):
    """How strong Cb and Cr are at each frequency, in whole cycles a picture: [2, frequencies].

    images: uint8 [n, 3, side, side]. Energies, medians over the pictures.
    """
    rings = _rings(images.shape[-1], images.device)
    found = []
    for part in images.split(BATCH):
        energy = torch.fft.fft2(_mixed(part.float() / 255, TO_YCC)[:, 1:]).abs().square()
        of_rings = energy.new_zeros(*energy.shape[:2], int(rings.max()) + 1)
        found.append(of_rings.index_add_(2, rings.flatten(), energy.flatten(2)))
    return torch.cat(found).median(0).values


def gains_towards(wanted, images):
    """What a filter leaves of Cb and Cr at each frequency, so that `images` are no sharper.

    wanted: a `spectrum`, of pictures of the same size. [2, frequencies] in [0, 1]; the mean colour
    stays, and nothing is made stronger.
    """
    gains = (wanted / spectrum(images).clamp_min(SMALLEST)).sqrt().clamp_max(1)
    gains[:, 0] = 1
    return gains


def filtered(x, gains):
    """Pictures whose chroma went through a filter of `gains_towards`. x: [n, 3, side, side]."""
    ycc = _mixed(x, TO_YCC)
    passed = torch.fft.fft2(ycc[:, 1:]) * gains[:, _rings(x.shape[-1], x.device)]
    return _mixed(torch.cat([ycc[:, :1], torch.fft.ifft2(passed).real], 1), FROM_YCC).clamp(0, 1)


def filtered_bytes(images, gains):
    """filtered of uint8 [n, 3, side, side], rounded."""
    parts = [filtered(part.float() / 255, gains) for part in images.split(BATCH)]
    return torch.cat([part.mul(255).round().byte() for part in parts])


def _rings(side, device):
    """The frequency of each place of a square picture's transform, rounded: int64 [side, side]."""
    along = torch.fft.fftfreq(side, 1 / side, device=device)
    return (along[:, None].square() + along.square()).sqrt().round().long()
