"""A small ResNet for 32 pixels, trained on the worst perturbation it can find in an L2 ball.

Anti-aliased: average pooling by 2 before unstrided convolutions where ResNet has convolutions of
   stride 2, in the main path and in the shortcut. Style transfer through strided ones draws a grid
   of two pixels; through these it does not, at the same accuracy and fewer operations.
widths 32-64-128-256, one block a stage: 1.2 million parameters, 1.2 MB as bytes, .3 GFLOP an image
   forward and backward.
eps .5: the customary radius for CIFAR-10 in L2 (the robustness library's, too): a picture's own
   norm is about 28, and no perturbation of norm .5 changes what we see in it.
2 steps of .375: path .75 from a random start, enough to cross a ball of that radius; three
   gradients a batch where ordinary training takes one.
390 steps an epoch (50 000 pictures / 128).
"""

from training.configs import Attack, Config
from training.data.cifar10 import MEAN, STD

config = Config(
    id="cifar-resnet-robust-antialiased",
    title="CIFAR-10, ResNet, robust (L2), anti-aliased",
    architecture="resnet",
    shape={
        "block": "basic",
        "layers": [1, 1, 1, 1],
        "widths": [32, 64, 128, 256],
        "stem": "small",
        "antialiased": True,
        "classes": 10,
        "mean": list(MEAN),
        "std": list(STD),
    },
    data="cifar10",
    examples="adversarial",
    attack=Attack(norm="l2", eps=0.5, steps=2, size=0.375),
    bfloat16_attack=True,
    bfloat16_weights=True,
    augment=True,
    label_smoothing=0.05,
    optimiser="sgd",
    peak_rate=0.2,
    weight_decay=5e-4,
    epochs=20,
    seed=11,
)
