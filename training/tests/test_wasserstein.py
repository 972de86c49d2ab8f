import pytest
import torch

from training.measure import wasserstein


def picture(seed, side=48):
    return torch.rand(1, 3, side, side, generator=torch.Generator().manual_seed(seed))


def test_a_picture_is_no_distance_from_itself_and_the_photograph_as_far_as_it_was():
    photograph, painting = picture(0), picture(1) * 0.5
    judge = wasserstein.Judge(photograph, painting)
    assert judge.scores(painting) == {"patches": 0, "colours": 0}
    assert judge.scores(photograph) == {"patches": 1, "colours": 1}


def test_a_shift_of_every_coordinate_is_about_as_long_as_itself():
    points = torch.rand(2000, 147, generator=torch.Generator().manual_seed(0))
    generator = torch.Generator().manual_seed(1)
    found = wasserstein.sliced(points, points + 0.3, generator)
    assert found == pytest.approx(0.3, rel=0.2)


def test_colours_know_nothing_of_places_and_patches_do():
    one = picture(0)
    shuffled = one.flatten(2)[:, :, torch.randperm(48 * 48)].view_as(one)
    columns = torch.sort(one.flatten(2), dim=2).values.view_as(one)
    assert wasserstein.colour_distance(one, shuffled) == pytest.approx(0, abs=1e-6)
    assert wasserstein.patch_distance(one, columns) > 0.05
