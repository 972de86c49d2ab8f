"""Six architectures at half the width of the site's networks, and what each of them learns from.

Half the width, so that all trainings together are an hour or so of one free core. Every training
has the same number of steps, of pictures that are not moved about, from which little is learned
sooner. None of these networks ships.
"""

from training.configs import Config
from training.configs._cifar import INPUT
from training.data.where import Pictures
from training.train import train
from training.transfer.altered import altered, labels, ordinary

EPOCHS, BATCH = 5, 128
RESNET = {"block": "basic", "layers": [1, 1, 1, 1], "widths": [16, 32, 64, 128], "stem": "small"}
VGG = {"layers": [1, 1, 2, 2, 2], "widths": [16, 32, 64, 128, 128], "batch_norm": True, "grid": 0}
ALEXNET = {"widths": [32, 64, 96, 96, 64], "stem": "small", "grid": 0}

# name: (architecture, shape, peak learning rate)
STUDENTS = {
    "resnet": ("resnet", {**RESNET, "antialiased": False}, 0.05),
    "resnet-antialiased": ("resnet", {**RESNET, "antialiased": True}, 0.05),
    "resnet-deeper": ("resnet", {**RESNET, "layers": [2, 2, 2, 2], "antialiased": False}, 0.05),
    "vgg": ("vgg", VGG, 0.05),
    "vgg-average": ("vgg", {**VGG, "pooling": "average"}, 0.05),
    "alexnet": ("alexnet", ALEXNET, 0.025),
}


def lesson(kind):
    """What a student learns from.

    "ordinary"; "random", "next" and "still": altered in that way; "unaltered": the pictures as they
    are under the labels of "random", which tells what the labels alone are worth.
    """
    if kind == "ordinary":
        return ordinary()
    if kind == "unaltered":
        data = ordinary()
        return Pictures(data.images, labels("random", data.labels))
    return altered(kind)


def config(student, kind):
    """The recipe of a training: as the site's (training/configs/_cifar.py), but shorter."""
    architecture, shape, rate = STUDENTS[student]
    return Config(
        id=f"transfer/{kind}/{student}",
        title=f"{student}, {kind}",
        architecture=architecture,
        shape={**shape, **INPUT},
        data="cifar10",
        examples="clean",
        bfloat16_weights=True,
        augment=False,
        label_smoothing=0.0,
        optimiser="sgd",
        epochs=EPOCHS,
        batch=BATCH,
        peak_rate=rate,
        weight_decay=5e-4,
        seed=21,
    )


def taught(student, kind, data=None, report=print):
    """The trained network, from its checkpoint if it is there, in eval mode."""
    net = train(config(student, kind), data or lesson(kind), report=report)
    return net.eval().requires_grad_(False)
