"""How far a small perturbation can move what each layer says:
`python -m training.measure.layers cifar-resnet-standard cifar-resnet-robust`.

R(f) = E[max over |d| <= eps of |f(x + d) - f(x)|] / E[|f(x1) - f(x2)|], in L2: the largest change
that a perturbation makes in a layer, as a share of how far apart the layer holds two different
pictures. The maximum is PGD's, so that R is a lower bound. Writes
content/measured/layer-robustness.json (layer-robustness-photos.json), where models that were
measured before stay, as long as their weights still ship.
"""

import argparse

import torch

from training import attacks, shipped
from training.data import SETS, facts
from training.data.where import unit
from training.measure import envelope

RESULTS = {
    "cifar10": shipped.MEASURED / "layer-robustness.json",
    "photos": shipped.MEASURED / "layer-robustness-photos.json",
}
IMAGES, BATCH = 128, 64
# Twenty steps of a quarter of the radius: enough to reach the shell and go half-way round it.
STEPS, SHARE = 20, 0.25


def robustness(net, x, eps):
    """{layer: R}, for every activation of a frozen network. x: [n, channels, height, width]."""
    layers = list(net.activations(x[:2]))
    with torch.no_grad():
        clean = _over_batches(x, lambda part: net.activations(part))
    return {name: _robustness(net, name, x, clean[name], eps) for name in layers}


def _robustness(net, name, x, clean, eps):
    step = attacks.pgd_step("l2", eps, SHARE * eps)
    moved = 0.0
    for part, origin in zip(x.split(BATCH), clean.split(BATCH), strict=True):

        def distance(at, origin=origin):
            return (net.activations(at)[name] - origin).flatten(1).norm(dim=1)

        start = attacks.random_start(part, "l2", eps)
        worst = attacks.ascend(distance, start, step, STEPS, origin=part)
        with torch.no_grad():
            moved += distance(worst).sum().item()
    # Each picture beside the next, the last beside the first: the order of the set is random.
    apart = (clean - clean.roll(1, 0)).flatten(1).norm(dim=1).sum().item()
    return moved / apart


def _over_batches(x, activations):
    parts = [activations(part) for part in x.split(BATCH)]
    return {name: torch.cat([part[name] for part in parts]) for name in parts[0]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0].rstrip(":"))
    parser.add_argument("models", nargs="+", help="ids of exported models of one data set")
    parser.add_argument("--data", help="folder with the data (or ROBUST_DATA)")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    arguments = parser.parse_args()
    sets = {shipped.data_of(model_id) for model_id in arguments.models}
    if len(sets) > 1:
        raise SystemExit(f"These models learned from {' and '.join(sorted(sets))}: choose one.")
    (name,) = sets
    if name not in RESULTS:
        raise SystemExit(f"Expected a file for {name} in RESULTS of {__file__}: it wants a line.")
    test = SETS[name].test(arguments.data).first(IMAGES).to(arguments.device)
    protocol = {
        "eps": facts(name).eps,
        "size": test.images.shape[-1],
        "images": IMAGES,
        "steps": STEPS,
    }
    models = measured_before(RESULTS[name], protocol)
    for model_id in arguments.models:
        torch.manual_seed(0)
        net = shipped.load(model_id, device=arguments.device)
        found = robustness(net, unit(test.images), facts(name).eps)
        models[model_id] = {
            "layers": list(found),
            "R": [round(value, 4) for value in found.values()],
        }
        numbers = ", ".join(f"{layer} {value:.3f}" for layer, value in found.items())
        print(f"{model_id}: {numbers}", flush=True)
        envelope.write(
            RESULTS[name],
            {"models": dict(sorted(models.items()))},
            by=f"python -m training.measure.layers {' '.join(sorted(models))}",
            protocol=protocol,
            networks=models,
        )


def measured_before(path, protocol):
    """{id: numbers} of models whose numbers, under this protocol, still hold."""
    before = shipped.read_json(path)
    if not before or before["protocol"] != protocol:
        return {}
    return {
        model_id: before["models"][model_id]
        for model_id, sha256 in before["weights"].items()
        if (shipped.WEIGHTS / model_id).exists() and shipped.sha256_of(model_id) == sha256
    }


if __name__ == "__main__":
    main()
