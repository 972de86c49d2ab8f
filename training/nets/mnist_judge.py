"""The judge: a second opinion on every frame, of another architecture and another training."""

from torch import nn
from torch.nn import functional as F


class MnistJudge(nn.Module):
    """Five 3x3 convolutions with batch norm, average pooling, one linear layer; 140 000 parameters.

    It shares as little as possible with the networks it reads (kernel size, pooling, no hidden
    dense layer, batch norm), so that a perturbation made for them has the least hold on it. Nothing
    is ever optimised against its outputs. Batch norm is folded into the convolutions at export.

    Input: [n, 1, 28, 28] in [0, 1], not normalised. Output: logits [n, 10].
    """

    name = "mnist-judge"
    summary = (
        "conv 3x3x32 twice, average pool 2, conv 3x3x64 twice, average pool 2, conv 3x3x128 "
        "(each with batch norm and ReLU), global average pool, dense 10"
    )
    input_shape = (1, 28, 28)
    convolutions = {f"conv{i}": f"conv{i}" for i in range(1, 6)}
    batch_norms = {f"conv{i}": f"norm{i}" for i in range(1, 6)}
    dense = {"fc": ("fc", None)}
    config = {}

    def __init__(self, folded=False):
        super().__init__()
        widths = (1, 32, 32, 64, 64, 128)
        for i in range(1, 6):
            # No bias beside batch norm, which has one: the folded convolution gets it.
            conv = nn.Conv2d(widths[i - 1], widths[i], 3, padding=1, bias=folded)
            self.add_module(f"conv{i}", conv)
            self.add_module(f"norm{i}", nn.Identity() if folded else nn.BatchNorm2d(widths[i]))
        self.fc = nn.Linear(widths[-1], 10)

    def activations(self, x):
        """Every named activation, images as [n, channels, height, width]."""
        a = {}
        for i in range(1, 6):
            x = F.relu(getattr(self, f"norm{i}")(getattr(self, f"conv{i}")(x)))
            a[f"relu{i}"] = x
            if i in (2, 4):
                x = F.avg_pool2d(x, 2)
        a["representation"] = x.mean(dim=(2, 3))
        a["logits"] = self.fc(a["representation"])
        return a

    def forward(self, x):
        return self.activations(x)["logits"]
