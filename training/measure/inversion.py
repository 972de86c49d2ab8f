"""What a representation keeps of a picture: `python -m training.measure.inversion [photos]`.

Inversion (Engstrom et al. 2019, section 4): from noise, minimise |r(x) - r(t)| / |r(t)| by
normalised steps that shrink to nothing, with an identity gradient for the last ReLU. Judges that
took no part say how far the result is from the target in their own representation. Writes
content/measured/inversion.json (inversion-photos.json), and a contact sheet into
training/runs/sheets/.

It matters who judges. Perturbations made for one ordinary network move others too, so an ordinary
judge finds the target in patterned noise in which nobody sees it (Ilyas et al. 2019, section 3.3);
a judge that was trained against perturbations is not moved by them. Both are asked, and once more
after a little noise was laid over the inversions: a likeness that noise undoes was a pattern's.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import torch

from training import attacks, sheets, shipped
from training.bfloat16 import Directions
from training.data import SETS
from training.data.where import unit
from training.measure import envelope
from training.measure.style_numbers import wilson


@dataclass(frozen=True)
class Setting:
    """What is compared on a data set."""

    result: Path
    pair: dict  # {role: model id}
    judges: tuple  # of other families; the first one's verdict is `closer`


SETTINGS = {
    "cifar10": Setting(
        shipped.MEASURED / "inversion.json",
        {
            "standard": "cifar-resnet-standard-antialiased",
            "robust": "cifar-resnet-robust-antialiased",
        },
        ("cifar-vgg-robust", "cifar-vgg-standard", "cifar-alexnet-standard"),
    ),
    "photos": Setting(
        shipped.MEASURED / "inversion-photos.json",
        {"standard": "photos-resnet-standard-small", "robust": "photos-resnet-robust-small"},
        ("photos-vgg-robust-small", "photos-vgg-standard-small", "cifar-alexnet-standard"),
    ),
}
PICTURES = 50
# The step is for 32 pixels; an L2 norm grows with the side.
STEPS, STEP, SIDE = 300, 0.2, 32
SEED = 21
# Of the noise over the inversions, its standard deviation: nobody sees less in a picture for it.
NOISE = 0.06


def representation(net, x):
    return net.activations(x, fake_relu=True)["representation"]


def distance(net, x, target):
    """|r(x) - r(t)| / |r(t)| of each picture, [n]. target: r(t), [n, channels]."""
    return (representation(net, x) - target).norm(dim=1) / target.norm(dim=1)


def invert(net, target, start, steps=STEPS, size=STEP):
    """Pictures whose representation comes near `target`, by steps from `size` down to 0."""
    x = start
    for k in range(steps):
        rule = attacks.in_box(attacks.l2_step(size * (1 - k / steps)))
        x = rule(x, attacks.gradient_of(lambda at: -distance(net, at, target), x), x)
    return x.detach()


def noise(shape, seed):
    """Grey with a little noise, as the robustness library's inversion begins."""
    generator = torch.Generator().manual_seed(seed)
    return (torch.randn(shape, generator=generator) / 20 + 0.5).clamp(0, 1)


def closer(first, second):
    """In how many pictures the first distance is the smaller one."""
    return int((first < second).sum())


def step_of(pictures):
    """The length of the first step, for pictures of any size."""
    return STEP * pictures.shape[-1] / SIDE


def measure(nets, pictures):
    """({role: inversions}, {role: mean distance in the network's own representation}).

    nets: {role: net}; pictures: [n, 3, h, w].
    """
    start = noise(pictures.shape, SEED).to(pictures)
    inverted, own = {}, {}
    for role, net in nets.items():
        with torch.no_grad():
            target = net.activations(pictures)["representation"]
        inverted[role] = invert(Directions(net), target, start, size=step_of(pictures))
        with torch.no_grad():
            own[role] = _mean(distance(net, inverted[role], target))
    return inverted, own


@torch.no_grad()
def verdict(judge, inverted, pictures):
    """What a judge says of the inversions, by role: {closer, interval95, distance, recognised}.

    interval95: Wilson's, of the robust share. underNoise: the first three, asked under noise.
    """
    seen = judge.activations(pictures)
    classes = {role: judge(x).argmax(1) for role, x in inverted.items()}
    disturbed = {role: under_noise(x) for role, x in inverted.items()}
    return {
        **comparison(judge, inverted, seen["representation"]),
        "underNoise": comparison(judge, disturbed, seen["representation"]),
        # As the class that the judge sees in the target.
        "recognised": {
            role: int((read == seen["logits"].argmax(1)).sum()) for role, read in classes.items()
        },
    }


@torch.no_grad()
def comparison(judge, inverted, target):
    """{closer, interval95, distance} of a judge that knows the targets' representations."""
    far = {role: distance(judge, x, target) for role, x in inverted.items()}
    nearer = closer(far["robust"], far["standard"])
    return {
        "closer": {"robust": nearer, "standard": closer(far["standard"], far["robust"])},
        "interval95": wilson(nearer, len(target)),
        "distance": {role: _mean(value) for role, value in far.items()},
    }


def under_noise(x):
    """The same noise over the pictures of every network."""
    generator = torch.Generator().manual_seed(SEED)
    return (x + NOISE * torch.randn(x.shape, generator=generator).to(x)).clamp(0, 1)


def _mean(values):
    return round(float(values.mean()), 4)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pictures", nargs="?", default="cifar10", choices=sorted(SETTINGS))
    parser.add_argument("--data", help="folder with the data (or ROBUST_DATA)")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    arguments = parser.parse_args()
    device = arguments.device
    setting = SETTINGS[arguments.pictures]
    nets = {role: shipped.load(model_id, device=device) for role, model_id in setting.pair.items()}
    judges = {name: shipped.load(name, device=device) for name in setting.judges}
    test = SETS[arguments.pictures].test(arguments.data).first(PICTURES)
    pictures = unit(test.images.to(device))
    inverted, own = measure(nets, pictures)
    verdicts = {name: verdict(judge, inverted, pictures) for name, judge in judges.items()}
    print(own, verdicts, flush=True)
    columns = range(0, PICTURES, 10)
    groups = (pictures, inverted["standard"], inverted["robust"])
    rows = [list(group[at : at + 10]) for at in columns for group in groups]
    zoom = 3 if arguments.pictures == "cifar10" else 1
    print(sheets.save(setting.result.stem, rows, zoom), "target, standard, robust in turn")
    numbers = {
        "pairs": PICTURES,
        "judge": setting.judges[0],
        "closer": verdicts[setting.judges[0]]["closer"],
        "judges": verdicts,
        "own": own,
        "models": setting.pair,
    }
    envelope.write(
        setting.result,
        numbers,
        by=f"python -m training.measure.inversion {arguments.pictures}",
        protocol={
            "steps": STEPS,
            "step": round(step_of(pictures), 4),
            "noise": NOISE,
            "gradients": "bfloat16",
            "seed": SEED,
        },
        networks=[*setting.pair.values(), *setting.judges],
    )


if __name__ == "__main__":
    main()
