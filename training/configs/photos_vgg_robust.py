"""The same VGG-19, trained on the worst perturbation it can find in an L2 ball."""

from training.configs._photos import VGG19, robust

config = robust(
    "photos-vgg-robust",
    "VGG-19, robust (L2)",
    architecture="vgg",
    shape=VGG19,
    peak_rate=0.1,
    seed=22,
)
