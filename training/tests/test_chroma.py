import torch

from training.data import chroma


def noise(seed, count=4, side=16):
    return torch.rand(count, 3, side, side, generator=torch.Generator().manual_seed(seed))


def test_halving_softens_colour_and_keeps_brightness():
    x = 0.25 + noise(1) / 2  # far from the borders of the box
    soft = chroma.halved(x)
    grey = torch.tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)
    assert torch.allclose((soft * grey).sum(1), (x * grey).sum(1), atol=1e-4)
    assert (chroma.sharpness(soft) < 0.1 * chroma.sharpness(x)).all()


def test_a_picture_without_colour_or_of_one_colour_stays_as_it_is():
    grey = noise(2)[:, :1].expand(-1, 3, -1, -1)
    flat = torch.tensor([0.9, 0.2, 0.1]).view(1, 3, 1, 1).expand(1, 3, 16, 16)
    for x in (grey, flat):
        assert torch.allclose(chroma.halved(x), x, atol=1e-4)
        assert (chroma.sharpness(x) < 1e-6).all()


def test_bytes_are_rounded_and_stay_bytes():
    images = (noise(3) * 255).byte()
    soft = chroma.halved_bytes(images)
    assert soft.dtype == torch.uint8 and soft.shape == images.shape
    exact = chroma.halved(images.float() / 255) * 255
    assert (soft.float() - exact).abs().max() <= 0.5 + 1e-3


def test_a_mosaic_is_blue_against_orange_at_its_own_scale():
    def stripes(period, *colour):
        wave = torch.sin(2 * torch.pi * torch.arange(84) / period)
        return (0.5 + 0.3 * torch.tensor(colour).view(1, 3, 1, 1) * wave).expand(1, 3, 84, 84)

    blue_orange = stripes(12, 1.0, 0.0, -1.0)
    assert chroma.mosaic(blue_orange) > 100 * chroma.mosaic(stripes(12, 1.0, 1.0, 1.0))
    assert chroma.mosaic(blue_orange) > 100 * chroma.mosaic(stripes(4, 1.0, 0.0, -1.0))
