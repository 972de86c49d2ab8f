"""What the page's reader of networks must understand: `python -m training.golden.brought`.

Writes tests/fixtures/brought/: a tiny ResNet and a tiny VGG with weights from an integer hash
(training/golden/hashed.py), each as the one file that `training.convert --safetensors` writes.
"""

from training import layout, nets, shipped, single
from training.golden import hashed
from training.nets.vgg import VGG11

FOLDER = shipped.ROOT / "tests" / "fixtures" / "brought"
# name: (net, configuration, precision, what its card says)
CASES = {
    "tiny-resnet": (
        "resnet",
        {"widths": [2, 3, 4, 4], "layers": [1, 1, 1, 1], "stem": "small", "classes": 3},
        "float16",
        {"title": "A tiny ResNet", "labels": ["ant", "bee", "cat"], "side": 32, "robust": True},
    ),
    "tiny-vgg": (
        "vgg",
        {**VGG11, "widths": [2, 3, 4, 4, 4], "grid": 0, "classes": 4},
        "float32",
        {"title": "A tiny VGG"},
    ),
}


def write(name, folder=FOLDER):
    """Writes one of them, and returns its path."""
    net_name, config, precision, card = CASES[name]
    net = nets.build(net_name, config, folded=True)
    shapes = {layer: list(kernel.shape) for layer, (kernel, _) in layout.to_layers(net).items()}
    path = folder / f"{name}.safetensors"
    single.write(path, hashed.layers(shapes), net_name, net.config, {"id": name, **card}, precision)
    return path


def main():
    for name in CASES:
        path = write(name)
        print(f"{path.relative_to(shipped.ROOT)}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
