"""What the models of photographs have in common: a pair differs in nothing but what it learns from.

267 steps an epoch (68 494 pictures / 256).
84 pixels: mini-ImageNet's own size; a pass costs a seventh of one at 224.
eps 1.125 = 3 * 84 / 224: the same change of each pixel as the robustness library's 3 at 224 pixels,
   since an L2 norm grows with the side.
3 steps of .75: path 2.25, twice the radius, from a random start; four gradients a batch where
   ordinary training takes one.
Chroma is made even (training/data/chroma.py), or the networks tell the sets apart by it.
60 epochs: 16 000 steps. ResNet-50 takes 3.5 GFLOP a picture, forward and backward, so that an epoch
   is .24 PFLOP, a robust one nearly 1. Made for one large GPU in bfloat16; on a CPU train the
   small ones instead (_photos_small).
"""

from training.configs import Attack, Config
from training.data.photos import FACTS

# Anti-aliased, as its strided relatives draw a grid into every picture they make. 24 million
# parameters, 24 MB as bytes.
RESNET50 = {
    "block": "bottleneck",
    "layers": [3, 4, 6, 3],
    "antialiased": True,
    "classes": FACTS.classes,
}
# VGG-19 with batch norm and one layer for a head, in place of 124 million parameters that style
# transfer never asks: 20 million.
VGG19 = {"layers": [2, 2, 4, 4, 4], "batch_norm": True, "grid": 0, "classes": FACTS.classes}


def standard(model_id, title, **changes):
    """On the pictures as they are."""
    settings = {
        "examples": "clean",
        "data": "photos",
        "even_chroma": True,
        "bfloat16_weights": True,
        "augment": True,
        "label_smoothing": 0.1,
        "optimiser": "sgd",
        "peak_rate": 0.2,
        "weight_decay": 5e-4,
        "batch": 256,
        "epochs": 60,
    }
    return Config(id=model_id, title=f"Photographs, {title}", **{**settings, **changes})


def robust(model_id, title, **changes):
    """On the worst perturbation that PGD finds in an L2 ball."""
    attack = {
        "examples": "adversarial",
        "attack": Attack(norm="l2", eps=FACTS.trained_eps, steps=3, size=0.75),
        "bfloat16_attack": True,
    }
    return standard(model_id, title, **{**attack, **changes})
