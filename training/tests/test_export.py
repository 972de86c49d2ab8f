import json
from dataclasses import replace
from math import prod

import numpy as np
import pytest
import torch

from training import checkpoint, configs, export, layout, nets, shipped, tfjs
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


@pytest.mark.parametrize("name", FAMILIES)
def test_half_precision_keeps_eleven_bits_of_every_weight(name, tmp_path):
    net = trained_looking(name)
    architecture, _, shape = FAMILIES[name]
    metadata = {"net": architecture, "config": net.config}
    layers = layout.to_layers(net)
    files = tfjs.write(tmp_path / "it", layers, metadata, by="test", precision="float16")
    numbers = sum(2 * kernel.size + 4 * bias.size for kernel, bias in layers.values())
    assert sum(file["bytes"] for file in files[1:]) == numbers
    for layer, (kernel, _) in tfjs.read(tmp_path / "it")[0].items():
        error = np.abs(kernel - layers[layer][0])
        assert (error <= 2.0**-11 * np.abs(kernel) + 2.0**-25).all()
    back = shipped.load("it", weights=tmp_path)
    x = torch.rand(4, *shape)
    with torch.no_grad():
        before, after = net(x), back(x)
    assert (before - after).abs().max() < 1e-2 * before.abs().max()


def test_a_weight_too_large_for_half_precision_is_refused(tmp_path):
    layers = {"fc": (np.full((2, 3), 70_000.0), np.zeros(3, np.float32))}
    with pytest.raises(OverflowError, match="up to 65504 for float16, got 70000"):
        tfjs.write(tmp_path, layers, {}, by="test", precision="float16")


def test_an_export_up_to_a_layer_is_a_model_of_its_own_without_a_head(tmp_path, monkeypatch):
    architecture, config, _ = FAMILIES["resnet, anti-aliased"]
    net = trained_looking("resnet, anti-aliased")
    recipe = replace(configs.load("cifar-resnet-standard"), architecture=architecture, shape=config)
    monkeypatch.setattr(configs, "load", lambda model_id: recipe)
    monkeypatch.setattr(checkpoint, "finished", lambda model_id, **options: net)
    monkeypatch.setattr(shipped, "WEIGHTS", tmp_path)
    card = export.export(recipe.id, up_to="relu4_x", precision="float16")
    assert card["id"] == "cifar-resnet-standard-to-relu4_x" and card["upTo"] == "relu4_x"
    assert "accuracy" not in card
    assert card["quantisation"]["scheme"] == "float16; biases float32"
    assert 0 < card["quantisation"]["drift"] < 1e-3
    short = shipped.load(card["id"])
    x = torch.rand(1, 3, 40, 30)
    with torch.no_grad():
        ours, theirs = short.activations(x), net.activations(x)
    assert list(ours) == ["stem", "relu2_x", "relu3_x", "relu4_x"]
    assert (ours["relu4_x"] - theirs["relu4_x"]).norm() < 1e-3 * theirs["relu4_x"].norm()
    export.write_index()
    assert len(shipped.read_json(tmp_path / "index.json")["models"]) == 1
    assert shipped.ids() == []  # it cannot be attacked, nor asked for logits


def _as_float(layers):
    return {name: (kernel.astype(np.float32), bias) for name, (kernel, bias) in layers.items()}
