"""CIFAR-10 (Krizhevsky 2009) from a local folder: `.npz` files or the usual Python pickles."""

import pickle

import numpy as np
import torch

from training.data import encoded
from training.data.facts import Facts
from training.data.where import Pictures, folder

INPUT = "height x width x 3 in [0, 1], trained at 32 x 32"
FACTS = Facts(
    size=32,
    channels=3,
    count=50_000,
    classes=10,
    names=(
        "airplane",
        "automobile",
        "bird",
        "cat",
        "deer",
        "dog",
        "frog",
        "horse",
        "ship",
        "truck",
    ),
    mean=(0.4914, 0.4822, 0.4465),
    std=(0.2470, 0.2435, 0.2616),
    eps=0.5,
    trained_eps=0.5,
)


def train(path=None):
    """The 50 000 training pictures."""
    return _load(folder(path), "train")


def test(path=None):
    """The 10 000 test pictures."""
    return _load(folder(path), "test")


def line(path=None):
    """The data in a sentence, for the card."""
    return (
        "CIFAR-10 (Krizhevsky, 2009): the 50 000 training pictures; tested on the 10 000 test "
        "pictures"
    )


def _load(where, split):
    npz = where / f"cifar10-{split}.npz"
    if npz.exists():
        return encoded.read(npz)
    batches = where / "cifar-10-batches-py"
    if not batches.exists():
        raise FileNotFoundError(
            f"No CIFAR-10 in {where}: put cifar10-train.npz and cifar10-test.npz there, or the "
            "folder cifar-10-batches-py, and name the folder with --data or ROBUST_DATA."
        )
    names = [f"data_batch_{i}" for i in range(1, 6)] if split == "train" else ["test_batch"]
    parts = [pickle.loads((batches / name).read_bytes(), encoding="bytes") for name in names]
    images = np.concatenate([part[b"data"] for part in parts]).reshape(-1, 3, 32, 32)
    labels = np.concatenate([part[b"labels"] for part in parts]).astype(np.int64)
    return Pictures(torch.from_numpy(images), torch.from_numpy(labels))
