import torch

from training import checkpoint, nets
from training.measure import inversion
from training.tests.families import FAMILIES


def tiny(seed):
    architecture, config, _ = FAMILIES["resnet, anti-aliased"]
    torch.manual_seed(seed)
    return checkpoint.freeze(nets.build(architecture, config))


def test_inversion_brings_the_representation_near_and_the_box_holds():
    net, pictures = tiny(1), torch.rand(3, 3, 24, 24, generator=torch.Generator().manual_seed(1))
    start = inversion.noise(pictures.shape, 5)
    with torch.no_grad():
        target = net.activations(pictures)["representation"]
        before = inversion.distance(net, start, target)
    x = inversion.invert(net, target, start, steps=40, size=0.5)
    with torch.no_grad():
        after = inversion.distance(net, x, target)
    assert (after < 0.3 * before).all()
    assert x.min() >= 0 and x.max() <= 1


def test_the_numbers_compare_picture_by_picture():
    assert inversion.closer(torch.tensor([1.0, 2, 3]), torch.tensor([2.0, 2, 2])) == 1
    net = {"standard": tiny(3), "robust": tiny(3)}
    pictures = torch.rand(2, 3, 24, 24, generator=torch.Generator().manual_seed(3))
    inverted, own = inversion.measure(net, pictures)
    assert torch.equal(inverted["standard"], inverted["robust"]) and own["standard"] < 0.5
    said = inversion.verdict(tiny(4), inverted, pictures)
    assert said["closer"] == {"robust": 0, "standard": 0}
    inverted["robust"] = pictures
    said = inversion.verdict(tiny(4), inverted, pictures)
    assert said["closer"] == {"robust": 2, "standard": 0}
    assert said["recognised"]["robust"] == 2 and said["distance"]["robust"] == 0
    assert said["interval95"][0] < 1 and said["underNoise"]["distance"]["robust"] > 0


def test_the_noise_is_the_same_for_every_network_and_stays_in_the_box():
    x = torch.rand(2, 3, 24, 24, generator=torch.Generator().manual_seed(4))
    noisy = inversion.under_noise(x)
    assert torch.equal(noisy, inversion.under_noise(x.clone()))
    assert noisy.min() >= 0 and noisy.max() <= 1
    inside = (x - 0.5).abs() < 0.25
    assert abs(float((noisy - x)[inside].std()) - inversion.NOISE) < 0.005
