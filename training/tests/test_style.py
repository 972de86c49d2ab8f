import math

import pytest
import torch

from training import nets
from training.style import warps
from training.style.fourier import Fourier, basis, frequencies, scale
from training.style.objective import Objective, Settings, gram
from training.style.transfer import resized, transfer

TINY = {"layers": [1, 1, 1, 1], "widths": [4, 6, 8, 10], "stem": "small", "classes": 3}


@pytest.fixture
def net():
    torch.manual_seed(0)
    return nets.build("resnet", TINY, folded=True).eval().requires_grad_(False)


def pictures(*sizes):
    """Soft blotches: what is smooth survives being moved."""
    generator = torch.Generator().manual_seed(1)
    coarse = [torch.rand(1, 3, 5, 5, generator=generator) for _ in sizes]
    return [resized(blotches, size) for blotches, size in zip(coarse, sizes, strict=True)]


@pytest.mark.parametrize("size", [1, 2, 7, 16])
def test_the_basis_is_orthonormal_and_each_column_has_one_frequency(size):
    columns = basis(size)
    assert torch.allclose(columns.t() @ columns, torch.eye(size, dtype=torch.float64), atol=1e-12)
    power = torch.fft.rfft(columns, dim=0).abs()
    assert torch.equal(power.argmax(dim=0), (frequencies(size) * size).round().long())
    assert torch.allclose(power.square().sum(dim=0), power.square().max(dim=0).values)


def test_coefficients_are_scaled_by_the_reciprocal_of_their_frequency():
    scales = scale(8, 12)
    assert scales[0, 0] == scales.max() == 12 / 4
    assert scales[3, 0] == pytest.approx(1 / (2 / 8) / 4)
    assert scales[3, 5] == pytest.approx(1 / math.hypot(2 / 8, 3 / 12) / 4)


def test_a_picture_comes_back_from_its_coefficients():
    (x,) = pictures((9, 14))
    x = x.double() * 0.9 + 0.05
    fourier = Fourier(9, 14, like=x)
    assert torch.allclose(fourier.decode(fourier.encode(x)), x, atol=1e-9)


def test_nothing_is_moved_by_a_warp_that_does_nothing_and_pixels_by_one_that_shifts():
    (x,) = pictures((12, 15))
    x = x.double()
    still = warps.composed((0, 0), 1, 0, (0, 0))
    assert torch.allclose(warps.warped(x, still), x, atol=1e-9)
    shifted = warps.warped(x, warps.composed((2, -1), 1, 0, (0, 0)))
    assert torch.allclose(shifted[..., :-2, 1:], x[..., 2:, :-1], atol=1e-9)


def test_warps_keep_to_lucids_range():
    generator = torch.Generator().manual_seed(0)
    for _ in range(200):
        (cos, _), (sin, _) = warps.drawn(generator).matrix
        assert abs(math.degrees(math.atan2(sin, cos))) < 10.001
        assert 0.899 < 1 / math.hypot(cos, sin) < 1.101


def test_a_picture_misses_nothing_of_itself(net):
    (x,) = pictures((16, 16))
    losses = Objective(net, x, x, Settings()).losses(x)
    assert losses.total == 0


def test_the_parts_are_shares_of_their_targets(net):
    x, like = pictures((16, 20), (18, 16))
    settings = Settings(style_layers={"relu2_x": 3, "relu4_x": 1}, style_weight=8)
    found = Objective(net, x, like, settings).losses(torch.zeros_like(x)).numbers()
    assert list(found.style) == ["relu2_x", "relu4_x"]
    assert found.total == pytest.approx(found.content + sum(found.style.values()))
    seen = net.activations(like)["relu2_x"], net.activations(torch.zeros_like(x))["relu2_x"]
    target, value = (gram(features) for features in seen)
    share = (value - target).norm() ** 2 / target.norm() ** 2
    assert found.style["relu2_x"] == pytest.approx(8 * 3 / 4 * float(share), rel=1e-4)


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"parameterisation": "fourier"},
        {"optimizer": "adam"},
        {"optimizer": "adam", "transforms": True, "learning_rate": 0.01},
        {"sizes": (12, 20)},
        {"start": "noise"},
    ],
)
def test_a_transfer_lowers_the_loss_and_is_the_same_again(net, settings):
    content, like = pictures((16, 20), (18, 16))
    heard = []
    result, again = (
        transfer(
            net, content, like, iterations=20, on_loss=lambda *of: heard.append(of), **settings
        )
        for _ in range(2)
    )
    assert result.image.shape == content.shape
    assert 0 <= result.image.min() <= result.image.max() <= 1
    # Seen as it stands, also where the run saw it moved.
    plain = Objective(net, content, like, Settings()).losses(content).total
    start = result.losses[0].total if settings.get("start") == "noise" else float(plain)
    assert result.final.total < start
    assert torch.equal(result.image, again.image)
    assert len(heard) == 2 * len(result.losses)


def test_transforms_are_refused_where_the_loss_must_stay(net):
    content, like = pictures((16, 16), (16, 16))
    with pytest.raises(ValueError, match="Adam"):
        transfer(net, content, like, transforms=True)
