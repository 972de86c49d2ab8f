import torch

from training import attacks
from training.data.where import Pictures
from training.measure import loss_landscape
from training.tests.test_inversion import tiny


def pictures(count=3):
    return torch.rand(count, 3, 24, 24, generator=torch.Generator().manual_seed(4))


def test_the_random_axis_is_of_length_one_and_at_right_angles_to_the_attack():
    u = loss_landscape.along(pictures() - 0.5)
    v = loss_landscape.beside(u, torch.Generator().manual_seed(1))
    assert torch.allclose(attacks.norms(v).flatten(), torch.ones(3), atol=1e-5)
    assert (u * v).flatten(1).sum(1).abs().max() < 1e-4


def test_of_a_plane_the_gradient_promises_all_that_an_attack_finds():
    class Slope(torch.nn.Module):
        """Logits whose cross-entropy for class 0 is all but linear in the picture's brightness."""

        def forward(self, x):
            ahead = 30 + x.flatten(1).sum(1)
            return torch.stack([torch.zeros_like(ahead), ahead], 1)

    x, labels = pictures().clamp(0.3, 0.6), torch.zeros(3, dtype=torch.int64)
    seen = loss_landscape.look(Slope(), x, labels, 0.5, torch.Generator().manual_seed(2))
    rise = seen["attack"] - seen["at"]
    assert torch.allclose(seen["promised"], rise, rtol=1e-3)
    assert torch.allclose(seen["half"] - seen["at"], rise / 2, rtol=1e-3)
    assert (seen["highest"] <= seen["attack"] + 1e-3).all()
    assert (seen["random"] - seen["at"] < 0.2 * rise).all()


def test_a_network_is_asked_only_about_what_all_of_them_read_right():
    images = (pictures(6) * 255).to(torch.uint8)
    net = tiny(3)
    with torch.no_grad():
        labels = net(images.float() / 255).argmax(1)
    labels[0] = (labels[0] + 1) % 2
    kept = loss_landscape.read_right([net, net], Pictures(images, labels), count=4)
    assert len(kept.labels) == 4 and torch.equal(kept.images[0], images[1])


def test_the_summary_counts_points_that_are_higher_than_where_the_attack_ended():
    one = torch.ones(4)
    said = loss_landscape.summary(
        {
            "at": 0 * one,
            "attack": 2 * one,
            "promised": one,
            "half": 0.5 * one,
            "random": 0.1 * one,
            "highest": torch.tensor([1.0, 2.01, 2.1, 3.0]),
        }
    )
    assert said["higher"] == 0.5 and said["promised"]["median"] == 0.5
    assert said["half"]["median"] == 0.25 and said["rise"]["median"] == 2
