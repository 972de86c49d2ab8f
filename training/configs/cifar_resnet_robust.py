"""The same network, trained on the worst perturbation it can find in an L2 ball."""

from training.configs._cifar import RESNET, robust

config = robust(
    "cifar-resnet-robust",
    "ResNet, robust (L2)",
    architecture="resnet",
    shape={**RESNET, "antialiased": False},
    seed=11,
)
