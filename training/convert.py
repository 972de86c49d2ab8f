"""Bring published weights into public/weights:

    python -m training.convert resnet50_l2_eps3.ckpt --architecture resnet50 \\
        --id restricted-resnet50-robust --title "Restricted ImageNet, ResNet-50, robust (L2, ε 3)"

Takes the robustness library's checkpoints (attack-model wrapper, optimiser and `module.` prefixes
inside), torchvision's state dicts, and either as safetensors. Batch norm is folded and the kernels
quantised as for our own models; the page then offers the model like any other. Run nothing else on
it: what it was trained on is not here, so the card states no accuracy.

With `--safetensors mine.safetensors` nothing joins the site: it writes one file, unquantised, that
describes itself, for the page's "Bring your own network".
"""

import argparse
import hashlib
from pathlib import Path

from training import checkpoint, export, foreign, layout, shipped, single, tfjs
from training.foreign_nets import ARCHITECTURES, Mismatch, network, state_of
from training.nets import shorten


def convert(
    path,
    name,
    model_id,
    title,
    weights=None,
    data="",
    recipe="",
    up_to=None,
    precision="uint8",
    said=None,
):
    """Writes <weights>/<model_id>/ from a checkpoint, and returns its card.

    up_to: leave out what comes after this activation. precision: "uint8" or "float16". said: what
    else the card says, as `described` has it.
    """
    weights = weights or shipped.WEIGHTS
    net, by = converted(path, name, model_id, up_to)
    said = described(net, **(said or {}))
    metadata = {"net": net.name, "model": model_id, "config": net.config}
    files = tfjs.write(weights / model_id, layout.to_layers(net), metadata, by, precision)
    small = shipped.load(model_id, weights)
    card = {
        "id": model_id,
        "title": title,
        "net": net.name,
        "architecture": net.summary,
        "parameters": sum(parameter.numel() for parameter in small.parameters()),
        "input": "height x width x 3 in [0, 1]",
        **said,
        "data": data,
        "recipe": recipe,
        "source": source_of(path),
        "quantisation": {
            "scheme": export.SCHEMES[precision],
            "drift": round(export.relative_drift(net, small), 5),
        },
        "bytes": sum(file["bytes"] for file in files),
        "model": files[0],
        "shards": files[1:],
        "by": by,
        "commit": shipped.commit(),
    }
    shipped.write_json(weights / model_id / "card.json", card)
    return card


def convert_single(
    path,
    name,
    model_id,
    title,
    file,
    data="",
    recipe="",
    up_to=None,
    precision="float32",
    said=None,
):
    """Writes one file that describes itself, and returns its card.

    precision: "float32" or "float16".
    """
    net, by = converted(path, name, model_id, up_to)
    card = {
        "id": model_id,
        "title": title,
        **described(net, **(said or {})),
        "data": data,
        "recipe": recipe,
        "source": source_of(path),
        "by": by,
        "commit": shipped.commit(),
    }
    single.write(file, layout.to_layers(net), net.name, net.config, card, precision)
    return card


def converted(path, name, model_id, up_to):
    """(the network in a checkpoint, frozen, the command that makes it)"""
    net = network(name, *state_of(foreign.read(path)))
    if up_to:
        net = checkpoint.freeze(shorten.up_to(net, up_to))
    return net, f"python -m training.convert {path.name} --architecture {name} --id {model_id}"


def source_of(path):
    return {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def described(net, labels=None, side=None, robust=False):
    """What a figure can use of what is known of a network. Raises Mismatch for wrong labels.

    labels: the names of its classes, in the order of its logits. side: pixels on a side of the
    pictures that it learned from. robust: whether it learned from attacks.
    """
    if labels is not None and len(labels) != net.config["classes"]:
        raise Mismatch(
            f"Expected {net.config['classes']} labels, one a class, got {len(labels)}: "
            "write one a line, in the order of the logits."
        )
    said = {"labels": labels, "side": side, "robust": robust or None}
    return {key: value for key, value in said.items() if value is not None}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0].rstrip(":"))
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--architecture", required=True, choices=sorted(ARCHITECTURES))
    parser.add_argument("--id", required=True, help="the folder in public/weights")
    parser.add_argument("--title", help="for people (default: the id)")
    parser.add_argument("--data", default="", help="what it was trained on, for the card")
    parser.add_argument("--recipe", default="", help="how, and by whom, for the card")
    parser.add_argument("--up-to", help="leave out what comes after this activation (relu4_2)")
    parser.add_argument("--float16", action="store_true", help="kernels in half precision")
    parser.add_argument("--labels", type=Path, help="names of its classes, one a line")
    parser.add_argument("--side", type=int, help="pixels on a side of what it learned from")
    parser.add_argument("--robust", action="store_true", help="it learned from attacks")
    parser.add_argument(
        "--safetensors", type=Path, help="write this one file for a reader, nothing to the site"
    )
    arguments = parser.parse_args()
    first = (
        arguments.checkpoint,
        arguments.architecture,
        arguments.id,
        arguments.title or arguments.id,
    )
    try:
        labels = arguments.labels and arguments.labels.read_text().split("\n")
        options = {
            "data": arguments.data,
            "recipe": arguments.recipe,
            "up_to": arguments.up_to,
            "said": {
                "labels": labels and [label.strip() for label in labels if label.strip()],
                "side": arguments.side,
                "robust": arguments.robust,
            },
        }
        if arguments.safetensors:
            precision = "float16" if arguments.float16 else "float32"
            convert_single(*first, arguments.safetensors, precision=precision, **options)
            size = arguments.safetensors.stat().st_size
            print(f"{arguments.safetensors}: {size:,} bytes")
            return
        precision = "float16" if arguments.float16 else "uint8"
        card = convert(*first, precision=precision, **options)
    except (foreign.Unreadable, Mismatch, FileNotFoundError, OverflowError, ValueError) as error:
        raise SystemExit(str(error)) from None
    export.write_index()
    drift = card["quantisation"]["drift"]
    print(f"{card['id']}: {card['bytes']:,} bytes, moved by {drift:.1%} in its last layer")


if __name__ == "__main__":
    main()
