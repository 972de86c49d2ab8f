"""AlexNet for 32 pixels: a 5x5 stem without stride, one layer for a head; 1.1 million parameters.

No batch norm, so the rate is an eighth of the others': above .05 such a network diverges easily.
"""

from training.configs._cifar import INPUT, standard

config = standard(
    "cifar-alexnet-standard",
    "AlexNet, standard",
    architecture="alexnet",
    shape={"widths": [64, 128, 192, 192, 128], "stem": "small", "grid": 0, **INPUT},
    peak_rate=0.025,
    epochs=16,
    seed=13,
)
