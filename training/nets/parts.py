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


class Blurred(nn.Conv2d):
    """A 3x3 convolution whose output is blurred and halved, as one of 6x6 at stride 2.

    The blur is a binomial of four taps each way (1 3 3 1), whose three zeros at the pixels' own
    frequency keep a grid of two pixels out of the gradient; the mean of 2x2 has one, and lets a
    faint grid through (Zhang 2019 compares such blurs).
    """

    def __init__(self, channels, width):
        super().__init__(channels, width, 3, stride=2, padding=2, bias=False)
        taps = torch.tensor([1.0, 3.0, 3.0, 1.0]) / 8
        self.register_buffer("blur", (taps[:, None] * taps)[None, None], persistent=False)

    def whole(self):
        """The kernel with the blur in it, [width, channels, 6, 6]."""
        planes = self.weight.flatten(0, 1)[:, None]
        return F.conv2d(planes, self.blur, padding=3).view(*self.weight.shape[:2], 6, 6)

    def forward(self, x):
        with torch.autocast(x.device.type, enabled=False):
            kernel = self.whole()
        if any(side % 2 for side in x.shape[2:]):
            return F.conv2d(x, kernel, None, self.stride, self.padding)
        # The same sum over 2x2 pixels as channels, as processors do an unstrided 3x3 fastest.
        x, kernel = (F.pixel_unshuffle(each, 2) for each in (x, kernel))
        last = torch.channels_last
        return F.conv2d(
            x.contiguous(memory_format=last), kernel.contiguous(memory_format=last), padding=1
        )


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
