import json
import pickle
from collections import OrderedDict
from types import SimpleNamespace

import pytest
import torch

from training import convert, export, foreign, foreign_nets, layout, nets, shipped
from training.golden import brought
from training.tests.families import VGG

TINY = {"block": "bottleneck", "layers": [1, 1, 1, 1], "widths": [4, 6, 8, 10]}
SMALL_VGG = {**VGG, "grid": 2}


@pytest.fixture(autouse=True)
def tiny(monkeypatch):
    monkeypatch.setitem(foreign_nets.ARCHITECTURES, "tiny", ("resnet", TINY))
    monkeypatch.setitem(foreign_nets.ARCHITECTURES, "small-vgg", ("vgg", SMALL_VGG))


@pytest.fixture
def net():
    torch.manual_seed(4)
    net = nets.build("resnet", {**TINY, "classes": 9})
    for module in net.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            torch.nn.init.uniform_(module.running_var, 0.5, 2)
            torch.nn.init.uniform_(module.running_mean, -0.3, 0.3)
    return net.eval()


class Schedule:
    """Stands for what the checkpoint's author had and we have not."""

    def __init__(self):
        self.rates = [lambda_like]


def lambda_like(epoch):
    return 0.1


def robustness(net, mean=(0.4717, 0.4499, 0.3837), std=(0.26, 0.2516, 0.2575)):
    """As the robustness library saves: an AttackerModel in DataParallel, and what goes with it."""
    model = OrderedDict()
    for prefix in ("module.model.", "module.attacker.model."):
        model.update({prefix + key: value for key, value in net.state_dict().items()})
    for prefix in ("module.normalizer.", "module.attacker.normalize."):
        model[prefix + "new_mean"] = torch.tensor(mean).view(3, 1, 1)
        model[prefix + "new_std"] = torch.tensor(std).view(3, 1, 1)
    momentum = {0: {"momentum_buffer": torch.zeros(4, 3, 7, 7)}}
    optimizer = {"state": momentum, "param_groups": [{"lr": 0.1, "params": [0]}]}
    return {"model": model, "optimizer": optimizer, "schedule": Schedule(), "epoch": 110}


def safetensors(state):
    header, body = {"__metadata__": {"format": "pt"}}, b""
    names = {torch.float32: "F32", torch.float16: "F16", torch.int64: "I64"}
    for key, value in state.items():
        content = value.contiguous().numpy().tobytes()
        header[key] = {
            "dtype": names[value.dtype],
            "shape": list(value.shape),
            "data_offsets": [len(body), len(body) + len(content)],
        }
        body += content
    text = json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + body


def converted(path, folder):
    convert.convert(path, "tiny", "it", "It", weights=folder)
    return shipped.load("it", folder)


def same(ours, theirs):
    x = torch.rand(2, 3, 64, 50, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        a, b = ours(x), theirs(x)
    return (a - b).abs().max() < 0.15 * b.abs().max()


@pytest.mark.parametrize("zipped", [True, False])
def test_a_checkpoint_of_the_robustness_library_becomes_its_network(net, tmp_path, zipped):
    path = tmp_path / "resnet_l2_eps3.ckpt"
    torch.save(robustness(net), path, _use_new_zipfile_serialization=zipped)
    ours = converted(path, tmp_path / "weights")
    assert ours.config["mean"] == pytest.approx([0.4717, 0.4499, 0.3837])
    theirs = nets.build("resnet", {**ours.config})
    theirs.load_state_dict(net.state_dict())
    assert ours.config["classes"] == 9
    assert same(ours, theirs.eval())


def test_a_state_dict_in_data_parallel_or_plain_or_without_counters_fits(net, tmp_path):
    state = net.state_dict()
    plain = {k: v for k, v in state.items() if not k.endswith("num_batches_tracked")}
    for i, content in enumerate(
        (state, plain, {"module." + k: v for k, v in state.items()}, {"state_dict": state})
    ):
        path = tmp_path / f"{i}.pth"
        torch.save(content, path)
        assert same(converted(path, tmp_path / "weights"), net)


def test_safetensors_fit_too_in_half_precision_as_well(net, tmp_path):
    path = tmp_path / "model.safetensors"
    halves = {k: v.half() if v.is_floating_point() else v for k, v in net.state_dict().items()}
    for state in (net.state_dict(), halves):
        path.write_bytes(safetensors(state))
        assert same(converted(path, tmp_path / "weights"), net)


def test_nothing_in_a_checkpoint_is_run(net, tmp_path):
    class Trap:
        def __reduce__(self):
            return (open, (str(tmp_path / "sprung"), "w"))

    path = tmp_path / "trap.ckpt"
    torch.save({"model": net.state_dict(), "epoch": Trap()}, path)
    assert same(converted(path, tmp_path / "weights"), net)
    assert not (tmp_path / "sprung").exists()


def refused(content, tmp_path, name="tiny"):
    path = tmp_path / "bad.pth"
    torch.save(content, path)
    with pytest.raises(foreign_nets.Mismatch) as caught:
        convert.convert(path, name, "it", "It", weights=tmp_path / "weights")
    assert not (tmp_path / "weights").exists()
    return str(caught.value)


def test_what_does_not_fit_is_refused_by_its_key(net, tmp_path):
    state = net.state_dict()
    missing = {k: v for k, v in state.items() if k != "layer3.0.conv2.weight"}
    assert "Expected layer3.0.conv2.weight in a tiny" in refused(missing, tmp_path)
    wide = {**state, "layer2.0.conv1.weight": torch.zeros(7, 16, 1, 1)}
    assert "layer2.0.conv1.weight in a tiny to be 6 x 16 x 1 x 1, got 7 x 16" in refused(
        wide, tmp_path
    )
    more = {**state, "layer4.1.conv1.weight": torch.zeros(1)}
    assert "Expected no layer4.1.conv1.weight" in refused(more, tmp_path)
    broken = {**state, "bn1.running_var": torch.full((4,), torch.nan)}
    assert "finite numbers in bn1.running_var" in refused(broken, tmp_path)
    assert "Expected classifier.6.bias in a vgg11" in refused(state, tmp_path, "vgg11")
    assert "It has none." in refused({"model": {}}, tmp_path)


def test_a_file_that_was_cut_short_is_said_to_be(net, tmp_path):
    for zipped in (True, False):
        path = tmp_path / "cut.ckpt"
        torch.save(robustness(net), path, _use_new_zipfile_serialization=zipped)
        path.write_bytes(path.read_bytes()[:-2000])
        with pytest.raises(foreign.Unreadable, match="cut.ckpt is no PyTorch checkpoint, or was"):
            foreign.read(path)
    path = tmp_path / "cut.safetensors"
    path.write_bytes(safetensors(net.state_dict())[:-4])
    with pytest.raises(foreign.Unreadable, match="fc.bias is not whole"):
        foreign.read(path)
    path.write_bytes(b"no tensors here")
    with pytest.raises(foreign.Unreadable, match="no safetensors file"):
        foreign.read(path)


def test_a_converted_model_joins_the_index(net, tmp_path):
    path = tmp_path / "model.pth"
    torch.save(net.state_dict(), path)
    converted(path, tmp_path / "weights")
    export.write_index(tmp_path / "weights")
    index = shipped.read_json(tmp_path / "weights" / "index.json")
    assert [(model["id"], model["title"]) for model in index["models"]] == [("it", "It")]


def test_a_network_for_style_leaves_out_what_comes_after_the_last_layer_it_needs(tmp_path):
    torch.manual_seed(5)
    whole = nets.build("vgg", foreign_nets.ARCHITECTURES["small-vgg"][1]).eval()
    path = tmp_path / "vgg.pth"
    torch.save(whole.state_dict(), path)
    card = convert.convert(path, "small-vgg", "it", "It", tmp_path, up_to="relu3_1")
    short = shipped.load("it", tmp_path)
    x = torch.rand(1, 3, 32, 40)
    with torch.no_grad():
        ours, theirs = short.activations(x), whole.activations(x)
    assert list(ours) == ["relu1_1", "relu2_1", "relu3_1"]
    for name, value in ours.items():
        assert (value - theirs[name]).norm() < 0.05 * theirs[name].norm()
    assert card["parameters"] == sum(p.numel() for p in list(whole.features.parameters())[:6])
    with pytest.raises(ValueError, match="can end with relu1_1, .*relu5_1, not with relu9_9"):
        convert.convert(path, "small-vgg", "it", "It", tmp_path, up_to="relu9_9")


def test_a_resnet_can_end_with_any_of_its_stages(net, tmp_path):
    path = tmp_path / "resnet.pth"
    torch.save(net.state_dict(), path)
    convert.convert(path, "tiny", "it", "It", tmp_path, up_to="relu4_x")
    short = shipped.load("it", tmp_path)
    x = torch.rand(1, 3, 64, 50)
    with torch.no_grad():
        ours, theirs = short.activations(x), net.activations(x)
    assert list(ours) == ["stem", "relu2_x", "relu3_x", "relu4_x"]
    assert (ours["relu4_x"] - theirs["relu4_x"]).norm() < 0.1 * theirs["relu4_x"].norm()


class Logger:
    """A class of the training script, which a dill pickle holds by value."""

    def __init__(self):
        self.lines = ["one"]


def _create_type(*parts):
    """Stands for dill's own: it is asked to make the class, and must not be."""
    raise AssertionError("code of the file was run")


class ByValue(pickle.Pickler):
    def reducer_override(self, obj):
        if obj is Logger:
            return _create_type, ("Logger", (object,), {"lines": None})
        return NotImplemented


@pytest.mark.parametrize("zipped", [True, False])
def test_a_class_that_the_file_brings_along_does_no_harm(tmp_path, zipped):
    by_value = SimpleNamespace(Pickler=ByValue, dump=_dump_by_value, __name__="by_value")
    content = {"state_dict": {"weight": torch.ones(2)}, "loggers": [Logger()], "last": Logger()}
    path = tmp_path / "whole.ckpt"
    torch.save(content, path, pickle_module=by_value, _use_new_zipfile_serialization=zipped)
    assert torch.equal(foreign.read(path)["state_dict"]["weight"], torch.ones(2))


def _dump_by_value(content, file, protocol=2):
    ByValue(file, protocol).dump(content)


def test_one_file_for_a_reader_holds_the_network_and_says_what_it_is(net, tmp_path):
    path, file = tmp_path / "model.pth", tmp_path / "it.safetensors"
    torch.save(net.state_dict(), path)
    labels = [f"class {i}" for i in range(9)]
    said = {"labels": labels, "side": 64, "robust": True}
    convert.convert_single(path, "tiny", "it", "It", file, said=said)
    content = file.read_bytes()
    header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])
    metadata = header["__metadata__"]
    card = json.loads(metadata["card"])
    assert (metadata["net"], card["labels"], card["side"]) == ("resnet", labels, 64)
    config = json.loads(metadata["config"])
    tensors = foreign.read(file)
    layers = {
        name.removesuffix("/kernel"): (
            value.numpy(),
            tensors[name.replace("/kernel", "/bias")].numpy(),
        )
        for name, value in tensors.items()
        if name.endswith("/kernel")
    }
    ours = layout.from_layers(nets.build("resnet", config, folded=True), layers).eval()
    x = torch.rand(2, 3, 64, 50, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        assert torch.allclose(ours(x), net(x), rtol=1e-3, atol=1e-4)
    with pytest.raises(foreign_nets.Mismatch, match="Expected 9 labels, one a class, got 2"):
        convert.convert_single(path, "tiny", "it", "It", file, said={"labels": ["a", "b"]})


def test_one_file_can_be_in_half_precision(net, tmp_path):
    path, file = tmp_path / "model.pth", tmp_path / "it.safetensors"
    torch.save(net.state_dict(), path)
    convert.convert_single(path, "tiny", "it", "It", file, precision="float16")
    tensors = foreign.read(file)
    assert tensors["conv1/kernel"].dtype == torch.float16
    assert tensors["conv1/bias"].dtype == torch.float32


@pytest.mark.parametrize("name", brought.CASES)
def test_the_files_that_the_page_reads_in_its_tests_are_what_is_written_today(name, tmp_path):
    committed = brought.FOLDER / f"{name}.safetensors"
    assert brought.write(name, tmp_path).read_bytes() == committed.read_bytes()
