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
    cloud = wasserstein.Cloud(points, torch.Generator().manual_seed(1))
    assert cloud.distance(points + 0.3) == pytest.approx(0.3, rel=0.3)


def test_patches_are_squares_of_the_picture():
    one = picture(2, side=12)
    places = wasserstein.Places(12, 12, torch.Generator().manual_seed(0))
    found = places.patches(one)
    side = wasserstein.SIDE
    assert found.shape == (36, 3 * side * side)
    row, column = int(places.rows[5, 0, 0]), int(places.columns[5, 0, 0])
    cut = one[0, :, row : row + side, column : column + side]
    assert torch.equal(found[5], cut.flatten())


def test_colours_know_nothing_of_places_and_patches_do():
    one = picture(0)
    sorted_columns = torch.sort(one.flatten(2), dim=2).values.view_as(one)
    shuffled = one.flatten(2)[:, :, torch.randperm(48 * 48)].view_as(one)
    judge = wasserstein.Judge(picture(1) * 0.5, one)
    assert judge.scores(shuffled)["colours"] == pytest.approx(0, abs=1e-6)
    assert judge.scores(sorted_columns)["patches"] > 0.05
