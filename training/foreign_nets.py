"""The network in what somebody else has saved: torchvision's shapes, with or without wrappers."""

import torch

from training import checkpoint, nets
from training.nets.resnet import RESNET18, RESNET50
from training.nets.vgg import VGG11, VGG16, VGG19

ARCHITECTURES = {
    "alexnet": ("alexnet", {}),
    "resnet18": ("resnet", RESNET18),
    "resnet50": ("resnet", RESNET50),
    **{
        f"{name}{suffix}": ("vgg", {**shape, "batch_norm": bool(suffix)})
        for name, shape in (("vgg11", VGG11), ("vgg16", VGG16), ("vgg19", VGG19))
        for suffix in ("", "_bn")
    },
}
# Where the state dict lies in what training scripts save.
HOLDERS = ("model", "state_dict", "net")


class Mismatch(Exception):
    """Weights that are not of the architecture that was named."""


def state_of(content):
    """(state dict with torchvision's names, {"mean", "std"} or {}) out of a checkpoint's content.

    The robustness library's AttackerModel holds the network twice (`model.`, `attacker.model.`),
    and its normaliser: `normalizer.new_mean` and `new_std`, [3, 1, 1].
    """
    for holder in HOLDERS:
        if isinstance(content.get(holder), dict):
            content = content[holder]
    state = {
        key.removeprefix("module."): value
        for key, value in content.items()
        if isinstance(value, torch.Tensor)
    }
    names = {"mean": "normalizer.new_mean", "std": "normalizer.new_std"}
    found = {
        key: state[name].double().flatten().tolist() for key, name in names.items() if name in state
    }
    inner = {k.removeprefix("model."): v for k, v in state.items() if k.startswith("model.")}
    return inner or state, found


def network(name, state, normalisation):
    """The network called `name` with these weights, frozen. Raises Mismatch, naming the key."""
    architecture, shape = ARCHITECTURES[name]
    last = list(nets.build(architecture, {**shape, "classes": 1}).state_dict())[-1]
    if last not in state:
        raise Mismatch(f"Expected {last} in a {name}, found no such key.{_some_of(state)}")
    classes = len(state[last])
    net = nets.build(architecture, {**shape, **normalisation, "classes": classes})
    expected = net.state_dict()
    for key, value in expected.items():
        if key.endswith("num_batches_tracked"):  # older checkpoints have none, and nobody needs it
            state = {**state, key: value}
        if key not in state:
            raise Mismatch(f"Expected {key} in a {name}, found no such key.{_some_of(state)}")
        if state[key].shape != value.shape:
            sizes = (" x ".join(map(str, shape)) for shape in (value.shape, state[key].shape))
            raise Mismatch("Expected {} in a {} to be {}, got {}.".format(key, name, *sizes))
        if not torch.isfinite(state[key].double()).all():
            raise Mismatch(f"Expected finite numbers in {key}, got others.")
    for key in state:
        if key not in expected:
            raise Mismatch(f"Expected no {key} in a {name}.")
    net.load_state_dict(state)
    return checkpoint.freeze(net)


def _some_of(state):
    return f" The file has {', '.join(list(state)[:4])} and so on." if state else " It has none."
