import json
from math import prod

import numpy as np
import pytest
import torch

from training import checkpoint, layout, nets, shipped, tfjs
from training.tests.families import FAMILIES


def trained_looking(name):
    """A network whose batch norms have seen something, so that folding them matters."""
    architecture, config, shape = FAMILIES[name]
    torch.manual_seed(3)
    net = nets.build(architecture, config).train()
    with torch.no_grad():
        for _ in range(3):
            net(torch.rand(16, *shape))
        for module in net.modules():
            if isinstance(module, torch.nn.BatchNorm2d):
                module.weight.uniform_(0.5, 1.5)
                module.bias.uniform_(-0.5, 0.5)
    return checkpoint.freeze(net)


@pytest.mark.parametrize("name", FAMILIES)
def test_weights_survive_the_change_of_layout_and_the_folding_of_batch_norm(name):
    net = trained_looking(name)
    architecture, config, shape = FAMILIES[name]
    folded = nets.build(architecture, config, folded=True)
    layout.from_layers(folded, _as_float(layout.to_layers(net)))
    checkpoint.freeze(folded)
    x = torch.rand(4, *shape)
    for key, value in net.activations(x).items():
        assert torch.allclose(folded.activations(x)[key], value, atol=1e-4), key


@pytest.mark.parametrize("name", FAMILIES)
def test_an_exported_network_read_back_answers_nearly_the_same(name, tmp_path):
    net = trained_looking(name)
    architecture, _, shape = FAMILIES[name]
    metadata = {"net": architecture, "config": net.config}
    tfjs.write(tmp_path / "it", layout.to_layers(net), metadata, by="test")
    back = shipped.load("it", weights=tmp_path)
    x = torch.rand(4, *shape)
    with torch.no_grad():
        before, after = net(x), back(x)
    # Errors of a code average out over channels, of which the tiny families have few.
    tolerance = 0.02 if name.startswith("mnist") else 0.15
    assert (before - after).abs().max() < tolerance * before.abs().max()


def test_the_dense_kernel_reads_images_flattened_with_channels_last():
    net = trained_looking("mnist-cnn")
    kernel, bias = layout.to_layers(net)["fc1"]
    image = torch.rand(1, 64, 7, 7)
    with torch.no_grad():
        here = net.fc1(image.flatten(1)).numpy()
    there = image.permute(0, 2, 3, 1).reshape(1, -1).numpy() @ kernel + bias
    assert np.allclose(here, there, atol=1e-5)


def test_quantised_kernels_are_within_half_a_code_and_zero_stays_zero():
    kernel = np.random.default_rng(0).normal(size=(3, 3, 4, 8)).astype(np.float32)
    kernel[..., 0] = 0
    kernel[0, 0, 0, 1] = 0
    codes, scale = tfjs.quantise(kernel)
    back = tfjs.dequantise(codes, scale)
    assert codes.max() <= 254
    assert (np.abs(back - kernel) <= scale * (0.5 / 127 + 1e-6)).all()
    assert (back[..., 0] == 0).all() and back[0, 0, 0, 1] == 0


def test_the_manifest_accounts_for_every_byte_of_every_shard(tmp_path, monkeypatch):
    monkeypatch.setattr(tfjs, "SHARD_BYTES", 1000)
    layers = {"conv1": (np.ones((5, 5, 3, 32)), np.zeros(32, np.float32))}
    files = tfjs.write(tmp_path, layers, {}, by="test")
    manifest = json.loads((tmp_path / "model.json").read_text())["weightsManifest"][0]
    expected = sum(
        prod(spec["shape"]) * (1 if "quantization" in spec else 4) for spec in manifest["weights"]
    )
    assert sum(file["bytes"] for file in files[1:]) == expected
    assert [file["path"] for file in files[1:]] == manifest["paths"]
    assert len(files) == 4 and all(file["bytes"] <= 1000 for file in files[1:])
    assert np.array_equal(tfjs.read(tmp_path)[0]["conv1"][0], np.ones((5, 5, 3, 32)))


def _as_float(layers):
    return {name: (kernel.astype(np.float32), bias) for name, (kernel, bias) in layers.items()}
