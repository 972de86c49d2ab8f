import torch

from training.data import chroma


def noise(seed, count=4, side=16):
    return torch.rand(count, 3, side, side, generator=torch.Generator().manual_seed(seed))


def bytes_of(x):
    return (x * 255).round().byte()


def blurred(x):
    return torch.nn.functional.avg_pool2d(x, 3, 1, 1, count_include_pad=False)


def test_a_filter_makes_one_set_as_soft_as_another_at_every_scale():
    sharp = bytes_of(0.35 + 0.3 * noise(1, 64))  # far from the borders of the box
    soft = bytes_of(blurred(0.35 + 0.3 * noise(2, 64)))
    wanted = chroma.spectrum(soft)
    even = chroma.filtered_bytes(sharp, chroma.gains_towards(wanted, sharp))
    before, after = (chroma.spectrum(images)[:, 1:9] / wanted[:, 1:9] for images in (sharp, even))
    assert (before > 1.5).any()
    assert torch.allclose(after, before.clamp_max(1), rtol=0.15)


def test_a_filter_keeps_brightness_and_the_mean_colour():
    x = 0.35 + 0.3 * noise(1)
    gains = torch.zeros(2, 60)
    gains[:, 0] = 1
    soft = chroma.filtered(x, gains)
    grey = torch.tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)
    assert torch.allclose((soft * grey).sum(1), (x * grey).sum(1), atol=1e-4)
    assert torch.allclose(soft.mean((2, 3)), x.mean((2, 3)), atol=1e-4)
    assert (chroma.sharpness(soft) < 1e-6).all()


def test_nothing_is_made_stronger_than_it_was():
    images = bytes_of(noise(2, 8))
    assert torch.equal(chroma.gains_towards(4 * chroma.spectrum(images), images), torch.ones(2, 12))


def test_a_picture_without_colour_or_of_one_colour_stays_as_it_is():
    grey = noise(2)[:, :1].expand(-1, 3, -1, -1)
    flat = torch.tensor([0.9, 0.2, 0.1]).view(1, 3, 1, 1).expand(1, 3, 16, 16)
    gains = chroma.gains_towards(chroma.spectrum(bytes_of(blurred(noise(3)))), bytes_of(noise(4)))
    for x in (grey, flat):
        assert torch.allclose(chroma.filtered(x, gains), x, atol=1e-4)
        assert (chroma.sharpness(x) < 1e-6).all()


def test_bytes_are_rounded_and_stay_bytes():
    images, gains = bytes_of(noise(3)), torch.full((2, 12), 0.5)
    soft = chroma.filtered_bytes(images, gains)
    assert soft.dtype == torch.uint8 and soft.shape == images.shape
    exact = chroma.filtered(images.float() / 255, gains) * 255
    assert (soft.float() - exact).abs().max() <= 0.5 + 1e-3


def test_a_mosaic_is_blue_against_orange_at_its_own_scale():
    def stripes(period, *colour):
        wave = torch.sin(2 * torch.pi * torch.arange(84) / period)
        return (0.5 + 0.3 * torch.tensor(colour).view(1, 3, 1, 1) * wave).expand(1, 3, 84, 84)

    blue_orange = stripes(12, 1.0, 0.0, -1.0)
    assert chroma.mosaic(blue_orange) > 100 * chroma.mosaic(stripes(12, 1.0, 1.0, 1.0))
    assert chroma.mosaic(blue_orange) > 100 * chroma.mosaic(stripes(4, 1.0, 0.0, -1.0))
