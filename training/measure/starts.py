"""Does it matter where an inversion begins? `python -m training.measure.starts`.

Engstrom et al. 2019, figure 3: a representation is inverted from noise and from two other pictures.
If it says what is in the picture, all three come to look like the target; if not, each stays what
it was. Judges of another family, which took no part, look at the three results of each target:

agree            do they see one class in all three?
found            do they find the right target among all of them, from all three?
startOverTarget  how far apart are three results of one target, as a share of how far apart results
                 of different targets from one start are? 0: the start leaves no trace.

Writes content/measured/starts.json; can be stopped at any moment.
"""

import argparse

import torch

from training import shipped
from training.bfloat16 import Directions
from training.data import SETS
from training.data.where import unit
from training.measure import class_pictures, envelope, inversion
from training.measure.kept import Kept, key_of
from training.measure.style_numbers import wilson

RESULT = shipped.MEASURED / "starts.json"
STEPS = 250
# A picture of the two other starts is that of the target so many places on.
SHIFTS = (7, 17)
TARGETS = {"cifar10": 50, "photos": 24}
# Before each look, the picture moves by up to so many pixels; at 32 it needs no help.
ROLL = {"cifar10": 0, "photos": 4}


class Moved:
    """A network that looks at a picture moved at random, elsewhere each time."""

    def __init__(self, net, reach):
        self.net, self.reach = net, reach
        self.generator = torch.Generator().manual_seed(inversion.SEED)

    def activations(self, x, fake_relu=False):
        moved = class_pictures.rolled(x, self.reach, self.generator)
        return self.net.activations(moved, fake_relu=fake_relu)


def starts_for(pictures):
    """[3, n, channels, h, w]: noise, and two other pictures for each."""
    noise = inversion.noise(pictures.shape, inversion.SEED).to(pictures)
    return torch.stack([noise, *(pictures.roll(-shift, 0) for shift in SHIFTS)])


def inversions(net, pictures, reach):
    """What each start becomes, [3, n, channels, h, w]."""
    with torch.no_grad():
        target = net.activations(pictures)["representation"]
    looking = Moved(Directions(net), reach)
    size = inversion.step_of(pictures)
    return torch.stack(
        [inversion.invert(looking, target, x, STEPS, size) for x in starts_for(pictures)]
    )


@torch.no_grad()
def verdict(judge, results, pictures):
    """{agree, found, startOverTarget} of results [3, n, ...]; the first two with intervals."""
    seen = [judge.activations(x) for x in results]
    target = judge.activations(pictures)["representation"]
    classes = torch.stack([each["logits"].argmax(1) for each in seen])
    views = torch.stack([each["representation"] for each in seen])  # [3, n, channels]
    nearest = torch.cdist(views, target.expand(len(views), -1, -1)).argmin(2)
    right = nearest == torch.arange(len(pictures), device=nearest.device)
    between = torch.cdist(views, views)  # of one start: [3, n, n]
    count = len(pictures)
    targets_apart = between.sum() / (len(views) * count * (count - 1))
    pairs = [(0, 1), (0, 2), (1, 2)]
    starts_apart = torch.stack([(views[a] - views[b]).norm(dim=1) for a, b in pairs]).mean()
    return {
        "agree": _counted((classes == classes[0]).all(0)),
        "found": _counted(right.all(0)),
        "startOverTarget": round(float(starts_apart / targets_apart), 4),
    }


def _counted(flags):
    count = int(flags.sum())
    return {"count": count, "of": len(flags), "interval95": wilson(count, len(flags))}


def measure(name, folder, device):
    """{models, judges: {id: {role: verdict}}, moved: {role: L2 from the two pictures}}."""
    setting = inversion.SETTINGS[name]
    pictures = unit(SETS[name].test(folder).first(TARGETS[name]).images.to(device))
    kept, found = Kept("starts"), {judge: {} for judge in setting.judges}
    moved = {}
    for role, model_id in setting.pair.items():

        def of_one(model_id=model_id):
            net = shipped.load(model_id, device=device)
            results = inversions(net, pictures, ROLL[name])
            judges = {judge: shipped.load(judge, device=device) for judge in setting.judges}
            far = (results - starts_for(pictures))[1:].flatten(2).norm(dim=2)
            return {
                "judges": {judge: verdict(net, results, pictures) for judge, net in judges.items()},
                "moved": round(float(far.mean()), 3),
            }

        key = key_of(model_id, *setting.judges, targets=TARGETS[name], steps=STEPS, roll=ROLL[name])
        said = kept.found(key, of_one)
        moved[role] = said["moved"]
        for judge, numbers in said["judges"].items():
            found[judge][role] = numbers
        print(model_id, said, flush=True)
    return {"models": setting.pair, "judges": found, "moved": moved}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", help="folder with the data (or ROBUST_DATA)")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    arguments = parser.parse_args()
    numbers = {name: measure(name, arguments.data, arguments.device) for name in ROLL}
    envelope.write(
        RESULT,
        numbers,
        by="python -m training.measure.starts",
        protocol={
            "targets": TARGETS,
            "starts": "noise and two other pictures",
            "steps": STEPS,
            "roll": ROLL,
            "gradients": "bfloat16",
        },
        networks=[
            each
            for name in ROLL
            for each in (
                *inversion.SETTINGS[name].pair.values(),
                *inversion.SETTINGS[name].judges,
            )
        ],
    )


if __name__ == "__main__":
    main()
