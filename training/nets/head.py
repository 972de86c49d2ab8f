"""The classifier of VGG and AlexNet: torchvision's, or one layer on the mean over the picture."""

from torch import nn
from torch.nn import functional as F

from training.nets.parts import relu


class Head(nn.Module):
    """grid 7 or 6: adaptive average pooling to grid x grid, and two hidden layers with dropout.
    grid 0: one layer on the mean over the picture, for small networks.

    positions: where torchvision's `classifier` has fc6, fc7 and fc8, which names them in the state
       dict; VGG drops out after each hidden layer, AlexNet (whose fc6 is at 1) before.
    """

    def __init__(self, channels, grid, hidden, classes, positions):
        super().__init__()
        self.channels, self.grid = channels, grid
        self.positions = positions if grid else (0,)
        self.drops_before = positions[0] == 1
        sizes = (channels * grid * grid, hidden, hidden, classes) if grid else (channels, classes)
        for i, position in enumerate(self.positions):
            self.add_module(str(position), nn.Linear(sizes[i], sizes[i + 1]))

    @property
    def dense(self):
        """{layer: (module, shape of the image that it flattens, or None)}, for the export."""
        if not self.grid:
            return {"fc": ("classifier.0", None)}
        image = (self.channels, self.grid, self.grid)
        shapes = (image, None, None)
        return {
            f"fc{6 + i}": (f"classifier.{position}", shape)
            for i, (position, shape) in enumerate(zip(self.positions, shapes, strict=True))
        }

    def activations(self, x, fake_relu):
        """What follows the last convolution: relu6 (with a grid), representation, logits."""
        layers = list(self.children())
        a = {}
        if not self.grid:
            a["representation"] = x.mean(dim=(2, 3))
        else:
            flat = F.adaptive_avg_pool2d(x, self.grid).flatten(1)
            a["relu6"] = F.relu(layers[0](self._drop(flat, self.drops_before)))
            a["representation"] = relu(layers[1](self._drop(a["relu6"], True)), fake_relu)
        last = self._drop(a["representation"], bool(self.grid) and not self.drops_before)
        a["logits"] = layers[-1](last)
        return a

    def _drop(self, x, here):
        return F.dropout(x, 0.5, self.training and here)
