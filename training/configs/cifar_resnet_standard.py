"""A small ResNet for 32 pixels with ResNet's own strided convolutions: what everyone trains."""

from training.configs._cifar import RESNET, standard

config = standard(
    "cifar-resnet-standard",
    "ResNet, standard",
    architecture="resnet",
    shape={**RESNET, "antialiased": False},
    seed=11,
)
