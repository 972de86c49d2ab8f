"""The models as readers get them: public/weights/<id>/, dequantised, in PyTorch."""

import hashlib
import json
import subprocess
from pathlib import Path

import torch

from training import checkpoint, layout, nets, tfjs
from training.data.where import unit

ROOT = Path(__file__).parent.parent
WEIGHTS = ROOT / "public" / "weights"
# What scripts measured on them, for the prose and the figures.
MEASURED = ROOT / "content" / "measured"


def load(model_id, weights=None, device="cpu"):
    """The network with the shipped weights, frozen, in eval mode."""
    layers, metadata = tfjs.read((weights or WEIGHTS) / model_id)
    net = layout.from_layers(
        nets.build(metadata["net"], metadata.get("config"), folded=True), layers
    )
    return checkpoint.freeze(net.to(device))


def ids(snapshots=True):
    """The ids of the models of our own that were exported whole, with or without the snapshots."""
    cards = [read_json(path) for path in sorted(WEIGHTS.glob("*/card.json"))]
    return [
        card["id"]
        for card in cards
        if "hyperparameters" in card and "upTo" not in card and (snapshots or "share" not in card)
    ]


def data_of(model_id):
    """The data set that an exported model was trained on, a key of training.data.SETS."""
    return read_json(WEIGHTS / model_id / "card.json")["hyperparameters"]["data"]


def sha256_of(model_id):
    """Of a model's weights: its shard's, or that of its shards' sums where there are several."""
    card = read_json(WEIGHTS / model_id / "card.json")
    if card is None:
        raise FileNotFoundError(f"Expected {model_id} in {WEIGHTS}, got nothing: export it first")
    sums = [shard["sha256"] for shard in card["shards"]]
    return sums[0] if len(sums) == 1 else hashlib.sha256("".join(sums).encode()).hexdigest()


def right(net, data, batch=500):
    """Which images are classified right, bool [n]."""
    device = next(net.parameters()).device
    with torch.no_grad():
        parts = [
            net(unit(images.to(device))).argmax(1).cpu() == labels.cpu()
            for images, labels in zip(
                data.images.split(batch), data.labels.split(batch), strict=True
            )
        ]
    return torch.cat(parts)


def read_json(path):
    return json.loads(path.read_text()) if path.exists() else None


def write_json(path, content):
    """Written beside and renamed, so that nobody reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    half.replace(path)


def commit():
    """The commit of the code that runs; a "+" says that training/ has uncommitted changes."""

    def git(*words):
        call = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True)
        return call.stdout.strip()

    changed = git("status", "--porcelain", "--", "training")
    return (git("rev-parse", "--short=12", "HEAD") or "unknown") + ("+" if changed else "")
