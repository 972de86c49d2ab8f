"""Where a training stands, on disk, whole at any moment."""

import contextlib
import os
from dataclasses import MISSING, asdict, fields
from pathlib import Path

import torch

from training import configs, nets

RUNS = Path(os.environ.get("ROBUST_RUNS") or Path(__file__).parent / "runs")


@contextlib.contextmanager
def kept_in(folder):
    """For a while, every training stands in another folder."""
    global RUNS
    before, RUNS = RUNS, folder
    try:
        yield
    finally:
        RUNS = before


def path(model_id):
    return RUNS / model_id / "checkpoint.pt"


def save(model_id, state):
    """Write beside, then rename: a stop at any moment leaves the old file or the new one."""
    target = path(model_id)
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_suffix(".half")
    torch.save(state, half)
    os.replace(half, target)


def load(model_id, device="cpu"):
    """The saved state, or None if there is none."""
    target = path(model_id)
    return torch.load(target, map_location=device) if target.exists() else None


def same_recipe(saved, config):
    """Whether a saved configuration is this one; it may be older than some keys with defaults."""
    absent = {
        f.name: f.default if f.default_factory is MISSING else f.default_factory()
        for f in fields(config)
    }
    return {**absent, **saved} == asdict(config)


def snapshot_path(model_id, share):
    return RUNS / model_id / f"snapshot-{round(100 * share)}.pt"


def save_snapshot(model_id, share, net):
    """Keep the weights after a share of the training, beside the checkpoint."""
    path(model_id).parent.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), snapshot_path(model_id, share))


def finished(model_id, device="cpu", partial=False, share=1.0):
    """The trained network, frozen and ready to be asked: eval mode, no parameter gradients.

    partial: an unfinished training will do. share: the weights after that share of the training.
    """
    config = configs.load(model_id)
    state = load(model_id, device)
    if state is None:
        raise SystemExit(f"{model_id} is not trained yet: python -m training.train {model_id}")
    if not (partial or state["done"]):
        raise SystemExit(f"{model_id} is not finished: python -m training.train {model_id}")
    net = nets.build(config.architecture, config.shape)
    if share < 1:
        state = {"net": torch.load(snapshot_path(model_id, share), map_location=device)}
    net.load_state_dict(state["net"])
    return freeze(net.to(device))


def freeze(net):
    net.eval()
    for parameter in net.parameters():
        parameter.requires_grad_(False)
    # Channels last: a third faster here for the gradient with respect to the image.
    return net.to(memory_format=torch.channels_last)
