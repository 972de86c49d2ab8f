"""The small ResNet without a strided convolution.

Average pooling by 2 before an unstrided convolution wherever ResNet has one of stride 2, in the
main path and in the shortcut: fewer operations, and no grid of two pixels in its gradient.
"""

from training.configs._cifar import RESNET, standard

config = standard(
    "cifar-resnet-standard-antialiased",
    "ResNet, standard, anti-aliased",
    architecture="resnet",
    shape={**RESNET, "antialiased": True},
    seed=11,
)
