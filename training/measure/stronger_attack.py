"""Accuracy under AutoAttack: `python -m training.measure.stronger_attack cifar-resnet-robust`.

Croce & Hein 2020: a fixed sequence of attacks without parameters to choose, each on what those
before it left: APGD on the cross-entropy, APGD on a difference of logits towards nine classes, FAB
towards the same nine, and Square, which asks for no gradient. It is what experts expect beside an
author's own PGD, which is easily too weak. The attacks are its authors' own (pip install
pyautoattack); L2, the radius at which the cards say how the network does under PGD. That PGD goes
first here, as what it breaks is broken and it is fast; so what is left is left by all of them.

Nearly all of the work is done by the first, and by the second towards the three likeliest classes,
in a tenth of the time: so by default only these run. --attacks gradient goes on with all nine
classes, --attacks standard with the other two attacks.

Writes content/measured/stronger-attack.json after each chunk of pictures. Can be stopped at any
moment and goes on where it was: each stage of each chunk is kept. It finishes network after
network, the cheapest first, so that an early end leaves as many whole networks as the time allowed.
What is known of other networks stays in the file as long as they ship.
"""

import argparse
import time

import torch

from training import attacks, evaluate, shipped
from training.bfloat16 import ExactWhereUnsure
from training.data import SETS, facts
from training.data.where import Pictures, unit
from training.measure import envelope
from training.measure.kept import Kept, key_of
from training.measure.style_numbers import wilson

RESULT = shipped.MEASURED / "stronger-attack.json"
# In turn, each on what is left; the second is the beginning of the third.
STAGES = ("apgd-ce", "apgd-t-3", "apgd-t", "fab-t", "square")
UP_TO = {"quick": 2, "gradient": 3, "standard": 5}
PACKAGE = "pyautoattack"
CHUNK, SEED = 125, 21
# Of a projection's rounding in float32.
SLACK = 1e-3


def random_pictures(data, count):
    """The first `count` test pictures in an order drawn once, so that more keep the ones before."""
    order = torch.randperm(len(data.labels), generator=torch.Generator().manual_seed(SEED))[:count]
    return Pictures(data.images[order], data.labels[order])


def autoattack(name, net, x, y, eps):
    """What one stage of the standard version makes of pictures, [n, channels, h, w]."""
    from pyautoattack import AutoAttack

    device = str(x.device)
    suite = AutoAttack(net, norm="L2", eps=eps, version="standard", seed=SEED, device=device)
    if name == "apgd-t-3":
        name, suite.apgd_targeted.n_target_classes = "apgd-t", 3
    suite.attacks_to_run = [name]
    found, _ = suite.run_standard_evaluation(x, y, batch_size=len(x))
    return found.detach()


def left_by(attack, net, x, y, alive, eps):
    """Which of the pictures that are still read right an attack leaves so, bool [n].

    attack: (net, x, y, eps) -> pictures in the ball, as autoattack's.
    """
    rows = alive.nonzero()[:, 0]
    if not len(rows):
        return alive
    moved = attack(ExactWhereUnsure(net), x[rows], y[rows], eps)
    far = float(attacks.norms(moved - x[rows]).max())
    if far > eps + SLACK:
        raise ValueError(f"Expected pictures within {eps}, got one at {far}: not an attack of ours")
    with torch.no_grad():
        right = net(moved).argmax(1) == y[rows]
    left = alive.clone()
    left[rows] = right.to(left.device)
    return left


def chunk_of(model_id, net, data, begin, wanted, kept):
    """{stage: which pictures are read right after it, 0 or 1} of the pictures from `begin` on."""
    part = Pictures(data.images[begin : begin + CHUNK], data.labels[begin : begin + CHUNK])
    x, y = unit(part.images).contiguous(), part.labels
    (attack, restarts), *_ = evaluate.attacks_on(shipped.data_of(model_id))
    key = key_of(model_id, eps=attack.eps, first=begin, count=len(y), seed=SEED)

    def found(stage, compute):
        kept_as = kept.found(f"{key} {stage}", lambda: compute().int().tolist())
        return torch.tensor(kept_as, dtype=torch.bool)

    with torch.no_grad():
        stages = {"clean": found("clean", lambda: net(x).argmax(1) == y)}
    torch.manual_seed(begin)
    alive = found("pgd", lambda: evaluate.survivors(net, x, y, attack, restarts))
    stages["pgd"] = alive
    for name in STAGES:
        if name not in wanted and f"{key} {name}" not in kept.parts:
            break

        def one(net, x, y, eps, name=name):
            return autoattack(name, net, x, y, eps)

        alive = found(name, lambda a=alive, o=one: left_by(o, net, x, y, a, attack.eps))
        stages[name] = alive
    return stages


def under_pgd(model_id):
    """A network's accuracy under PGD on all test pictures, from its card."""
    card = shipped.read_json(shipped.WEIGHTS / model_id / "card.json")
    return card["accuracy"]["adversarial"][0]["accuracy"]


def cost(model_id):
    """What a picture of a network about costs, in no unit: the pixels of those that PGD leaves."""
    return under_pgd(model_id) * facts(shipped.data_of(model_id)).size ** 2


def summary(chunks, under_pgd):
    """{stage: {accuracy, interval95, of}} of a network, from its chunks' stages.

    under_pgd: its accuracy under PGD on all test pictures, from its card. Of AutoAttack's stages we
    measure which share they leave of what PGD leaves (share, with Wilson's interval), and accuracy
    and interval95 are that share of under_pgd: so a lucky draw of pictures does not count.
    """
    numbers = {}
    for stage in ("clean", "pgd", *STAGES):
        made = [stages for stages in chunks if stage in stages]
        if not made:
            continue
        right = sum(int(stages[stage].sum()) for stages in made)
        of = sum(len(stages[stage]) for stages in made)
        if stage in ("clean", "pgd"):
            known = {"accuracy": round(right / of, 4), "interval95": wilson(right, of)}
        else:
            known = share_of(under_pgd, right, sum(int(stages["pgd"].sum()) for stages in made))
        numbers[stage] = {**known, "of": of}
    return numbers


def share_of(under_pgd, right, left_by_pgd):
    """{accuracy, interval95, share}: the share right / left_by_pgd of under_pgd."""
    if not left_by_pgd:
        return {"accuracy": 0.0}
    ends = wilson(right, left_by_pgd)
    return {
        "accuracy": round(under_pgd * right / left_by_pgd, 4),
        "interval95": [round(under_pgd * end, 4) for end in ends],
        "share": round(right / left_by_pgd, 4),
    }


def write(models):
    version = __import__(PACKAGE).__version__
    envelope.write(
        RESULT,
        {"models": dict(sorted(models.items()))},
        by=f"python -m training.measure.stronger_attack {' '.join(sorted(models))}",
        protocol={
            "norm": "l2",
            "attack": "AutoAttack, standard version",
            "package": f"{PACKAGE} {version}",
            "gradients": "bfloat16",
            "seed": SEED,
        },
        networks=models,
    )


def measured_before():
    """{id: numbers} of the networks that still ship as they were."""
    before = shipped.read_json(RESULT) or {"models": {}, "weights": {}}
    return {
        model_id: before["models"][model_id]
        for model_id, sha256 in before["weights"].items()
        if (shipped.WEIGHTS / model_id).exists() and shipped.sha256_of(model_id) == sha256
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("models", nargs="*", help="model ids (default: all, without snapshots)")
    parser.add_argument("--first", type=int, default=1000, help="how many test pictures")
    parser.add_argument("--attacks", choices=UP_TO, default="quick")
    parser.add_argument("--data", help="folder with the data (or ROBUST_DATA)")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    arguments = parser.parse_args()
    wanted = STAGES[: UP_TO[arguments.attacks]]
    ids = [
        model_id
        for model_id in arguments.models or shipped.ids(snapshots=False)
        if model_id not in evaluate.TRANSFERS  # judges are never attacked
    ]
    kept, models = Kept("stronger-attack"), measured_before()
    nets = {model_id: shipped.load(model_id, device=arguments.device) for model_id in ids}
    names = {shipped.data_of(model_id) for model_id in ids}
    data = {
        name: random_pictures(SETS[name].test(arguments.data), arguments.first).to(arguments.device)
        for name in names
    }
    for model_id in sorted(ids, key=cost):
        known = facts(shipped.data_of(model_id))
        pictures, chunks = data[shipped.data_of(model_id)], []
        for begin in range(0, len(pictures.labels), CHUNK):
            chunks.append(chunk_of(model_id, nets[model_id], pictures, begin, wanted, kept))
            models[model_id] = {"eps": known.eps, **summary(chunks, under_pgd(model_id))}
            line = {stage: n["accuracy"] for stage, n in models[model_id].items() if stage != "eps"}
            done = sum(len(stages["clean"]) for stages in chunks)
            print(time.strftime("%H:%M"), model_id, done, line, flush=True)
            write(models)


if __name__ == "__main__":
    main()
