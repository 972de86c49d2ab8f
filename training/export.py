"""Write trained models to public/weights: `python -m training.export`, or with model ids.

Writes TF.js weights and `card.json` for each, and `public/weights/index.json`. The accuracy in the
card is that of the quantised weights that ship; `training.evaluate` adds it under attack.

`--up-to relu4_x` leaves out what comes after an activation, as a model of its own: style transfer
asks for no head. `--float16` stores the kernels in half precision.
"""

import argparse
from dataclasses import asdict

import torch

from training import checkpoint, configs, layout, shipped, tfjs
from training.data import SETS, facts
from training.data.where import unit
from training.nets import shorten

SCHEMES = {
    "uint8": "uint8, symmetric, one scale an output channel; biases float32",
    "float16": "float16; biases float32",
}


def export(
    model_id,
    data=None,
    weights=None,
    partial=False,
    by=None,
    share=1.0,
    up_to=None,
    precision="uint8",
):
    """Export one model, and return its card.

    data: the folder it was trained from. partial: take an unfinished training as it stands.
    share: the weights after that share of the training, as a model of its own, `<id>-25` and so on.
    up_to: without what comes after this activation, as a model of its own, `<id>-to-relu4_x`.
    precision: of the kernels, "uint8" or "float16".
    """
    config = configs.load(model_id)
    weights = weights or shipped.WEIGHTS
    net = checkpoint.finished(model_id, partial=partial, share=share)
    title = config.title
    if share < 1:
        model_id = f"{model_id}-{round(100 * share)}"
        title += f", after {round(100 * share)} % of its training"
    if up_to:
        net = checkpoint.freeze(shorten.up_to(net, up_to))
        model_id = f"{model_id}-to-{up_to}"
        title += f", up to {up_to}"
    folder = weights / model_id
    by = by or f"python -m training.export {config.id}"
    metadata = {"net": config.architecture, "model": model_id}
    if net.config:
        metadata["config"] = net.config
    files = tfjs.write(folder, layout.to_layers(net), metadata, by, precision)
    small = shipped.load(model_id, weights)
    if up_to:
        measured = {"quantisation": {"drift": round(relative_drift(net, small), 5)}}
    else:
        measured = answers(net, small, SETS[config.data].test(data))
    measured["quantisation"] = {"scheme": SCHEMES[precision], **measured["quantisation"]}
    card = {
        "id": model_id,
        "title": title,
        "net": config.architecture,
        "architecture": net.summary,
        "parameters": sum(parameter.numel() for parameter in small.parameters()),
        "input": SETS[config.data].INPUT,
        "data": SETS[config.data].line(data),
        "recipe": recipe_line(config),
        "hyperparameters": asdict(config),
        "seed": config.seed,
        **({"share": share} if share < 1 else {}),
        **({"upTo": up_to} if up_to else {}),
        **measured,
        "bytes": sum(file["bytes"] for file in files),
        "model": files[0],
        "shards": files[1:],
        "by": by,
        "commit": shipped.commit(),
    }
    previous = shipped.read_json(folder / "card.json")
    if previous and previous["shards"] == card["shards"] and not up_to:  # still true of them
        card["accuracy"] = {**previous["accuracy"], "clean": card["accuracy"]["clean"]}
    shipped.write_json(folder / "card.json", card)
    return card


def answers(net, small, test):
    """What the card says of a network with a head, and of what quantisation changes in it."""
    before, after = (shipped.right(each, test).float().mean().item() for each in (net, small))
    return {
        "accuracy": {"clean": round(after, 4), "adversarial": []},
        "quantisation": {
            "cleanBefore": round(before, 4),
            "cleanAfter": round(after, 4),
            "maxLogitDrift": round(drift(net, small, test), 5),
        },
    }


def relative_drift(net, small):
    """How far quantisation moves the last activation, as a share of it, on seeded noise."""
    x = torch.rand(2, 3, 96, 96, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        before, after = (list(each.activations(x).values())[-1] for each in (net, small))
        return ((before - after).norm() / before.norm()).item()


def drift(net, small, test):
    """The largest difference of a logit before and after quantisation, on 2000 test pictures."""
    images = unit(test.first(2000).images)
    with torch.no_grad():
        return (net(images) - small(images)).abs().max().item()


def recipe_line(config):
    """The configuration in a sentence, for people."""
    what = facts(config.data).what
    how = {
        "clean": f"on clean {what}",
        "adversarial": f"on the {what} that PGD makes against the network as it trains",
        "mixed": "on clean digits, digits under Gaussian noise, and digits perturbed against the "
        "other networks"
        if config.transfer
        else "on clean digits and digits under Gaussian noise, half of each",
    }[config.examples]
    optimiser = {"adamw": "Adam", "sgd": "SGD"}[config.optimiser]
    line = (
        f"{config.epochs} epochs {how}, batch {config.batch}, {optimiser} with one cycle up to "
        f"{config.peak_rate:g}"
    )
    if config.optimiser == "sgd":
        line += f", weight decay {config.weight_decay:g}"
    if config.label_smoothing:
        line += f", label smoothing {config.label_smoothing:g}"
    if config.augment:
        line += ", random crops and mirror images"
    if config.even_chroma:
        line += ", chroma of Imagenette and Imagewoof filtered to be as soft as mini-ImageNet's"
    if config.attack:
        a = config.attack
        steps = "one step" if a.steps == 1 else f"{a.steps} steps"
        line += (
            f"; PGD {a.norm.upper()}, ε {a.eps:g}, {steps} of {a.size:g}, random start, "
            "weights in eval mode"
        )
    if config.start:
        line += f"; first weights: the convolutions of {config.start}"
    for t in config.transfer:
        eps = ", ".join(f"{eps:g}" for eps in t.eps)
        line += f"; {t.steps}-step PGD L2 on {t.source}, ε {eps}"
    if config.noise:
        line += f"; noise of standard deviation up to {config.noise:g}"
    return line


def write_index(weights=None, by="python -m training.export"):
    """index.json lists every model that has a card, whoever wrote it."""
    weights = weights or shipped.WEIGHTS
    cards = [shipped.read_json(path) for path in sorted(weights.glob("*/card.json"))]
    models = [
        {
            "id": card["id"],
            "title": card.get("title", card["id"]),
            "bytes": card["bytes"],
            "card": f"{card['id']}/card.json",
        }
        for card in cards
    ]
    shipped.write_json(
        weights / "index.json", {"models": models, "by": by, "commit": shipped.commit()}
    )


def trained():
    """The ids of the models with a checkpoint."""
    return [model_id for model_id in configs.ids() if checkpoint.path(model_id).exists()]


def shares(model_id):
    """After which shares of its training a model is exported: those with a snapshot, and all."""
    kept = (share for share in configs.load(model_id).snapshots if share < 1)
    return [*(s for s in kept if checkpoint.snapshot_path(model_id, s).exists()), 1.0]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("models", nargs="*", help="model ids (default: all that were trained)")
    parser.add_argument("--data", help="folder with the data (or ROBUST_DATA)")
    parser.add_argument("--partial", action="store_true", help="export an unfinished training")
    parser.add_argument("--up-to", help="leave out what comes after this activation (relu4_x)")
    parser.add_argument("--float16", action="store_true", help="kernels in half precision")
    arguments = parser.parse_args()
    options = {"partial": arguments.partial, "up_to": arguments.up_to}
    if arguments.float16:
        options["precision"] = "float16"
    for model_id in arguments.models or trained():
        for share in [1.0] if arguments.up_to else shares(model_id):
            print(line_of(export(model_id, arguments.data, share=share, **options)))
    write_index()


def line_of(card):
    """What an export came to, in a line."""
    q = card["quantisation"]
    line = f"{card['id']}: {card['bytes']:,} bytes, "
    if "upTo" in card:
        return line + f"moved by {q['drift']:.1%} in its last layer"
    return (
        line + f"clean {q['cleanBefore']:.4f} -> {q['cleanAfter']:.4f} quantised, "
        f"largest logit drift {q['maxLogitDrift']:.4f}"
    )


if __name__ == "__main__":
    main()
