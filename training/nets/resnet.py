"""ResNet (He et al. 2016, table 1), torchvision's definition and names, of any width."""

from torch import nn
from torch.nn import functional as F

from training.nets.parts import (
    IMAGENET_MEAN,
    IMAGENET_STD,
    Blurred,
    Normalise,
    initialise,
    norm,
    relu,
)

EXPANSION = {"basic": 1, "bottleneck": 4}
RESNET18 = {"block": "basic", "layers": [2, 2, 2, 2]}
RESNET50 = {"block": "bottleneck", "layers": [3, 4, 6, 3]}


def halve(x):
    return F.avg_pool2d(x, 2)


def stem_of(kind, width, antialiased, folded):
    """The first convolution of a stem; ResNet says which there are."""
    if kind == "photo":
        return nn.Conv2d(3, width, 7, 1 if antialiased else 2, 3, bias=folded)
    if kind == "medium":
        return nn.Conv2d(3, width, 6, 2, 2) if folded else Blurred(3, width)
    return nn.Conv2d(3, width, 3, 1, 1, bias=folded)


class Block(nn.Module):
    """Two 3x3 convolutions ("basic"), or 1x1, 3x3, 1x1 ("bottleneck"), beside a shortcut.

    The first 3x3 carries the stride. Anti-aliased, it averages 2x2 pixels and then convolves
    without a stride, and so does the shortcut: a strided 3x3 or 1x1 convolution gives neighbouring
    pixels different numbers of taps, and its gradient a grid (Odena et al. 2016).
    """

    def __init__(self, kind, width_in, width, stride, antialiased, folded):
        super().__init__()
        out = width * EXPANSION[kind]
        self.halves = stride == 2 and antialiased
        strides = 1 if antialiased else stride
        if kind == "basic":
            shapes = [(width_in, width, 3, strides), (width, out, 3, 1)]
        else:
            shapes = [(width_in, width, 1, 1), (width, width, 3, strides), (width, out, 1, 1)]
        self.count, self.halving = len(shapes), {"basic": 1, "bottleneck": 2}[kind]
        for i, (a, b, side, step) in enumerate(shapes, start=1):
            conv = nn.Conv2d(a, b, side, step, side // 2, bias=folded)
            self.add_module(f"conv{i}", conv)
            self.add_module(f"bn{i}", norm(b, folded))
        self.downsample = None
        if stride != 1 or width_in != out:
            shortcut = nn.Conv2d(width_in, out, 1, strides, bias=folded)
            self.downsample = nn.Sequential(shortcut, norm(out, folded))

    def forward(self, x, fake=False):
        y = x
        for i in range(1, self.count + 1):
            if self.halves and i == self.halving:
                y = halve(y)
            y = getattr(self, f"bn{i}")(getattr(self, f"conv{i}")(y))
            if i < self.count:
                y = F.relu(y)
        if self.downsample is not None:
            x = self.downsample(halve(x) if self.halves else x)
        return relu(y + x, fake)


class ResNet(nn.Module):
    """Input: [n, 3, height, width] in [0, 1]. Output: logits [n, classes].

    block, layers: "basic" or "bottleneck", and how many in each stage (RESNET18, RESNET50).
    widths: channels of the stages, before a bottleneck's expansion by 4.
    stem: "photo", 7x7 at stride 2 and 3x3 max pooling at stride 2; "medium", one 3x3 convolution,
       blurred and halved (6x6 at stride 2 in all), for pictures of 64 to 128 pixels; or "small",
       one 3x3 convolution.
    classes: 0 for a network that ends with its last stage, of which there may be fewer then.
    antialiased: no strided convolution (see Block), average for max pooling in the stem.
    """

    name = "resnet"

    def __init__(
        self,
        folded=False,
        block="basic",
        layers=(2, 2, 2, 2),
        widths=(64, 128, 256, 512),
        stem="photo",
        antialiased=False,
        classes=1000,
        mean=IMAGENET_MEAN,
        std=IMAGENET_STD,
    ):
        super().__init__()
        self.config = {
            "block": block,
            "layers": list(layers),
            "widths": list(widths),
            "stem": stem,
            "antialiased": antialiased,
            "classes": classes,
            "mean": list(mean),
            "std": list(std),
        }
        self.photo, self.antialiased = stem == "photo", antialiased
        self.normalise = Normalise(mean, std)
        self.conv1 = stem_of(stem, widths[0], antialiased, folded)
        self.bn1 = norm(widths[0], folded)
        before = widths[0]
        for stage, (count, width) in enumerate(zip(layers, widths, strict=True), start=1):
            blocks = []
            for i in range(count):
                step = 2 if stage > 1 and i == 0 else 1
                blocks.append(Block(block, before, width, step, antialiased, folded))
                before = width * EXPANSION[block]
            self.add_module(f"layer{stage}", nn.Sequential(*blocks))
        if classes:
            self.fc = nn.Linear(before, classes)
        self.dense = {"fc": ("fc", None)} if classes else {}
        initialise(self)

    @property
    def summary(self):
        c = self.config
        kind = "anti-aliased" if self.antialiased else "strided"
        return (
            f"ResNet, {'-'.join(map(str, c['layers']))} {c['block']} blocks of width "
            f"{'-'.join(map(str, c['widths']))}, {c['stem']} stem, {kind} downsampling"
        )

    @property
    def convolutions(self):
        """{layer: its module}, for the export."""
        named = dict(self.named_modules())
        convs = [path for path, module in named.items() if isinstance(module, nn.Conv2d)]
        return {path.replace("downsample.0", "downsample"): path for path in convs}

    @property
    def batch_norms(self):
        """{layer: the batch norm after it}."""
        return {
            layer: path.replace("conv", "bn").replace("downsample.0", "downsample.1")
            for layer, path in self.convolutions.items()
        }

    def activations_by_layers(self):
        """{activation that the network can end with: `layers` of the network that does}."""
        layers = self.config["layers"]
        return {f"relu{i + 1}_x": layers[:i] for i in range(1, len(layers) + 1)}

    def activations(self, x, fake_relu=False):
        """Every named activation, images as [n, channels, height, width]."""
        a = {}
        x = self.normalise(x)
        x = F.relu(self.bn1(self.conv1(halve(x) if self.photo and self.antialiased else x)))
        a["stem"] = x
        if self.photo:
            x = halve(x) if self.antialiased else F.max_pool2d(x, 3, 2, 1)
        stages = len(self.config["layers"])
        for stage in range(1, stages + 1):
            blocks = getattr(self, f"layer{stage}")
            for i, block in enumerate(blocks):
                last = stage == stages and i == len(blocks) - 1
                x = block(x, fake_relu and last)
            a[f"relu{stage + 1}_x"] = x
        if not self.dense:
            return a
        a["representation"] = x.mean(dim=(2, 3))
        a["logits"] = self.fc(a["representation"])
        return a

    def forward(self, x):
        return self.activations(x)["logits"]
