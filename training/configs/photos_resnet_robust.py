"""The same ResNet-50, trained on the worst perturbation it can find in an L2 ball."""

from training.configs._photos import RESNET50, robust

config = robust(
    "photos-resnet-robust",
    "ResNet-50, robust (L2)",
    architecture="resnet",
    shape=RESNET50,
    seed=21,
)
