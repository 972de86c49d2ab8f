import pytest
import torch

from training import attacks


@pytest.fixture
def images():
    generator = torch.Generator().manual_seed(0)
    return torch.rand(6, 1, 28, 28, generator=generator)


@pytest.fixture
def gradient():
    return torch.randn(6, 1, 28, 28, generator=torch.Generator().manual_seed(1))


def test_an_l2_step_has_the_length_asked_for(images, gradient):
    moved = attacks.l2_step(0.7)(images, gradient, images)
    assert torch.allclose(attacks.norms(moved - images).flatten(), torch.full((6,), 0.7))


def test_a_zero_gradient_moves_nothing_and_makes_no_nan(images):
    for step in (attacks.l2_step(0.7), attacks.linf_step(0.1)):
        assert torch.equal(step(images, torch.zeros_like(images), images), images)


def test_an_linf_step_moves_every_pixel_by_its_size(images, gradient):
    moved = attacks.linf_step(0.1)(images, gradient, images)
    assert torch.allclose((moved - images).abs(), torch.tensor(0.1), atol=1e-6)


@pytest.mark.parametrize("norm", ["l2", "linf"])
def test_pgd_ends_inside_the_ball_and_the_box_however_long_it_runs(images, gradient, norm):
    eps = {"l2": 1.5, "linf": 0.1}[norm]
    step = attacks.pgd_step(norm, eps, eps)
    x = images
    for _ in range(20):
        x = step(x, gradient, images)
    delta = (x - images).flatten(1)
    distance = delta.norm(dim=1) if norm == "l2" else delta.abs().amax(dim=1)
    assert distance.max() <= eps + 1e-5
    assert 0 <= x.min() <= x.max() <= 1


def test_projection_onto_the_l2_ball_keeps_the_direction(images, gradient):
    far = attacks.l2_step(5.0)(images, gradient, images) - images
    near = attacks.in_l2_ball(attacks.l2_step(5.0), 1.5)(images, gradient, images) - images
    assert torch.allclose(near, far * (1.5 / 5.0), atol=1e-5)


def test_a_point_already_inside_the_ball_stays_where_it_is(images, gradient):
    near = attacks.in_l2_ball(attacks.l2_step(0.5), 1.5)(images, gradient, images)
    assert torch.allclose(near, attacks.l2_step(0.5)(images, gradient, images), atol=1e-6)


@pytest.mark.parametrize("norm", ["l2", "linf"])
def test_a_random_start_lies_in_the_ball_and_the_box(images, norm):
    x = attacks.random_start(images, norm, 0.3)
    delta = (x - images).flatten(1)
    distance = delta.norm(dim=1) if norm == "l2" else delta.abs().amax(dim=1)
    assert 0 < distance.max() <= 0.3 + 1e-5
    assert 0 <= x.min() <= x.max() <= 1


def test_ascending_a_linear_objective_reaches_the_far_side_of_the_ball():
    origin = torch.full((1, 1, 28, 28), 0.5)
    step = attacks.pgd_step("l2", 1.5, 0.5)
    x = attacks.ascend(lambda x: x.flatten(1).sum(1), origin, step, 10)
    assert torch.allclose(x - origin, torch.full_like(x, 1.5 / 28), atol=1e-5)
