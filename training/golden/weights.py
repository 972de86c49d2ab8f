"""Golden values of the weights that ship: `python -m training.golden.weights`.

The page's engine must compute what PyTorch computes, on the weights that ship. Each fixture is a
pair: `<name>.json` lists arrays by name with shape and offset (in floats), `<name>.bin` holds them
as float32. Images are [n, height, width, channels] in [0, 1], made here from a seed: a stroke on a
blank ground (where max pooling meets ties: PyTorch gives the gradient to the first of equals in
row-major order) and uniform noise.

Of a large activation only each `every`-th number is kept, beside the L2 norm of all of it.
Snapshots have no fixture: they are the finished model's network with other numbers in it.
"""

import argparse
import math

import numpy as np
import torch
from torch.nn import functional as F

from training import attacks, shipped
from training.configs import Attack
from training.data import facts
from training.examples import logit_of, loss_of

FOLDER = shipped.ROOT / "tests" / "fixtures" / "parity"
SEED = 7
TRAVERSED = ("mnist-cnn-standard", "mnist-cnn-robust")
TRAVERSAL = {"step": 0.05, "steps": 20, "target": 0}
PGD = (Attack("l2", 1.5, 6, 0.5), Attack("linf", 0.1, 6, 0.03))
LABEL = 5
# How many numbers are kept of an activation, or a few more.
KEPT = 1500


def images():
    """A pen stroke on a blank ground, and noise: [2, 1, 28, 28]."""
    rows, columns = torch.meshgrid(torch.arange(28.0), torch.arange(28.0), indexing="ij")
    stroke = torch.zeros(28, 28)
    for i in range(60):  # an S of round dabs, softened at the rim
        t = i / 59
        y, x = 6 + 16 * t, 14 + 5 * math.sin(2 * math.pi * t + 2.4)
        distance = torch.sqrt((rows - y) ** 2 + (columns - x) ** 2)
        stroke = torch.maximum(stroke, (2.3 - distance).clamp(0, 1))
    noise = torch.rand(28, 28, generator=torch.Generator().manual_seed(SEED))
    return torch.stack([stroke, noise])[:, None]


def coloured():
    """Soft blobs of colour, and noise: [2, 3, 32, 32]."""
    rows, columns = torch.meshgrid(torch.arange(32.0), torch.arange(32.0), indexing="ij")
    blobs = [
        torch.exp(-((rows - y) ** 2 + (columns - x) ** 2) / (2 * spread**2))
        for y, x, spread in ((9, 21, 7), (20, 10, 5), (17, 17, 11))
    ]
    noise = torch.rand(3, 32, 32, generator=torch.Generator().manual_seed(SEED))
    return torch.stack([torch.stack(blobs), noise])


# By the channels of a data set's pictures.
PICTURES = {1: images, 3: coloured}


class Fixture:
    """Collects arrays, channels last, and writes them as one .json and one .bin."""

    def __init__(self, name, **facts):
        self.name, self.facts, self.arrays, self.floats, self.size = name, facts, [], [], 0

    def add(self, name, array, sampled=False):
        array = array.detach().float()
        if array.dim() == 4:
            array = array.permute(0, 2, 3, 1)
        whole = array.contiguous().numpy().astype("<f4")
        described = {"name": name, "shape": list(whole.shape), "offset": self.size}
        flat = whole.ravel()
        if sampled and flat.size > KEPT:
            described["every"] = every = _stride(flat.size)
            described["norm"] = float(np.linalg.norm(flat.astype(np.float64)))
            flat = flat[::every]
        self.arrays.append(described)
        self.floats.append(flat)
        self.size += flat.size

    def write(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{self.name}.bin").write_bytes(np.concatenate(self.floats).tobytes())
        facts = {"name": self.name, "data": f"{self.name}.bin", "dtype": "float32", **self.facts}
        tail = {"by": "python -m training.golden.weights", "commit": shipped.commit()}
        shipped.write_json(
            folder / f"{self.name}.json",
            {**facts, "floats": self.size, "arrays": self.arrays, **tail},
        )


def _stride(size):
    """Odd, so that it comes through all channels, whose number is even, and all places."""
    stride = size // KEPT
    return stride if stride % 2 else stride - 1


def weights_of(model_id):
    """The sha256 of each shard, so that a test can tell stale fixtures from wrong arithmetic."""
    card = shipped.read_json(shipped.WEIGHTS / model_id / "card.json")
    return [shard["sha256"] for shard in card["shards"]]


def activations(model_id, x):
    """Activations of the first image; logits and both gradients of both."""
    net = shipped.load(model_id)
    targets = torch.tensor([0, 3])
    fixture = Fixture(
        model_id, model=model_id, shards=weights_of(model_id), targets=targets.tolist()
    )
    fixture.add("images", x)
    with torch.no_grad():
        for name, value in net.activations(x).items():
            fixture.add(name, value if name == "logits" else value[:1], sampled=True)
    fixture.add("gradient of target logit", attacks.gradient_of(logit_of(net, targets), x))
    fixture.add("gradient of cross-entropy", attacks.gradient_of(loss_of(net, targets), x))
    return fixture


def traversal(x):
    """Normalised steps up one logit, on the box: every frame, the start included."""
    fixture = Fixture("traversal", **TRAVERSAL, models=list(TRAVERSED))
    fixture.facts["shards"] = {model_id: weights_of(model_id) for model_id in TRAVERSED}
    rule = attacks.in_box(attacks.l2_step(TRAVERSAL["step"]))
    for model_id in TRAVERSED:
        net = shipped.load(model_id)
        objective = logit_of(net, torch.tensor([TRAVERSAL["target"]]))
        frames = [x]
        for _ in range(TRAVERSAL["steps"]):
            frames.append(rule(frames[-1], attacks.gradient_of(objective, frames[-1]), x))
        with torch.no_grad():
            logits = net(torch.cat(frames))
        fixture.add(f"{model_id} frames", torch.cat(frames))
        fixture.add(f"{model_id} logits", logits)
    return fixture


def pgd(x):
    """PGD without a random start, uphill on the loss of LABEL: each step, moved and projected."""
    model_id = "mnist-cnn-robust"
    net = shipped.load(model_id)
    runs = [{"norm": a.norm, "eps": a.eps, "step": a.size, "steps": a.steps} for a in PGD]
    fixture = Fixture("pgd", model=model_id, label=LABEL, runs=runs, shards=weights_of(model_id))
    objective = loss_of(net, torch.tensor([LABEL]))
    for attack in PGD:
        move = {"l2": attacks.l2_step, "linf": attacks.linf_step}[attack.norm](attack.size)
        whole = attacks.pgd_step(attack.norm, attack.eps, attack.size)
        now, moved, projected = x, [], [x]
        for _ in range(attack.steps):
            gradient = attacks.gradient_of(objective, now)
            moved.append(move(now, gradient, x))
            now = whole(now, gradient, x)
            projected.append(now)
        with torch.no_grad():
            losses = _losses(net, projected)
        fixture.add(f"{attack.norm} before projection", torch.cat(moved))
        fixture.add(f"{attack.norm} iterates", torch.cat(projected))
        fixture.add(f"{attack.norm} losses", losses)
    return fixture


def _losses(net, iterates):
    labels = torch.full((len(iterates),), LABEL)
    return F.cross_entropy(net(torch.cat(iterates)), labels, reduction="none")


def main():
    parser = argparse.ArgumentParser(description="What the page's engine must reproduce.")
    parser.add_argument("models", nargs="*", help="only these (default: all, and their paths)")
    arguments = parser.parse_args()
    for model_id in arguments.models or shipped.ids(snapshots=False):
        activations(model_id, PICTURES[facts(shipped.data_of(model_id)).channels]()).write(FOLDER)
    if not arguments.models:
        x = images()
        traversal(x[:1]).write(FOLDER)
        pgd(x[:1]).write(FOLDER)
    size = sum(path.stat().st_size for path in FOLDER.iterdir())
    print(f"{FOLDER.relative_to(shipped.ROOT)}: {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
