"""Does another network see the class in what a network draws for it?
`python -m training.measure.class_pictures`.

From grey with a little noise, each step moves every pixel in the direction in which the logit of a
class grows (Santurkar et al. 2019, section 3.1, without their start), as the figures do: once for
each class, for a standard and a robust network. A reader of another family, which took no part,
then says what it sees. A picture counts as read right if the class that was asked for is its first
answer. The reader is robust, because an ordinary one is moved by patterns in which nobody sees
anything; an ordinary one is asked as well. Writes content/measured/class-pictures.json.
"""

import argparse
from dataclasses import dataclass

import torch

from training import attacks, shipped
from training.bfloat16 import Directions
from training.data import facts
from training.measure import envelope, inversion
from training.measure.kept import Kept, key_of
from training.measure.style_numbers import wilson

RESULT = shipped.MEASURED / "class-pictures.json"
SEED, BATCH = 5, 59


@dataclass(frozen=True)
class Setting:
    """step: length of a step, in L2; roll: by how many pixels a picture moves at most."""

    step: float
    steps: int
    roll: int
    drawn_by: dict  # {role: model id}
    readers: dict  # {role: model id}


SETTINGS = {
    "cifar-vgg": Setting(
        0.3,
        100,
        0,
        {"standard": "cifar-vgg-standard", "robust": "cifar-vgg-robust"},
        {
            "robust": "cifar-resnet-robust-antialiased",
            "standard": "cifar-resnet-standard-antialiased",
        },
    ),
    "photos-resnet": Setting(
        0.8,
        80,
        2,
        {"standard": "photos-resnet-standard-small", "robust": "photos-resnet-robust-small"},
        {"robust": "photos-vgg-robust-small", "standard": "photos-vgg-standard-small"},
    ),
}


def rolled(x, reach, generator):
    """Pictures moved by up to `reach` pixels each way, wrapping round; all by the same."""
    if not reach:
        return x
    shifts = torch.randint(-reach, reach + 1, (2,), generator=generator).tolist()
    return x.roll(shifts, (2, 3))


def draw(net, labels, start, setting):
    """A picture of each class, [n, 3, h, w], from `start` uphill on the class's logit."""
    generator = torch.Generator().manual_seed(SEED)
    rule = attacks.in_box(attacks.l2_step(setting.step))
    rows, x = torch.arange(len(labels)), start
    for _ in range(setting.steps):

        def logit(at):
            return net(rolled(at, setting.roll, generator))[rows, labels]

        x = rule(x, attacks.gradient_of(logit, x), x)
    return x.detach()


def reading(drawn_by, readers, labels, start, setting):
    """{reader: the labels that it reads in the pictures}."""
    read = {role: [] for role in readers}
    for some, origin in zip(labels.split(BATCH), start.split(BATCH), strict=True):
        pictures = draw(Directions(drawn_by), some, origin, setting)
        with torch.no_grad():
            for role, reader in readers.items():
                read[role] += reader(pictures).argmax(1).tolist()
    return read


def count(read, labels):
    """{right, of, interval95}: in how many pictures the class was read that was asked for."""
    right = sum(said == int(label) for said, label in zip(read, labels, strict=True))
    return {"right": right, "of": len(labels), "interval95": wilson(right, len(labels))}


def measure(setting, device):
    """{models, readers, classes: {drawer: {reader: count}}}."""
    data = shipped.data_of(setting.drawn_by["robust"])
    known = facts(data)
    labels = torch.arange(known.classes, device=device)
    start = inversion.noise((known.classes, known.channels, known.size, known.size), SEED).to(
        device
    )
    readers = {role: shipped.load(each, device=device) for role, each in setting.readers.items()}
    kept, found = Kept("class-pictures"), {}
    for role, model_id in setting.drawn_by.items():
        net = shipped.load(model_id, device=device)
        key = key_of(
            model_id, *setting.readers.values(), step=setting.step, steps=setting.steps,
            roll=setting.roll, seed=SEED,
        )  # fmt: skip
        read = kept.found(key, lambda n=net: reading(n, readers, labels, start, setting))
        found[role] = {who: count(read[who], labels) for who in readers}
        print(model_id, found[role], flush=True)
    return {"models": setting.drawn_by, "readers": setting.readers, "classes": found}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    arguments = parser.parse_args()
    numbers = {name: measure(setting, arguments.device) for name, setting in SETTINGS.items()}
    networks = [
        each
        for setting in SETTINGS.values()
        for each in (*setting.drawn_by.values(), *setting.readers.values())
    ]
    protocol = {
        name: {"step": setting.step, "steps": setting.steps, "roll": setting.roll}
        for name, setting in SETTINGS.items()
    }
    envelope.write(
        RESULT,
        numbers,
        by="python -m training.measure.class_pictures",
        protocol={**protocol, "seed": SEED, "gradients": "bfloat16"},
        networks=networks,
    )


if __name__ == "__main__":
    main()
