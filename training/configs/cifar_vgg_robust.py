"""The same VGG, trained on the worst perturbation it can find in an L2 ball.

Weights after each quarter of the training, as Shats & Aharon compare them.
"""

from training.configs._cifar import QUARTERS, VGG, robust

config = robust(
    "cifar-vgg-robust",
    "VGG, robust (L2)",
    architecture="vgg",
    shape=VGG,
    snapshots=QUARTERS,
    epochs=14,
    seed=12,
)
