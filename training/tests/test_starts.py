import torch

from training.measure import starts
from training.tests.test_inversion import tiny


def pictures(count=4):
    return torch.rand(count, 3, 24, 24, generator=torch.Generator().manual_seed(12))


def test_no_picture_begins_as_its_own_target():
    x = pictures(50)
    noise, *others = starts.starts_for(x)
    assert noise.std() < 0.1
    for other in others:
        assert ((other - x).flatten(1).norm(dim=1) > 1).all()


def test_a_start_that_left_no_trace_is_found_and_agreed_on():
    x = pictures()
    said = starts.verdict(tiny(13), torch.stack([x, x, x]), x)
    assert said["agree"]["count"] == said["found"]["count"] == 4
    assert said["startOverTarget"] == 0


def test_a_start_that_stayed_what_it_was_is_not_found():
    x = pictures()
    stayed = torch.stack([x.roll(-1, 0), x.roll(-2, 0), x.roll(-3, 0)])
    said = starts.verdict(tiny(13), stayed, x)
    assert said["found"]["count"] == 0
    assert 0.9 < said["startOverTarget"] < 1.1
