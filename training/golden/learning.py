"""Golden numbers for learning: gradients wrt the weights of the small network that a reader
trains in the page, and what both rules make of them.

    python -m training.golden.learning

The network is two convolutions of 4x4 at stride 2, padding 1, and one dense layer; its weights,
pictures and labels are made up. Kernels are written as the page has them, [height, width, in,
out], and the dense layer reads [height, width, channels].
"""

import json
from pathlib import Path

import torch
from torch.nn import functional as F

from training.golden.hashed import hashed

FOLDER = Path(__file__).parents[2] / "tests" / "fixtures" / "parity-learning"
WIDTH, BATCH, STEPS = 8, 5, 3
RATES = {"sgd": 0.1, "adam": 0.004}
SHAPES = {
    "conv1/kernel": (WIDTH, 1, 4, 4),
    "conv1/bias": (WIDTH,),
    "conv2/kernel": (2 * WIDTH, WIDTH, 4, 4),
    "conv2/bias": (2 * WIDTH,),
    "fc/kernel": (10, 49 * 2 * WIDTH),
    "fc/bias": (10,),
}


def logits(x, w):
    x = F.relu(F.conv2d(x, w["conv1/kernel"], w["conv1/bias"], stride=2, padding=1))
    x = F.relu(F.conv2d(x, w["conv2/kernel"], w["conv2/bias"], stride=2, padding=1))
    return F.linear(x.permute(0, 2, 3, 1).flatten(1), w["fc/kernel"], w["fc/bias"])


def as_page(name, tensor):
    """As the page lays it out."""
    if name.startswith("conv") and tensor.dim() == 4:
        return tensor.permute(2, 3, 1, 0)
    return tensor.T if tensor.dim() == 2 else tensor


def as_torch(name, values):
    """The other way, of the page's numbers."""
    shape = SHAPES[name]
    if len(shape) == 4:
        out, into, rows, columns = shape
        return values.view(rows, columns, into, out).permute(3, 2, 0, 1).contiguous()
    return values.view(shape[::-1]).T.contiguous() if len(shape) == 2 else values


def vector(tensors):
    return torch.cat([as_page(name, t).reshape(-1) for name, t in tensors.items()])


def main():
    torch.set_num_threads(1)
    first = {}
    for seed, (name, shape) in enumerate(SHAPES.items()):
        count = int(torch.tensor(shape).prod())
        size = 0.3 if name.endswith("bias") else 1.5 / (count / shape[0]) ** 0.5
        first[name] = as_torch(
            name, torch.tensor(hashed(count, seed + 11, -size, size), dtype=torch.float32)
        )
    images = torch.tensor(hashed(BATCH * 784, 7, 0, 1), dtype=torch.float32)
    images = images.view(BATCH, 1, 28, 28)
    labels = torch.tensor([3, 1, 4, 1, 5])

    def learned(rule):
        weights = {name: t.clone().requires_grad_(True) for name, t in first.items()}
        make = {
            "sgd": lambda p: torch.optim.SGD(p, RATES["sgd"], momentum=0.9),
            "adam": lambda p: torch.optim.Adam(p, RATES["adam"]),
        }
        optimizer = make[rule](list(weights.values()))
        for _ in range(STEPS):
            optimizer.zero_grad()
            F.cross_entropy(logits(images, weights), labels).backward()
            optimizer.step()
        return vector({name: t.detach() for name, t in weights.items()})

    weights = {name: t.clone().requires_grad_(True) for name, t in first.items()}
    loss = F.cross_entropy(logits(images, weights), labels)
    gradients = torch.autograd.grad(loss, list(weights.values()))
    FOLDER.mkdir(parents=True, exist_ok=True)
    facts = {
        "by": "python -m training.golden.learning",
        "width": WIDTH,
        "steps": STEPS,
        "rates": RATES,
        "labels": labels.tolist(),
        "loss": loss.item(),
    }
    short = lambda values: [float(f"{value:.7g}") for value in values.tolist()]  # noqa: E731
    every = 7
    arrays = {
        "gradient": vector(dict(zip(SHAPES, gradients, strict=True))),
        "sgd": learned("sgd"),
        "adam": learned("adam"),
    }
    # Every seventh number: enough to find any that is wrong in its place, and a small file.
    facts["every"] = every
    facts["values"] = {name: short(values[::every]) for name, values in arrays.items()}
    (FOLDER / "learning.json").write_text(json.dumps(facts) + "\n")


if __name__ == "__main__":
    main()
