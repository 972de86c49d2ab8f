import pytest
import torch

from training.bfloat16 import ExactWhereUnsure, margin
from training.data.where import Pictures
from training.measure import stronger_attack
from training.tests.test_evaluate import Brightness
from training.tests.test_inversion import tiny


def grey(*values):
    return torch.tensor(values).view(-1, 1, 1, 1).expand(-1, 1, 4, 4).contiguous()


def darker(net, x, y, eps):
    """An attack that takes the whole budget away from the brightness: eps / 4 of 4 x 4 pixels."""
    return x - eps / 4


def test_a_verdict_is_float32s_wherever_two_classes_are_near():
    net, x = tiny(7), torch.rand(40, 3, 24, 24, generator=torch.Generator().manual_seed(7))
    fast = ExactWhereUnsure(net)
    with torch.no_grad():
        assert torch.equal(fast(x).argmax(1), net(x).argmax(1))
        near = margin(net(x)) < 0.01 * net(x).abs().amax(1)
        assert torch.allclose(fast(x)[near], net(x)[near], rtol=0, atol=1e-6)


def test_its_gradient_points_where_the_networks_own_does():
    net, x = tiny(8), torch.rand(2, 3, 24, 24, generator=torch.Generator().manual_seed(8))
    found = []
    for each in (net, ExactWhereUnsure(net)):
        at = x.clone().requires_grad_(True)
        found.append(torch.autograd.grad(each(at)[:, 0].sum(), at)[0].flatten(1))
    assert (torch.nn.functional.cosine_similarity(*found) > 0.98).all()


def test_an_attack_only_counts_on_what_was_still_right():
    x, y = grey(0.9, 0.55, 0.55, 0.6), torch.tensor([1, 1, 1, 0])
    alive = torch.tensor([True, True, False, False])
    left = stronger_attack.left_by(darker, Brightness(), x, y, alive, eps=1.0)
    assert left.tolist() == [True, False, False, False]


def test_an_attack_that_leaves_the_ball_is_refused():
    def far(net, x, y, eps):
        return x - eps

    with pytest.raises(ValueError, match="Expected pictures within 1.0, got one at 4"):
        stronger_attack.left_by(
            far, Brightness(), grey(0.9), torch.tensor([1]), torch.tensor([True]), 1.0
        )


def test_what_is_soon_broken_or_small_is_cheap():
    ordered = sorted(
        ("photos-resnet-robust-small", "cifar-resnet-robust", "cifar-resnet-standard"),
        key=stronger_attack.cost,
    )
    assert ordered[0] == "cifar-resnet-standard"
    assert stronger_attack.cost("photos-resnet-standard-small") < stronger_attack.cost(ordered[2])


def test_more_pictures_keep_the_ones_before():
    data = Pictures(torch.arange(50), torch.arange(50))
    few, many = (stronger_attack.random_pictures(data, n).labels.tolist() for n in (10, 20))
    assert many[:10] == few and sorted(many) != list(range(20))


def test_a_stage_says_what_it_leaves_of_what_pgd_left_on_all_pictures():
    yes, half = torch.tensor([True] * 4), torch.tensor([True, True, False, False])
    first = {"clean": yes, "pgd": yes, "apgd-ce": half, "apgd-t-3": half}
    second = {"clean": yes, "pgd": half, "apgd-ce": half}
    said = stronger_attack.summary([first, second], under_pgd=0.5)
    assert said["pgd"]["accuracy"] == 0.75 and said["pgd"]["of"] == 8
    assert said["apgd-ce"]["share"] == pytest.approx(4 / 6, abs=1e-4)
    assert said["apgd-ce"]["accuracy"] == pytest.approx(0.5 * 4 / 6, abs=1e-4)
    low, high = said["apgd-ce"]["interval95"]
    assert low < said["apgd-ce"]["accuracy"] < high <= 0.5
    assert said["apgd-t-3"]["of"] == 4 and "apgd-t" not in said


def test_where_pgd_leaves_nothing_there_is_nothing_to_share():
    no = torch.tensor([False, False])
    said = stronger_attack.summary([{"clean": ~no, "pgd": no, "apgd-ce": no}], under_pgd=0.0)
    assert said["apgd-ce"] == {"accuracy": 0.0, "of": 2}


def test_the_package_breaks_what_the_ball_reaches_and_nothing_else():
    pytest.importorskip("pyautoattack")

    def ce(net, x, y, eps):
        return stronger_attack.autoattack("apgd-ce", net, x, y, eps)

    x, y, alive = grey(0.9, 0.6), torch.tensor([1, 1]), torch.tensor([True, True])
    left = stronger_attack.left_by(ce, Brightness(), x, y, alive, eps=1.0)
    assert left.tolist() == [True, False]
