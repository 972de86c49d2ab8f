"""Tiny members of every family, for the tests."""

TINY = {"widths": [4, 6, 8, 10], "classes": 5}
VGG = {"layers": [1, 1, 2, 1, 1], "widths": [4, 6, 8, 10, 10], "hidden": 12, "classes": 5}
ALEX = {"widths": [4, 6, 8, 10, 10], "hidden": 12, "classes": 5}
# name: (architecture, configuration, input shape)
FAMILIES = {
    "resnet, small stem": ("resnet", {**TINY, "stem": "small"}, (3, 24, 24)),
    "resnet, anti-aliased": (
        "resnet",
        {**TINY, "stem": "small", "antialiased": True},
        (3, 27, 35),
    ),
    "resnet, medium stem": ("resnet", {**TINY, "stem": "medium"}, (3, 45, 52)),
    "bottleneck, photo stem": (
        "resnet",
        {**TINY, "block": "bottleneck", "layers": [1, 2, 1, 1]},
        (3, 64, 50),
    ),
    "vgg, batch norm, one layer": ("vgg", {**VGG, "batch_norm": True, "grid": 0}, (3, 32, 32)),
    "vgg, three layers": ("vgg", {**VGG, "grid": 2}, (3, 64, 70)),
    "alexnet": ("alexnet", {**ALEX, "grid": 2}, (3, 80, 72)),
    "alexnet, small stem": ("alexnet", {**ALEX, "stem": "small", "grid": 0}, (3, 32, 32)),
    "mnist-cnn": ("mnist-cnn", {}, (1, 28, 28)),
    "mnist-judge": ("mnist-judge", {}, (1, 28, 28)),
}
