"""What is compared in style transfer: the pictures, the protocol that all share, and the variants.

A variant says which networks are asked, and how the picture is parameterised; everything else is
the same for all of them.
"""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from training import shipped

PICTURES = shipped.ROOT / "content" / "pictures"
CONTENTS = ("nagasaki-boats", "black-canyon", "dust-bowl-home", "allium")
SIZE = 256
# Found once for all networks, by looking at their results: see the README.
PROTOCOL = {"style_weight": 100, "content_weight": 1, "tv_weight": 0, "seed": 1}
LBFGS, ADAM = 80, 200

STANDARD = "cifar-resnet-standard-antialiased"
ROBUST = "cifar-resnet-robust-antialiased"
ALEXNET, ALEXNET_EARLY = "cifar-alexnet-standard", tuple(f"relu{i}" for i in range(1, 5))
VGG, ROBUST_VGG = "cifar-vgg-standard", "cifar-vgg-robust"
PHOTOS_STANDARD, PHOTOS_ROBUST = "photos-resnet-standard-small", "photos-resnet-robust-small"
PHOTOS_VGG, PHOTOS_ROBUST_VGG = "photos-vgg-standard-small", "photos-vgg-robust-small"


@dataclass(frozen=True)
class Variant:
    title: str
    model: str
    content_model: str | None = None
    parameterisation: str = "pixel"
    transforms: bool = False
    style_layers: dict | None = field(default=None, hash=False)  # the family's, if not said
    size: int = SIZE

    @property
    def optimizer(self):
        """A line search needs the same loss twice, so random moves need Adam."""
        return "adam" if self.transforms else "l-bfgs"

    @property
    def iterations(self):
        return ADAM if self.transforms else LBFGS

    @property
    def models(self):
        return [self.model] + ([self.content_model] if self.content_model else [])

    def settings(self):
        """What style.transfer takes."""
        return {
            **PROTOCOL,
            "style_layers": self.style_layers,
            "parameterisation": self.parameterisation,
            "transforms": self.transforms,
            "optimizer": self.optimizer,
            "iterations": self.iterations,
        }


# In the order in which they are computed.
VARIANTS = {
    "robust": Variant("Robust ResNet", ROBUST),
    "standard": Variant("Standard ResNet", STANDARD),
    "vgg": Variant("VGG", VGG),
    "trick": Variant("Standard ResNet, Fourier and transforms", STANDARD, None, "fourier", True),
    "vgg-robust": Variant("Robust VGG", ROBUST_VGG),
    **{
        f"layer-{stage}": Variant(
            f"Robust ResNet, relu{stage}_x alone", ROBUST, style_layers={f"relu{stage}_x": 1}
        )
        for stage in (5, 2, 3, 4)
    },
    "style-standard-content-robust": Variant("Style standard, content robust", STANDARD, ROBUST),
    "style-robust-content-standard": Variant("Style robust, content standard", ROBUST, STANDARD),
    "style-standard-content-vgg": Variant("Style standard, content VGG", STANDARD, VGG),
    "style-robust-content-vgg": Variant("Style robust, content VGG", ROBUST, VGG),
    **{
        f"vgg-robust-{part}": Variant(
            f"Robust VGG after {part} % of its training", f"{ROBUST_VGG}-{part}"
        )
        for part in (25, 50, 75)
    },
    "photos-standard": Variant("Standard small ResNet, photographs", PHOTOS_STANDARD),
    "photos-robust": Variant("Robust small ResNet, photographs", PHOTOS_ROBUST),
    "photos-vgg": Variant("Small VGG, photographs", PHOTOS_VGG),
    "photos-vgg-robust": Variant("Robust small VGG, photographs", PHOTOS_ROBUST_VGG),
    # As Ilyas et al. 2019 answer Nakano: style from the first four convolutions.
    "alexnet-early": Variant(
        "AlexNet, its first four layers", ALEXNET, style_layers=dict.fromkeys(ALEXNET_EARLY, 1)
    ),
}


def styles():
    """The names of the style pictures, in the order in which the page offers them."""
    return [each["name"] for each in shipped.read_json(PICTURES / "index.json")["styles"]]


def pairs():
    """[(content, style)], each content once before any comes again."""
    names = styles()
    return [
        (CONTENTS[i], names[(i + turn) % len(names)])
        for turn in range(len(names))
        for i in range(len(CONTENTS))
    ]


def path_of(part, name):
    """part: "contents" or "styles"."""
    return Path(PICTURES / part / f"{name}.jpg")


def picture(part, name, size=SIZE):
    """[1, 3, size, size] in [0, 1], resized as the page does it."""
    return read(path_of(part, name), size)


def read(path, size=None):
    """The picture in a file, [1, 3, height, width] in [0, 1]; with a size, made square of it."""
    image = Image.open(path).convert("RGB")
    if size:
        image = image.resize((size, size), Image.BICUBIC)
    values = np.asarray(image, np.float32) / 255
    return torch.from_numpy(values).permute(2, 0, 1)[None].contiguous()
