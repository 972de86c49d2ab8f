"""A small VGG with batch norm, and its weights after each quarter of the training."""

from training.configs._cifar import QUARTERS, VGG, standard

config = standard(
    "cifar-vgg-standard",
    "VGG, standard",
    architecture="vgg",
    shape=VGG,
    snapshots=QUARTERS,
    epochs=24,
    seed=12,
)
