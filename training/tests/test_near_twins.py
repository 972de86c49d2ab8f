import torch

from training import attacks
from training.data import facts
from training.data.where import Pictures, unit
from training.measure import inversion, near_twins
from training.tests.test_inversion import tiny


def test_nobody_confuses_the_two_pictures_of_a_pair():
    labels = torch.tensor([3, 3, 1, 1, 0, 2])
    images = torch.arange(6, dtype=torch.uint8).view(6, 1, 1, 1)
    starts, targets = near_twins.couples(Pictures(images, labels), count=2)
    assert starts.flatten().tolist() == [1, 3] and targets.flatten().tolist() == [2, 4]


def test_a_larger_ball_lets_it_come_nearer_and_none_is_left():
    net, pictures = tiny(2), torch.rand(3, 3, 24, 24, generator=torch.Generator().manual_seed(2))
    with torch.no_grad():
        target = net.activations(pictures.roll(-1, 0))["representation"]
    found = []
    for eps in (0.05, 0.3):
        x = near_twins.near(net, target, pictures, eps)
        assert (attacks.norms(x - pictures) <= eps * 1.0001).all()
        with torch.no_grad():
            found.append(inversion.distance(net, x, target))
    assert (found[1] < found[0]).all()


def test_a_larger_ball_brings_every_pair_nearer():
    generator = torch.Generator().manual_seed(6)
    starts, targets = (unit(torch.rand(3, 3, 24, 24, generator=generator)) for _ in range(2))
    net = tiny(5)
    curve = [near_twins.distances(net, starts, targets, eps) for eps in (0.0, 0.1, 0.5)]
    for small, large in zip(curve, curve[1:], strict=False):
        assert all(b < a for a, b in zip(small, large, strict=True))


def test_the_spread_names_quartiles_and_the_share_that_came_near():
    said = near_twins.spread([0.1, 0.2, 0.3, 0.9, 1.0])
    assert (said["mean"], said["median"]) == (0.5, 0.3)
    assert (said["lower"], said["upper"]) == (0.2, 0.9)
    assert said["under"] == 0.6 and said["interval95"][0] < 0.6 < said["interval95"][1]


def test_the_radius_of_the_training_is_measured():
    for name, setting in near_twins.SETTINGS.items():
        assert facts(name).trained_eps in setting.radii
