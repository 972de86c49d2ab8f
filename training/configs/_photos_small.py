"""What the models of photographs for a processor have in common: a pair differs in nothing else.

535 steps an epoch (68 494 pictures / 128).
The ResNet of the CIFAR-10 models behind a first convolution that halves the picture, so that one of
   84 pixels costs less than twice one of 32 (.7 GFLOP forward and backward).
start: the convolutions of the CIFAR-10 relative that was trained in the same way. From nothing, a
   robust network learns little from a hundred classes in an hour of a slow core.
eps 1.125 = 3 * 84 / 224, as of the larger models (see _photos): a change of each pixel a little
   below the CIFAR-10 models' (.5 * 84 / 32 = 1.3).
1 step of 1.69: one and a half times the radius, from a random start, then projected (Wong et al.
   2020): two gradients a batch where PGD takes three or more, and more epochs for it.
22 epochs up to half the CIFAR-10 models' rate, as the weights are not new: four minutes of a large
   GPU that all four share.
   On one slow core name 7 instead (`python -m training.train <id> --epochs 7`), which takes an hour
   for the robust ResNet, half of that for the standard one, and twice as long for VGG.
"""

from training.configs import Attack
from training.configs._cifar import RESNET, VGG
from training.configs._photos import robust as large_robust
from training.configs._photos import standard as large_standard
from training.data.photos import FACTS

RESNET_SMALL = {**RESNET, "stem": "medium", "antialiased": True, "classes": FACTS.classes}
# VGG-11 at half width, as for CIFAR-10. Twice the ResNet's cost: its first layers see every pixel.
VGG_SMALL = {**VGG, "classes": FACTS.classes}
SMALL = {
    "architecture": "resnet",
    "shape": RESNET_SMALL,
    "label_smoothing": 0.0,
    "peak_rate": 0.1,
    "batch": 128,
    "epochs": 22,
}


def standard(model_id, title, **changes):
    """On the pictures as they are."""
    return large_standard(model_id, title, **{**SMALL, **changes})


def robust(model_id, title, **changes):
    """On the worst perturbation that one step finds in an L2 ball."""
    attack = Attack(norm="l2", eps=FACTS.trained_eps, steps=1, size=1.69)
    return large_robust(model_id, title, **{**SMALL, "attack": attack, **changes})
