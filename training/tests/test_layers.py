import pytest
import torch

from training import checkpoint, nets, shipped
from training.measure import layers
from training.measure.layers import robustness
from training.tests.families import FAMILIES


class Linear(torch.nn.Module):
    """Layers whose R is known: the pixels, twice the pixels, and the first pixel only."""

    def activations(self, x):
        flat = x.flatten(1)
        return {"pixels": flat, "twice": 2 * flat, "first": flat[:, :1]}


def test_the_pixels_move_by_the_radius_and_a_factor_changes_nothing():
    torch.manual_seed(0)
    x = 0.3 + 0.4 * torch.rand(70, 1, 4, 4)  # no perturbation of .2 meets the box
    found = robustness(Linear(), x, 0.2)
    apart = (x - x.roll(1, 0)).flatten(1).norm(dim=1).mean().item()
    assert found["pixels"] == pytest.approx(0.2 / apart, rel=1e-3)
    assert found["twice"] == pytest.approx(found["pixels"], rel=1e-3)


def test_a_layer_that_sees_one_pixel_is_moved_through_that_pixel():
    torch.manual_seed(0)
    x = 0.3 + 0.4 * torch.rand(70, 1, 4, 4)
    first = x.flatten(1)[:, 0]
    found = robustness(Linear(), x, 0.2)
    assert found["first"] == pytest.approx(
        0.2 / (first - first.roll(1)).abs().mean().item(), rel=1e-2
    )


def test_every_activation_of_a_network_is_measured_and_a_larger_radius_moves_it_further():
    architecture, config, shape = FAMILIES["resnet, anti-aliased"]
    torch.manual_seed(1)
    net = checkpoint.freeze(nets.build(architecture, config))
    x = torch.rand(12, *shape)
    small, large = robustness(net, x, 0.1), robustness(net, x, 1.0)
    assert list(small) == list(net.activations(x))
    assert all(0 < small[name] < large[name] for name in small)


def test_numbers_stay_only_at_the_same_settings_and_weights(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "WEIGHTS", tmp_path)
    path = tmp_path / "layer-robustness.json"
    assert layers.measured_before(path, {"eps": 0.5}) == {}
    for model_id in ("kept", "changed"):
        shipped.write_json(tmp_path / model_id / "card.json", {"shards": [{"sha256": model_id}]})
    models = {model_id: {"R": [0.1]} for model_id in ("kept", "changed", "gone")}
    weights = {"kept": "kept", "changed": "other", "gone": "gone"}
    result = {"protocol": {"eps": 0.5}, "models": models, "weights": weights}
    shipped.write_json(path, result)
    assert layers.measured_before(path, {"eps": 0.5}) == {"kept": {"R": [0.1]}}
    assert layers.measured_before(path, {"eps": 0.25}) == {}
