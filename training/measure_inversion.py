"""What a representation keeps of a picture: `python -m training.measure_inversion`.

Inversion (Engstrom et al. 2019, section 4): from noise, minimise |r(x) - r(t)| / |r(t)| by
normalised steps that shrink to nothing, with an identity gradient for the last ReLU. A judge that
took no part says how far the result is from the target in its own representation. And with a
budget: from another picture, inside a ball around it, how near does r come to the target's? Writes
content/measured/inversion.json, and a contact sheet into training/runs/sheets/.
"""

import argparse

import torch

from training import attacks, sheets, shipped
from training.data import SETS
from training.data.where import unit

RESULT = shipped.ROOT / "content" / "measured" / "inversion.json"
PAIR = {
    "standard": "cifar-resnet-standard-antialiased",
    "robust": "cifar-resnet-robust-antialiased",
}
JUDGE = "cifar-vgg-standard"
PICTURES = 50
STEPS, STEP = 300, 0.2
# Of the budget curve: radii, and steps of a tenth of the radius inside each ball.
BUDGET = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
BUDGET_STEPS, SHARE = 60, 0.1
SEED = 21


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


def near(net, target, start, eps):
    """The same, inside the ball of radius eps around `start`."""
    rule = attacks.pgd_step("l2", eps, SHARE * eps)
    return attacks.ascend(lambda at: -distance(net, at, target), start, rule, BUDGET_STEPS)


def noise(shape, seed):
    """Grey with a little noise, as the robustness library's inversion begins."""
    generator = torch.Generator().manual_seed(seed)
    return (torch.randn(shape, generator=generator) / 20 + 0.5).clamp(0, 1)


def closer(first, second):
    """In how many pictures the first distance is the smaller one."""
    return int((first < second).sum())


def measure(nets, judge, pictures):
    """The inversions by role, and the numbers. nets: {role: net}; pictures: [n, 3, h, w]."""
    with torch.no_grad():
        seen = judge.activations(pictures)
        sought = {role: net.activations(pictures)["representation"] for role, net in nets.items()}
    start = noise(pictures.shape, SEED).to(pictures)
    inverted = {role: invert(net, sought[role], start) for role, net in nets.items()}
    own, judged, recognised = {}, {}, {}
    with torch.no_grad():
        for role, x in inverted.items():
            own[role] = distance(nets[role], x, sought[role])
            judged[role] = distance(judge, x, seen["representation"])
            same = judge(x).argmax(1) == seen["logits"].argmax(1)
            recognised[role] = int(same.sum())
    numbers = {
        "pairs": len(pictures),
        "closer": {
            "robust": closer(judged["robust"], judged["standard"]),
            "standard": closer(judged["standard"], judged["robust"]),
        },
        "judged": {role: _mean(value) for role, value in judged.items()},
        "own": {role: _mean(value) for role, value in own.items()},
        # As the class that the judge sees in the target.
        "recognised": recognised,
    }
    return inverted, numbers


def budget(nets, pictures):
    """[{eps, models: {id: distance}}], 0 first; each picture's target is the one after it."""
    curve = [{"eps": eps, "models": {}} for eps in (0.0, *BUDGET)]
    for role, net in nets.items():
        with torch.no_grad():
            target = net.activations(pictures.roll(-1, 0))["representation"]
            curve[0]["models"][PAIR[role]] = _mean(distance(net, pictures, target))
        for point in curve[1:]:
            x = near(net, target, pictures, point["eps"])
            with torch.no_grad():
                point["models"][PAIR[role]] = _mean(distance(net, x, target))
            print(role, point["eps"], point["models"][PAIR[role]], flush=True)
    return curve


def _mean(values):
    return round(float(values.mean()), 4)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", help="folder with the data (or ROBUST_DATA)")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    arguments = parser.parse_args()
    device = arguments.device
    nets = {role: shipped.load(model_id, device=device) for role, model_id in PAIR.items()}
    judge = shipped.load(JUDGE, device=device)
    test = SETS["cifar10"].test(arguments.data).first(PICTURES)
    pictures = unit(test.images.to(device))
    inverted, numbers = measure(nets, judge, pictures)
    print(numbers, flush=True)
    columns = range(0, PICTURES, 10)
    groups = (pictures, inverted["standard"], inverted["robust"])
    rows = [list(group[at : at + 10]) for at in columns for group in groups]
    print(sheets.save("inversion", rows, zoom=3), "target, standard, robust in turn")
    result = {
        **numbers,
        "judge": JUDGE,
        "models": PAIR,
        "steps": STEPS,
        "step": STEP,
        "budget": budget(nets, pictures),
        "budgetSteps": BUDGET_STEPS,
        "seed": SEED,
        "weights": {name: shipped.sha256_of(name) for name in (*PAIR.values(), JUDGE)},
        "by": "python -m training.measure_inversion",
        "commit": shipped.commit(),
    }
    shipped.write_json(RESULT, result)


if __name__ == "__main__":
    main()
