"""The same small VGG on perturbed photographs; see _photos_small."""

from training.configs._photos_small import VGG_SMALL, robust

config = robust(
    "photos-vgg-robust-small",
    "small VGG, robust (L2)",
    architecture="vgg",
    shape=VGG_SMALL,
    start="cifar-vgg-robust",
    seed=31,
)
