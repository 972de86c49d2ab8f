"""All of a long training in a minute, before it is begun: `python -m training.rehearse photos-*`.

Each network at its full size, on random pictures in the place of the data: a few steps, a stop, a
few more from the checkpoint, the export, and the exported weights read back. Tells how long the
whole training would take on this machine. Nothing is kept, and no data is needed.
"""

import argparse
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import torch

from training import checkpoint, configs, export, shipped, train
from training.data import facts
from training.data.where import Pictures

STEPS = 6


def random_pictures(config, device):
    """As many as the rehearsal takes, of the size and classes that the network expects."""
    count, side = STEPS * config.batch, facts(config.data).size
    generator = torch.Generator().manual_seed(0)
    images = torch.randint(256, (count, 3, side, side), dtype=torch.uint8, generator=generator)
    labels = torch.randint(config.shape["classes"], (count,), generator=generator)
    return Pictures(images, labels).to(device)


def rehearse(config, device, folder):
    """Returns {parameters, bytes, seconds: a step, hours: in all, memory: in GB or None}."""
    data = random_pictures(config, device)
    short = replace(config, epochs=1, snapshots=())
    with checkpoint.kept_in(folder):
        train.train(short, data, device, stop_after=STEPS // 2, report=_quiet)
        began = time.time()
        net = train.train(short, data, device, report=_quiet)
        seconds = (time.time() - began) / (STEPS - STEPS // 2)
        last = list(net.activations_by_layers())[-1]
        card = export.export(config.id, weights=folder / "weights", up_to=last)
    small = shipped.load(card["id"], folder / "weights")
    with torch.no_grad():
        seen = small.activations(data.images[:2].cpu().float() / 255)
    if not all(values.isfinite().all() for values in seen.values()):
        raise SystemExit(f"{config.id}: the exported network gives numbers that are not finite")
    steps = facts(config.data).count // config.batch * config.epochs
    memory = torch.cuda.max_memory_allocated() / 1e9 if device != "cpu" else None
    return {
        "parameters": card["parameters"],
        "bytes": card["bytes"],
        "seconds": seconds,
        "hours": steps * seconds / 3600,
        "memory": memory,
    }


def _quiet(line):
    pass


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0].rstrip(":"))
    parser.add_argument("models", nargs="*", help="model ids (default: those of photographs)")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--batch", type=int, help="a smaller one, where the memory is small")
    arguments = parser.parse_args()
    photographs = [name for name in configs.ids() if configs.load(name).data == "photos"]
    for model_id in arguments.models or photographs:
        config = configs.load(model_id)
        if arguments.batch:
            config = replace(config, batch=arguments.batch)
        with tempfile.TemporaryDirectory() as folder:
            found = rehearse(config, arguments.device, Path(folder))
        memory = f", {found['memory']:.1f} GB" if found["memory"] else ""
        print(
            f"{model_id}: {found['parameters'] / 1e6:.1f} million parameters, "
            f"{found['bytes'] / 1e6:.1f} MB exported without its head, {found['seconds']:.2f} s a "
            f"step{memory}, {found['hours']:.1f} hours in all",
            flush=True,
        )


if __name__ == "__main__":
    main()
