"""How steep the loss is around a picture: `python -m training.measure.loss_landscape`.

Around test pictures that both networks of a pair read right, in the plane of the figure: one axis
is where PGD ends (Madry et al. 2018, section 2.1), the other a direction drawn at random, at right
angles to it. The loss is the cross-entropy of the true class, in nats. Writes
content/measured/loss-landscape.json; takes five minutes.

What a gradient promises is its length times the radius: how far the loss would rise inside the
ball if its surface were a plane. Beside what the attack finds it says how much of the rise can be
seen from the picture itself. Little of it can where the gradient is masked (Athalye et al. 2018).
"""

import argparse
from dataclasses import dataclass

import torch
from torch.nn import functional

from training import attacks, shipped
from training.data import SETS, facts
from training.data.where import Pictures, unit
from training.measure import envelope
from training.measure.style_numbers import wilson

RESULT = shipped.MEASURED / "loss-landscape.json"
PICTURES, CHUNK, SEED = 128, 32, 16
# The figure's attack: so many steps, each this share of the radius over their number.
STEPS, REACH = 20, 2.5
# Points on the ring of the ball, and the rings inside it.
ANGLES, RINGS = 16, 4
# A point counts as higher than the attack's end beyond this share of the attack's rise.
SLACK = 0.01


@dataclass(frozen=True)
class Setting:
    """Which networks look, and the radius of the ball."""

    pair: dict  # {role: model id}
    eps: float


SETTINGS = {
    "mnist": Setting({"standard": "mnist-cnn-standard", "robust": "mnist-cnn-robust"}, 1.5),
    "cifar10": Setting(
        {
            "standard": "cifar-resnet-standard-antialiased",
            "robust": "cifar-resnet-robust-antialiased",
        },
        0.5,
    ),
    "photos": Setting(
        {"standard": "photos-resnet-standard-small", "robust": "photos-resnet-robust-small"}, 1.0
    ),
}


def read_right(nets, data, count=PICTURES):
    """The first `count` pictures that every network reads right."""
    right = torch.stack([shipped.right(net, data) for net in nets]).all(0)
    rows = right.nonzero()[:count, 0]
    return Pictures(data.images[rows], data.labels[rows])


def losses(net, x, y):
    """Cross-entropy of each picture, [n]."""
    return functional.cross_entropy(net(x), y, reduction="none")


def along(delta):
    """Each perturbation at length one, [n, channels, h, w]."""
    return delta / attacks.norms(delta).clamp_min(attacks.SMALLEST)


def beside(u, generator):
    """A random direction for each picture, at right angles to u and of length one."""
    v = torch.randn(u.shape, generator=generator).to(u)
    return along(v - (u * v).flatten(1).sum(1).view(-1, 1, 1, 1) * u)


def look(net, x, y, eps, generator):
    """{name: [n]} of the loss around pictures x with the classes y.

    at: in the picture; attack: where PGD ends; promised: by how much the gradient says that the
    loss rises; half: half way to the end; random: the larger of the two ends of the random axis, on
    the ball's edge; highest: of the points of the plane that were tried no further from the picture
    than where PGD ends, which is inside the ball where pixels came to their range's end.
    """

    def objective(z):
        return losses(net, z, y)

    at = objective(x).detach()
    slope = attacks.norms(attacks.gradient_of(objective, x)).flatten()
    end = attacks.ascend(objective, x, attacks.pgd_step("l2", eps, REACH * eps / STEPS), STEPS)
    length = attacks.norms(end - x)
    u = along(end - x)
    v = beside(u, generator)

    def seen(a, b):
        with torch.no_grad():
            return losses(net, (x + a * u + b * v).clamp(0, 1), y)

    with torch.no_grad():
        attack, half = objective(end), objective((x + end) / 2)
    highest = at
    for ring in range(1, RINGS + 1):
        for angle in torch.arange(ANGLES) * (2 * torch.pi / ANGLES):
            radius = length * ring / RINGS
            highest = highest.maximum(seen(radius * angle.cos(), radius * angle.sin()))
    return {
        "at": at,
        "attack": attack,
        "promised": slope * eps,
        "half": half,
        "random": seen(0, eps).maximum(seen(0, -eps)),
        "highest": highest,
    }


def spread(values):
    """{median, lower, upper}: lower and upper are quartiles."""
    found = values.double()
    lower, median, upper = torch.quantile(
        found, torch.tensor([0.25, 0.5, 0.75], dtype=found.dtype)
    ).tolist()
    return {"median": round(median, 4), "lower": round(lower, 4), "upper": round(upper, 4)}


def summary(seen):
    """What a network's surfaces have in common.

    rise, randomRise: from the picture to where the attack ends, and to the ball's edge along the
    random axis; promised: the share of that rise that the picture's gradient promises; half: the
    share that half the way brings; higher: in how many pictures some point of the plane, no further
    away, is higher than where the attack ends, with Wilson's interval.
    """
    rise = (seen["attack"] - seen["at"]).clamp_min(attacks.SMALLEST)
    higher = int((seen["highest"] > seen["attack"] + SLACK * rise).sum())
    return {
        "at": spread(seen["at"]),
        "attack": spread(seen["attack"]),
        "rise": spread(rise),
        "randomRise": spread(seen["random"] - seen["at"]),
        "promised": spread(seen["promised"] / rise),
        "half": spread((seen["half"] - seen["at"]) / rise),
        "higher": round(higher / len(rise), 4),
        "higherInterval95": wilson(higher, len(rise)),
    }


def measure(name, folder, device):
    """{size, eps, trainedEps, pictures, standard, robust} of a data set."""
    setting = SETTINGS[name]
    nets = {role: shipped.load(each, device=device) for role, each in setting.pair.items()}
    test = SETS[name].test(folder).first(4 * PICTURES).to(device)
    data = read_right(list(nets.values()), test)
    numbers = {
        "size": data.images.shape[-1],
        "eps": setting.eps,
        "trainedEps": facts(name).trained_eps,
        "pictures": len(data.labels),
        "models": setting.pair,
    }
    for role, net in nets.items():
        generator = torch.Generator().manual_seed(SEED)
        parts = [
            look(net, unit(images), labels, setting.eps, generator)
            for images, labels in zip(
                data.images.split(CHUNK), data.labels.split(CHUNK), strict=True
            )
        ]
        numbers[role] = summary({key: torch.cat([p[key] for p in parts]) for key in parts[0]})
        print(name, role, numbers[role], flush=True)
    return numbers


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", help="folder with the data (or ROBUST_DATA)")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    arguments = parser.parse_args()
    numbers = {name: measure(name, arguments.data, arguments.device) for name in SETTINGS}
    envelope.write(
        RESULT,
        numbers,
        by="python -m training.measure.loss_landscape",
        protocol={
            "attack": "PGD, L2",
            "steps": STEPS,
            "step": f"{REACH} eps / steps",
            "pictures": "the first test pictures that both networks read right",
            "seed": SEED,
        },
        networks=[each for setting in SETTINGS.values() for each in setting.pair.values()],
    )


if __name__ == "__main__":
    main()
