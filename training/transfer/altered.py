"""Pictures that a network takes for something else, labelled as what it takes them for.

Ilyas et al. 2019, section 3.2: to every training picture of class y belongs another class t, and a
perturbation too small to see makes the source network see t. The picture is kept with the label t.
To people the labels are wrong; what is right about them are features that people do not see.

While it is made, the picture is moved and mirrored at random before every look (Xie et al. 2019,
"Improving transferability of adversarial examples with input diversity"). Without this, our small
source is content with patterns of its own that no photograph has: a student learns them from the
altered pictures and reads photographs no better than by chance.
"""

import torch
from torch.nn import functional as F

from training import attacks, bfloat16, checkpoint, shipped
from training.data import cifar10
from training.data.where import Pictures, unit

SOURCE = "cifar-resnet-standard"
# Three times the customary radius, in eight steps: 94 pictures in a hundred become their label.
EPS, STEPS = 1.5, 8
# Of the random moves, in pixels each way.
MOVE = 3
# All of them: of ten thousand, a VGG in six epochs learned a quarter by heart and nothing else.
PICTURES, CHUNK, BATCH, SEED = 50_000, 500, 125, 7
# {name: (rule of the labels, how far the pictures are moved)}.
# "random": any class, the paper's D_rand, so that what people see says nothing of the label.
# "next": the one after the picture's own, its D_det, so that what people see speaks for a class as
# well, and for the wrong one. "still": what the moves are good for.
WAYS = {"random": ("random", MOVE), "next": ("next", MOVE), "still": ("random", 0)}


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


def moved(x, by=MOVE):
    """The pictures shifted by up to so much, all in one way, their edges mirrored; half of the
    times mirrored as a whole. By 0, as they are."""
    if by == 0:
        return x
    down, across = torch.randint(2 * by + 1, (2,)).tolist()
    height, width = x.shape[-2:]
    wide = F.pad(x, (by,) * 4, mode="reflect")
    seen = wide[:, :, down : down + height, across : across + width]
    return seen.flip(3) if torch.rand(()) < 0.5 else seen


def towards(net, x, target, move=MOVE):
    """x after STEPS of targeted PGD in the L2 ball of EPS around it, [n, 3, h, w] in [0, 1].

    Draws from PyTorch's own generator.
    """
    asked = bfloat16.Directions(net)
    step = attacks.pgd_step("l2", EPS, 2.5 * EPS / STEPS)
    return attacks.ascend(
        lambda p: -F.cross_entropy(asked(moved(p, move)), target, reduction="none"), x, step, STEPS
    )


def altered(way, report=print):
    """The altered set of WAYS, as bytes with its labels; made in chunks, which are kept."""
    rule, move = WAYS[way]
    data = ordinary()
    target = labels(rule, data.labels)
    net = shipped.load(SOURCE)
    made = f"{rule}-{EPS}-{STEPS}-{move}-{shipped.sha256_of(SOURCE)[:12]}"
    folder = checkpoint.RUNS / "transfer" / f"altered-{made}"
    folder.mkdir(parents=True, exist_ok=True)
    parts = []
    for begin in range(0, PICTURES, CHUNK):
        kept = folder / f"{begin}.pt"
        if not kept.exists():
            rows = slice(begin, begin + CHUNK)
            torch.manual_seed(SEED + begin)
            x = torch.cat(
                [
                    towards(net, unit(images), classes, move)
                    for images, classes in zip(
                        data.images[rows].split(BATCH), target[rows].split(BATCH), strict=True
                    )
                ]
            )
            half = kept.with_suffix(".half")
            torch.save(x.mul(255).round().byte(), half)
            half.replace(kept)
            report(f"altered, {way}: {begin + CHUNK} of {PICTURES}")
        parts.append(torch.load(kept))
    return Pictures(torch.cat(parts), target)
