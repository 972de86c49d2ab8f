"""VGG (Simonyan & Zisserman 2015, table 1), torchvision's definition and names, of any width."""

from torch import nn
from torch.nn import functional as F

from training.nets.head import Head
from training.nets.parts import IMAGENET_MEAN, IMAGENET_STD, Normalise, initialise, relu

VGG11 = {"layers": [1, 1, 2, 2, 2]}
VGG16 = {"layers": [2, 2, 3, 3, 3]}
VGG19 = {"layers": [2, 2, 4, 4, 4]}


class VGG(nn.Module):
    """Input: [n, 3, height, width] in [0, 1], 32 pixels or more. Output: logits [n, classes].

    layers, widths: convolutions in each stage, and their channels; pooling by 2 after every stage.
    batch_norm: after every convolution, merged into it by the export.
    pooling: "max", or "average", which leaves no grid in the gradient (Henaff & Simoncelli 2016).
    classes: 0 for a network that ends with its last convolution.
    grid: 7 for torchvision's classifier, 0 for one layer on the mean (see Head).
    """

    name = "vgg"

    def __init__(
        self,
        folded=False,
        layers=(2, 2, 4, 4, 4),
        widths=(64, 128, 256, 512, 512),
        batch_norm=False,
        pooling="max",
        grid=7,
        hidden=4096,
        classes=1000,
        mean=IMAGENET_MEAN,
        std=IMAGENET_STD,
    ):
        super().__init__()
        self.config = {
            "layers": list(layers),
            "widths": list(widths),
            "batch_norm": batch_norm,
            "pooling": pooling,
            "grid": grid,
            "hidden": hidden,
            "classes": classes,
            "mean": list(mean),
            "std": list(std),
        }
        self.normalise = Normalise(mean, std)
        self.convolutions, self.batch_norms = {}, {}
        modules, before = [], 3
        for stage, (count, width) in enumerate(zip(layers, widths, strict=True), start=1):
            for i in range(1, count + 1):
                self.convolutions[f"conv{stage}_{i}"] = f"features.{len(modules)}"
                modules.append(nn.Conv2d(before, width, 3, padding=1))
                if batch_norm:
                    self.batch_norms[f"conv{stage}_{i}"] = f"features.{len(modules)}"
                    modules.append(nn.Identity() if folded else nn.BatchNorm2d(width))
                modules.append(nn.ReLU())
                before = width
            modules.append(nn.MaxPool2d(2))
        self.features = nn.Sequential(*modules)
        if classes:
            self.classifier = Head(before, grid, hidden, classes, positions=(0, 3, 6))
        initialise(self)

    @property
    def dense(self):
        return self.classifier.dense if self.config["classes"] else {}

    @property
    def summary(self):
        c = self.config
        layers, widths = ("-".join(map(str, c[key])) for key in ("layers", "widths"))
        norm = " with batch norm" if c["batch_norm"] else ""
        return f"VGG, {layers} 3x3 convolutions of width {widths}{norm}, {c['pooling']} pooling"

    def activations_by_layers(self):
        """{activation that the network can end with: `layers` of the network that does}."""
        layers = self.config["layers"]
        return {
            f"relu{stage + 1}_{i}": [*layers[:stage], i]
            for stage, count in enumerate(layers)
            for i in range(1, count + 1)
        }

    def activations(self, x, fake_relu=False, average_pooling=None):
        """Every named activation, images as [n, channels, height, width].

        average_pooling: in place of what the network was trained with.
        """
        average = self.config["pooling"] == "average"
        pool = (
            F.avg_pool2d
            if (average if average_pooling is None else average_pooling)
            else F.max_pool2d
        )
        names = [name.replace("conv", "relu") for name in self.convolutions]
        a = {}
        x = self.normalise(x)
        for module in self.features:
            if isinstance(module, nn.ReLU):
                last = len(a) == len(names) - 1
                x = relu(x, fake_relu and last and not self.config["grid"])
                a[names[len(a)]] = x
            elif isinstance(module, nn.MaxPool2d):
                x = pool(x, 2)
            else:
                x = module(x)
        return {**a, **self.classifier.activations(x, fake_relu)} if self.dense else a

    def forward(self, x):
        return self.activations(x)["logits"]
