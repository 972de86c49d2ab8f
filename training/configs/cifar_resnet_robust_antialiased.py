"""Without a strided convolution, and trained on the worst perturbation it can find in an L2 ball.

Style transfer through strided convolutions draws a grid of two pixels; through these it does not.
"""

from training.configs._cifar import RESNET, robust

config = robust(
    "cifar-resnet-robust-antialiased",
    "ResNet, robust (L2), anti-aliased",
    architecture="resnet",
    shape={**RESNET, "antialiased": True},
    seed=11,
)
