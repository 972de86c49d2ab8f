"""AlexNet, torchvision's definition and names (Krizhevsky 2014), of any width."""

from torch import nn

from training.nets.head import Head
from training.nets.parts import IMAGENET_MEAN, IMAGENET_STD, Normalise, initialise, relu


class AlexNet(nn.Module):
    """Input: [n, 3, height, width] in [0, 1]. Output: logits [n, classes].

    widths: channels of the five convolutions.
    stem: "photo", 11x11 at stride 4, or "small", 5x5 at stride 1, for pictures of 32 to 64 pixels.
    grid: 6 for torchvision's classifier, 0 for one layer on the mean (see Head).
    """

    name = "alexnet"
    convolutions = {f"conv{i}": f"features.{p}" for i, p in enumerate((0, 3, 6, 8, 10), start=1)}
    batch_norms = {}

    def __init__(
        self,
        folded=False,  # no batch norm: folded changes nothing
        widths=(64, 192, 384, 256, 256),
        stem="photo",
        grid=6,
        hidden=4096,
        classes=1000,
        mean=IMAGENET_MEAN,
        std=IMAGENET_STD,
    ):
        super().__init__()
        self.config = {
            "widths": list(widths),
            "stem": stem,
            "grid": grid,
            "hidden": hidden,
            "classes": classes,
            "mean": list(mean),
            "std": list(std),
        }
        self.normalise = Normalise(mean, std)
        first = (11, 4, 2) if stem == "photo" else (5, 1, 2)
        shapes = (first, (5, 1, 2), (3, 1, 1), (3, 1, 1), (3, 1, 1))
        modules, before = [], 3
        for i, (width, (side, stride, padding)) in enumerate(zip(widths, shapes, strict=True)):
            modules += [nn.Conv2d(before, width, side, stride, padding), nn.ReLU()]
            if i in (0, 1, 4):
                modules.append(nn.MaxPool2d(3, 2))
            before = width
        self.features = nn.Sequential(*modules)
        self.classifier = Head(before, grid, hidden, classes, positions=(1, 4, 6))
        initialise(self)

    @property
    def dense(self):
        return self.classifier.dense

    @property
    def summary(self):
        c = self.config
        widths = "-".join(map(str, c["widths"]))
        return f"AlexNet, five convolutions of width {widths}, {c['stem']} stem"

    def activations(self, x, fake_relu=False):
        """Every named activation, images as [n, channels, height, width]."""
        a = {}
        x = self.normalise(x)
        for module in self.features:
            if isinstance(module, nn.ReLU):
                x = relu(x, fake_relu and len(a) == 4 and not self.classifier.grid)
                a[f"relu{len(a) + 1}"] = x
            else:
                x = module(x)
        return {**a, **self.classifier.activations(x, fake_relu)}

    def forward(self, x):
        return self.activations(x)["logits"]
