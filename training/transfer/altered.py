"""Pictures that a network takes for something else, labelled as what it takes them for.

Ilyas et al. 2019, section 3.2: to every training picture of class y belongs another class t, and a
perturbation too small to see makes the source network see t. The picture is kept with the label t.
To people the labels are wrong; what is right about them are features that people do not see.
"""

import torch
from torch.nn import functional as F

from training import attacks, bfloat16, checkpoint, shipped
from training.data import cifar10
from training.data.where import Pictures, unit

SOURCE = "cifar-resnet-standard"
# Twice the customary radius: with eight steps, 95 pictures in a hundred become their label. It is
# still less than a tenth of the distance at which two pictures differ for people.
EPS, STEPS, SIZE = 1.0, 8, 0.25
# All of them: of ten thousand, a VGG in six epochs learned a quarter by heart and nothing else.
PICTURES, CHUNK, SEED = 50_000, 500, 7
# "random": any class, the paper's D_rand, so that what people see says nothing of the label.
# "next": the one after the picture's own, its D_det, so that what people see speaks for a class as
# well, and for the wrong one.
RULES = ("random", "next")


def ordinary():
    """The first PICTURES of the training set as they are: the file is in random order."""
    data = cifar10.train()
    return Pictures(data.images[:PICTURES], data.labels[:PICTURES])


def labels(rule, own, classes=10, seed=SEED):
    """The class t of every picture. own: int64 [n]."""
    if rule == "next":
        return (own + 1) % classes
    generator = torch.Generator().manual_seed(seed)
    return torch.randint(classes, own.shape, generator=generator)


def towards(net, x, target):
    """x after STEPS of targeted PGD in the L2 ball of EPS around it, [n, 3, h, w] in [0, 1]."""
    asked = bfloat16.Directions(net)
    step = attacks.pgd_step("l2", EPS, SIZE)
    return attacks.ascend(
        lambda p: -F.cross_entropy(asked(p), target, reduction="none"), x, step, STEPS
    )


def altered(rule, report=print):
    """The altered set of a rule, as bytes with its labels; made in chunks, which are kept."""
    data = ordinary()
    target = labels(rule, data.labels)
    net = shipped.load(SOURCE)
    folder = checkpoint.RUNS / "transfer" / f"altered-{rule}-{shipped.sha256_of(SOURCE)[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    parts = []
    for begin in range(0, PICTURES, CHUNK):
        kept = folder / f"{begin}.pt"
        if not kept.exists():
            rows = slice(begin, begin + CHUNK)
            x = torch.cat(
                [
                    towards(net, unit(images), classes)
                    for images, classes in zip(
                        data.images[rows].split(125), target[rows].split(125), strict=True
                    )
                ]
            )
            half = kept.with_suffix(".half")
            torch.save(x.mul(255).round().byte(), half)
            half.replace(kept)
            report(f"altered, {rule}: {begin + CHUNK} of {PICTURES}")
        parts.append(torch.load(kept))
    return Pictures(torch.cat(parts), target)
