import base64
import json

import numpy as np
import pytest
import torch

from training import blurs


def pictures(count, seed=3):
    """[n, 3, 32, 32] bytes with something in common: a slope whose height varies, and noise."""
    generator = torch.Generator().manual_seed(seed)
    slope = torch.linspace(-60, 60, 32).view(1, 1, 32, 1)
    height = torch.randn(count, 1, 1, 1, generator=generator)
    noise = 20 * torch.randn(count, 3, 32, 32, generator=generator)
    return (128 + height * slope + noise).clamp(0, 255).to(torch.uint8)


def unpacked(told):
    mean = np.frombuffer(base64.b64decode(told["mean"]), np.uint8) / 255
    codes = np.frombuffer(base64.b64decode(told["components"]), np.int8)
    codes = codes.reshape(blurs.COMPONENTS, -1).astype(float)
    return mean, codes * np.array(told["scales"])[:, None]


def test_what_is_kept_gives_back_mean_and_covariance():
    small = blurs.shrunk(pictures(2000))
    mean, components = unpacked(blurs.packed(small))
    assert np.abs(mean - small.mean(0).numpy()).max() <= 0.5 / 255 + 1e-9
    wanted = torch.cov(small.t()).numpy()
    kept = components.T @ components
    # The slope is the longest axis.
    top = components[0].reshape(blurs.SIDE, blurs.SIDE, 3)[:, 0, 0]
    assert (np.diff(top) > 0).all() or (np.diff(top) < 0).all()
    assert np.abs(kept - wanted).max() < 0.1 * np.abs(wanted).max()


def test_all_brightness_is_there_with_what_the_components_leave_out():
    small = blurs.shrunk(pictures(2000))
    told = blurs.packed(small)
    _, components = unpacked(told)
    grey = components.reshape(blurs.COMPONENTS, -1, 3).mean(2)
    wanted = small.reshape(len(small), -1, 3).mean(2).var(0).mean()
    found = np.square(grey).sum(0).mean() + told["rest"] ** 2
    assert found == pytest.approx(float(wanted), rel=0.02)


def test_pixels_are_interleaved_as_the_page_reads_them():
    images = torch.zeros(2, 3, 32, 32, dtype=torch.uint8)
    images[:, 0, :4, :4] = 255
    assert blurs.shrunk(images)[0, :4].tolist() == [1, 0, 0, 0]


def test_the_same_pictures_give_the_same_bytes():
    small = blurs.shrunk(pictures(500))
    assert blurs.packed(small) == blurs.packed(small.clone())


def test_no_picture_leaves_a_trace():
    told = json.loads(blurs.FILE.read_text())
    assert len(told["classes"]) == 10
    for name, each in told["classes"].items():
        size = len(base64.b64decode(each["mean"] + each["components"]))
        assert size < 4000, name
        # Far fewer numbers than pictures, and a picture more or less changes no byte of the mean.
        assert each["pictures"] >= 5000 and 100 * told["count"] < each["pictures"], name
        assert each["trace"] < 0.5 and each["share"] < 0.02, name


def test_a_picture_among_few_would_leave_one():
    few = blurs.shrunk(pictures(20))
    assert blurs.trace(few) > 0.5
    assert blurs.share(few, blurs.statistics(few)[1]) > 0.02
