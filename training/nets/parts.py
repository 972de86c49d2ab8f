"""What the families share: normalised input, folded batch norm, the two ReLUs."""

import torch
from torch import nn
from torch.nn import functional as F

# Of ImageNet's training set, as torchvision's and the robustness library's networks expect.
IMAGENET_MEAN, IMAGENET_STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


class Normalise(nn.Module):
    """(x - mean) / std, channel by channel, so that every network takes pictures in [0, 1].

    Not in the state dict, as torchvision's have no such key: it belongs to the configuration.
    """

    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("mean", torch.tensor(mean).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("std", torch.tensor(std).view(1, 3, 1, 1), persistent=False)

    def forward(self, x):
        return (x - self.mean) / self.std


class FakeRelu(torch.autograd.Function):
    """A ReLU with the identity as its gradient (the robustness library's FakeReLU)."""

    @staticmethod
    def forward(ctx, x):
        return x.clamp_min(0)

    @staticmethod
    def backward(ctx, gradient):
        return gradient


def relu(x, fake=False):
    return FakeRelu.apply(x) if fake else F.relu(x)


def norm(width, folded):
    """Batch norm, or nothing where it has been merged into the convolution before it."""
    return nn.Identity() if folded else nn.BatchNorm2d(width)


def initialise(net):
    """He et al. 2015 for every convolution, as torchvision does; small normal dense layers."""
    for module in net.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
            if module.bias is not None:
                nn.init.zeros_(module.bias)
        elif isinstance(module, nn.Linear):
            nn.init.normal_(module.weight, 0, 0.01)
            nn.init.zeros_(module.bias)
    return net
