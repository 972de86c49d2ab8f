"""What the CIFAR-10 models have in common: a pair differs in what it learns from, and how long.

390 steps an epoch (50 000 pictures / 128).
SGD up to .2: with batch norm and one cycle, small networks learn fastest near the largest rate that
   does not diverge; weight decay 5e-4 is customary with it.
20 epochs, 10 for a robust ResNet: a robust epoch takes three gradients a batch, and 10 bring the
   anti-aliased one to 80.4 % clean and 59 % under PGD-20 with two restarts; 10 ordinary ones bring
   its twin only to 86.5 % clean.
eps .5: the customary radius for CIFAR-10 in L2 (the robustness library's, too): a picture's own
   norm is about 28, and no perturbation of norm .5 changes what we see in it.
2 steps of .375: path .75 from a random start, enough to cross a ball of that radius; three
   gradients a batch where ordinary training takes one.
bfloat16: on one slow core with AVX-512 bf16, a batch's gradient for the attack takes a fifth of the
   time it takes in float32, and an update three fifths.
Seconds an epoch on such a core while it is free (a third more while others use the machine):
   ResNet 62 standard and 160 robust, VGG 41 and 92, AlexNet 71.
"""

from training.configs import Attack, Config
from training.data.cifar10 import FACTS

INPUT = {"classes": FACTS.classes, "mean": list(FACTS.mean), "std": list(FACTS.std)}

# 1.2 million parameters, 1.2 MB as bytes, .37 GFLOP an image forward and backward.
RESNET = {
    "block": "basic",
    "layers": [1, 1, 1, 1],
    "widths": [32, 64, 128, 256],
    "stem": "small",
    **INPUT,
}
# VGG-11 at half width with one layer for a head: 2.3 million parameters. Five poolings by 2 leave
# one pixel of 32.
VGG = {
    "layers": [1, 1, 2, 2, 2],
    "widths": [32, 64, 128, 256, 256],
    "batch_norm": True,
    "grid": 0,
    **INPUT,
}
QUARTERS = (0.25, 0.5, 0.75, 1.0)


def standard(model_id, title, **changes):
    """On the pictures as they are."""
    settings = {
        "examples": "clean",
        "data": "cifar10",
        "bfloat16_weights": True,
        "augment": True,
        "label_smoothing": 0.05,
        "optimiser": "sgd",
        "peak_rate": 0.2,
        "weight_decay": 5e-4,
        "epochs": 20,
    }
    return Config(id=model_id, title=f"CIFAR-10, {title}", **{**settings, **changes})


def robust(model_id, title, **changes):
    """On the worst perturbation that PGD finds in an L2 ball."""
    attack = {
        "examples": "adversarial",
        "attack": Attack(norm="l2", eps=FACTS.trained_eps, steps=2, size=0.375),
        "bfloat16_attack": True,
        "epochs": 10,
    }
    return standard(model_id, title, **{**attack, **changes})
