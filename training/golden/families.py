"""Golden values of VGG, ResNet and AlexNet: `python -m training.golden.families`.

Writes tests/fixtures/parity-families/families.json. Weights and images are not stored: both sides
make them from an integer hash (training/golden/hashed.py). Of every activation, and of the gradient
of one logit and of one coordinate of the representation wrt the image, at most SAMPLES numbers are
kept, from places that the hash chooses; float32 in base64. Everything is computed in double
precision, so that all of the difference is the page's.
"""

import base64

import numpy as np
import torch

from training import attacks, layout, nets, shipped
from training.golden import hashed
from training.nets.resnet import RESNET50
from training.nets.vgg import VGG11, VGG19

FILE = shipped.ROOT / "tests" / "fixtures" / "parity-families" / "families.json"
SAMPLES = 200
IMAGE_SEED, PLACE_SEED = 10_001, 10_002
# Of the logits, and of the representation.
CLASS, COORDINATE = 3, 5

TINY = {"widths": [4, 6, 8, 10], "classes": 7}
SMALL_VGG = {"widths": [4, 6, 8, 10, 10], "classes": 7}
SMALL_HEAD = {"hidden": 12, "classes": 7}
# name: (net, configuration, [images, height, width], options of the pass)
CASES = {
    "resnet, small stem": ("resnet", {**TINY, "stem": "small"}, (2, 24, 32), {}),
    "resnet, odd sizes": (
        "resnet",
        {**TINY, "stem": "small", "layers": [1, 2, 1, 1]},
        (1, 27, 37),
        {},
    ),
    "resnet, anti-aliased": (
        "resnet",
        {**TINY, "stem": "small", "antialiased": True, "mean": [0, 0, 0], "std": [1, 1, 1]},
        (2, 27, 37),
        {},
    ),
    "resnet, medium stem": ("resnet", {**TINY, "stem": "medium"}, (2, 37, 46), {}),
    "resnet, photo stem": ("resnet", {**TINY, "layers": [2, 1, 1, 1]}, (1, 65, 90), {}),
    "resnet, photo stem, anti-aliased": ("resnet", {**TINY, "antialiased": True}, (1, 70, 85), {}),
    "bottleneck": (
        "resnet",
        {**TINY, "block": "bottleneck", "layers": [1, 2, 1, 1]},
        (1, 61, 74),
        {},
    ),
    "bottleneck, small stem, anti-aliased": (
        "resnet",
        {**TINY, "block": "bottleneck", "stem": "small", "antialiased": True},
        (1, 27, 34),
        {},
    ),
    "vgg, one layer": ("vgg", {**VGG11, **SMALL_VGG, "grid": 0}, (2, 47, 66), {}),
    "vgg, average pooling asked for": (
        "vgg",
        {**VGG11, **SMALL_VGG, "grid": 0},
        (1, 35, 41),
        {"average_pooling": True},
    ),
    "vgg, trained with average pooling": (
        "vgg",
        {**VGG11, **SMALL_VGG, "grid": 0, "pooling": "average"},
        (1, 35, 41),
        {},
    ),
    "vgg-19, three layers": (
        "vgg",
        {**VGG19, **SMALL_VGG, **SMALL_HEAD, "grid": 3},
        (1, 64, 51),
        {},
    ),
    "alexnet": (
        "alexnet",
        {"widths": [4, 6, 8, 10, 10], **SMALL_HEAD, "grid": 2},
        (1, 75, 93),
        {},
    ),
    "alexnet, small stem, one layer": (
        "alexnet",
        {"widths": [4, 6, 8, 10, 10], "stem": "small", "grid": 0, "classes": 7},
        (2, 32, 39),
        {},
    ),
    "resnet, three stages and no head": (
        "resnet",
        {"layers": [1, 1, 1], "widths": [4, 6, 8], "classes": 0},
        (1, 40, 50),
        {},
    ),
    "vgg, up to relu3_1": (
        "vgg",
        {"layers": [2, 2, 1], "widths": [4, 6, 8], "classes": 0},
        (1, 20, 27),
        {},
    ),
    "ResNet-50": ("resnet", RESNET50, (1, 64, 48), {}),
    # Of a few sizes, one where no rounding decides which pixel of a window is the maximum.
    "VGG-19": ("vgg", VGG19, (1, 48, 32), {}),
}


def sample(array):
    """At most SAMPLES numbers of an array, channels last, and the shape it had."""
    array = array.detach()
    if array.dim() == 4:
        array = array.permute(0, 2, 3, 1)
    flat = array.contiguous().numpy().ravel()
    if flat.size > SAMPLES:
        places = hashed.hashed((SAMPLES,), PLACE_SEED, 0, flat.size)
        flat = flat[np.floor(places).astype(int)]
    content = base64.b64encode(flat.astype("<f4").tobytes()).decode()
    return {"shape": list(array.shape), "values": content}


def golden(name):
    """What the fixture says of one case."""
    net_name, config, size, options = CASES[name]
    torch.manual_seed(0)
    net = nets.build(net_name, config, folded=True)
    shapes = {layer: list(kernel.shape) for layer, (kernel, _) in layout.to_layers(net).items()}
    net = layout.from_layers(net, hashed.layers(shapes)).double().eval().requires_grad_(False)
    images, height, width = size
    values = hashed.hashed((images, height, width, 3), IMAGE_SEED, 0, 1).astype(np.float32)
    x = torch.from_numpy(values).permute(0, 3, 1, 2).double()
    seen = net.activations(x, **options)

    def logit(x):
        return net.activations(x, **options)["logits"][:, CLASS]

    def coordinate(x):
        return net.activations(x, fake_relu=True, **options)["representation"][:, COORDINATE]

    arrays = {key: sample(value) for key, value in seen.items()}
    if net.dense:
        arrays["gradient of logit"] = sample(attacks.gradient_of(logit, x))
        arrays["gradient of coordinate"] = sample(attacks.gradient_of(coordinate, x))
    return {
        "name": name,
        "net": net_name,
        "config": net.config,
        "layers": shapes,
        "image": [images, height, width, 3],
        "averagePooling": options.get("average_pooling"),
        "arrays": arrays,
    }


def main():
    content = {
        "imageSeed": IMAGE_SEED,
        "placeSeed": PLACE_SEED,
        "class": CLASS,
        "coordinate": COORDINATE,
        "cases": [golden(name) for name in CASES],
        "by": "python -m training.golden.families",
        "commit": shipped.commit(),
    }
    shipped.write_json(FILE, content)
    print(f"{FILE.relative_to(shipped.ROOT)}: {FILE.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
