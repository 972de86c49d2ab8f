"""The classifier of VGG and AlexNet, torchvision's or one layer on the mean over the picture."""

from torch import nn
from torch.nn import functional as F

from training.nets.parts import relu


class Head(nn.Sequential):
    """grid 7 or 6: torchvision's `classifier`, two hidden layers behind adaptive average pooling to
    grid x grid. grid 0: one layer, `classifier.0`, on the mean over the picture.

    `hidden` is the position of fc6, fc7 and fc8 in the sequence, or of fc.
    """

    def __init__(self, layers, positions, grid, channels):
        super().__init__(*layers)
        self.grid, self.positions, self.channels = grid, positions, channels

    @property
    def dense(self):
        """{layer: (module, shape of the image that it flattens or None)}, for the export."""
        if self.grid == 0:
            return {"fc": ("classifier.0", None)}
        image = (self.channels, self.grid, self.grid)
        return {
            f"fc{6 + i}": (f"classifier.{position}", image if i == 0 else None)
            for i, position in enumerate(self.positions)
        }

    def activations(self, x, fake_relu):
        """The activations that follow the convolutions' last, [n, channels, height, width]."""
        a = {}
        if self.grid == 0:
            a["representation"] = x.mean(dim=(2, 3))
            a["logits"] = self[0](a["representation"])
            return a
        flat = F.adaptive_avg_pool2d(x, self.grid).flatten(1)
        fc6, fc7, fc8 = self.positions
        for i, module in enumerate(self):
            if i == 0 and fc6 > 0:  # AlexNet's has a dropout before its first layer
                flat = module(flat)
        a["relu6"] = F.relu(self[fc6](flat))
        a["representation"] = relu(self[fc7](self[fc6 + 2 if fc6 == 0 else fc6 + 2](a["relu6"])), fake_relu)
        a["logits"] = self[fc8](a["representation"])
        return a
