"""How near a network's view of one picture can be brought to its view of another, and how far the
picture has to move for it: `python -m training.measure.near_twins`.

Engstrom et al. 2019, section 4.1, figure 4: from a picture, minimise |r(x) - r(t)| / |r(t)| inside
an L2 ball around it, for the representation r of a standard and of a robust network. Both pictures
are test pictures, of different classes, so that nobody confuses them. Where the distance falls and
the picture hardly moves, the two are near twins: one representation, two things. Writes
content/measured/near-twins.json; can be stopped at any moment.
"""

import argparse
from dataclasses import dataclass

import torch

from training import attacks, shipped
from training.bfloat16 import Directions
from training.data import SETS, facts
from training.data.where import unit
from training.measure import envelope, inversion
from training.measure.kept import Kept, key_of
from training.measure.style_numbers import wilson

RESULT = shipped.MEASURED / "near-twins.json"
PAIRS = 64
# Inside each ball, from a tenth of its radius down to 0.
STEPS, SHARE = 60, 0.1
# Distances below this share of the target's own length count as near.
NEAR = 0.5


@dataclass(frozen=True)
class Setting:
    """Which networks look, and the radii of the balls, that of their training among them."""

    pair: dict  # {role: model id}
    radii: tuple


SETTINGS = {
    "cifar10": Setting(
        inversion.SETTINGS["cifar10"].pair, (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0, 8.0)
    ),
    "photos": Setting(
        inversion.SETTINGS["photos"].pair, (0.25, 0.5, 1.0, 1.125, 1.5, 2.0, 4.0, 8.0)
    ),
}


def couples(test, count=PAIRS):
    """(starts, targets): the first pictures whose successor is of another class, and these."""
    differ = (test.labels[:-1] != test.labels[1:]).nonzero()[:count, 0]
    return test.images[differ], test.images[differ + 1]


def near(net, target, start, eps):
    """Pictures inside the ball of radius eps around `start` whose representation nears `target`."""
    x = start
    for k in range(STEPS):
        rule = attacks.pgd_step("l2", eps, SHARE * eps * (1 - k / STEPS))
        x = rule(x, attacks.gradient_of(lambda at: -inversion.distance(net, at, target), x), start)
    return x.detach()


def distances(net, starts, targets, eps):
    """The least distance that was found for each pair inside the ball; eps 0: where it begins."""
    with torch.no_grad():
        target = net.activations(targets)["representation"]
    x = near(Directions(net), target, starts, eps) if eps else starts
    with torch.no_grad():
        return [round(float(value), 4) for value in inversion.distance(net, x, target)]


def spread(values):
    """{mean, median, lower, upper, under, interval95} of the pairs' distances.

    lower, upper: quartiles. under: the share of pairs that come nearer than NEAR, with Wilson's
    interval.
    """
    found = torch.tensor(values, dtype=torch.float64)
    lower, median, upper = torch.quantile(
        found, torch.tensor([0.25, 0.5, 0.75], dtype=found.dtype)
    ).tolist()
    under = int((found < NEAR).sum())
    return {
        "mean": round(float(found.mean()), 4),
        "median": round(median, 4),
        "lower": round(lower, 4),
        "upper": round(upper, 4),
        "under": round(under / len(values), 4),
        "interval95": wilson(under, len(values)),
    }


def measure(name, folder, device):
    """{size, trainedEps, pairs, models, curve: [{eps, standard, robust}]} of a data set."""
    setting = SETTINGS[name]
    starts, targets = (unit(images.to(device)) for images in couples(SETS[name].test(folder)))
    kept, curve = Kept("near-twins"), []
    nets = {role: shipped.load(each, device=device) for role, each in setting.pair.items()}
    for eps in (0.0, *setting.radii):
        point = {"eps": eps}
        for role, net in nets.items():
            key = key_of(setting.pair[role], eps=eps, pairs=len(starts), gradients="bfloat16")
            found = kept.found(key, lambda n=net, e=eps: distances(n, starts, targets, e))
            point[role] = spread(found)
        curve.append(point)
        print(name, eps, {role: point[role]["median"] for role in nets}, flush=True)
    return {
        "size": starts.shape[-1],
        "trainedEps": facts(name).trained_eps,
        "pairs": len(starts),
        "models": setting.pair,
        "curve": curve,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", help="folder with the data (or ROBUST_DATA)")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    arguments = parser.parse_args()
    numbers = {name: measure(name, arguments.data, arguments.device) for name in SETTINGS}
    envelope.write(
        RESULT,
        numbers,
        by="python -m training.measure.near_twins",
        protocol={
            "steps": STEPS,
            "firstStep": SHARE,
            "under": NEAR,
            "gradients": "bfloat16",
            "pairs": "consecutive test pictures of different classes",
        },
        networks=[each for setting in SETTINGS.values() for each in setting.pair.values()],
    )


if __name__ == "__main__":
    main()
