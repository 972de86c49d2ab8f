"""How often a digit becomes another: `python -m training.measure.traversal`.

Writes content/measured/traversal.json, the numbers behind the matrix figure and the prose. Every
digit the site offers is pushed towards every digit, 20 starts a cell, by the standard and by the
robust network, with the page's own rule: x + step * g / |g|_2 on the target's logit before softmax,
clamped to [0, 1], no ball. The judge reads the frames; nothing is optimised against it. Weights are
the shipped, quantised ones.

Goes on where it stopped: each finished batch of starts is kept in training/runs/traversal.
"""

import argparse
import hashlib
import time

import numpy as np
import torch
from torch.nn import functional as F

from training import attacks, checkpoint, shipped
from training.examples import logit_of
from training.measure import envelope
from training.measure.traversal_numbers import claims_of, summarise

DIGITS = shipped.ROOT / "public" / "digits"
RESULT = shipped.MEASURED / "traversal.json"
MODELS = ("mnist-cnn-standard", "mnist-cnn-robust")
JUDGE = "mnist-judge"
FRAMES = (0, 50, 100, 150, 200, 300)
STEP = 0.05
CELLS_A_BATCH = 5  # 5 targets x 20 digits of one class
# Nothing here is drawn at random but the bootstrap.
SEED = 11


def digits():
    """The site's digits: [10 classes, 20, 1, 28, 28] in [0, 1]."""
    facts = shipped.read_json(DIGITS / "digits.json")
    count, height, width = facts["shape"]
    raw = np.fromfile(DIGITS / "digits.bin", np.uint8).reshape(10, count // 10, 1, height, width)
    return torch.from_numpy(raw.astype(np.float32) / 255)


def laplacian_energy(x, padding=1):
    """High-frequency energy [n] of [n, 1, h, w]: the mean squared 5-point Laplacian.

    padding: 1 to take what is outside the image for zero, 0 to leave the outermost pixels out.
    """
    kernel = torch.tensor([[0.0, 1, 0], [1, -4, 1], [0, 1, 0]]).view(1, 1, 3, 3)
    return F.conv2d(x, kernel.to(x.device), padding=padding).square().mean(dim=(1, 2, 3))


def traverse(net, x, target):
    """Yields (frame, images) for the frames to be measured."""
    rule, objective = attacks.in_box(attacks.l2_step(STEP)), logit_of(net, target)
    for frame in range(max(FRAMES) + 1):
        if frame in FRAMES:
            yield frame, x
        if frame < max(FRAMES):
            x = rule(x, attacks.gradient_of(objective, x), x)


def measure_batch(net, judge, starts, targets):
    """Returns {"read": judge's digit [n, frames], "energy": [n, frames]}."""
    read, energy = [], []
    for _, x in traverse(net, starts, targets):
        with torch.no_grad():
            read.append(judge(x).argmax(1))
        energy.append(laplacian_energy(x))
    return {"read": torch.stack(read, 1).cpu(), "energy": torch.stack(energy, 1).cpu()}


def measure(model_id, starts, device, report):
    """All cells of one network: read and energy, [10 starts, 10 targets, 20, frames]."""
    net, judge = shipped.load(model_id, device=device), shipped.load(JUDGE, device=device)
    kept = checkpoint.RUNS / "traversal" / _fingerprint(model_id)
    kept.mkdir(parents=True, exist_ok=True)
    per_cell = starts.shape[1]
    jobs = [(a, b) for a in range(10) for b in range(0, 10, CELLS_A_BATCH)]
    rows, done, began = {}, 0, time.time()
    for a, b in jobs:
        path = kept / f"{a}-{b}.pt"
        if not path.exists():
            x = starts[a].repeat(CELLS_A_BATCH, 1, 1, 1).to(device)
            targets = torch.arange(b, b + CELLS_A_BATCH).repeat_interleave(per_cell).to(device)
            batch = measure_batch(net, judge, x.contiguous(), targets)
            torch.save(batch, path.with_suffix(".half"))
            path.with_suffix(".half").replace(path)
            done += 1
            minutes = (time.time() - began) / 60
            left = sum(not (kept / f"{i}-{j}.pt").exists() for i, j in jobs)
            report(
                f"{model_id}: {a} to {b}..{b + CELLS_A_BATCH - 1}, "
                f"{done * len(x) * max(FRAMES) / minutes / 60:.0f} steps/s, "
                f"{left * minutes / done:.1f} min left"
            )
        rows[a, b] = torch.load(path)
    return {
        key: torch.stack(
            [
                torch.cat(
                    [
                        rows[a, b][key].view(CELLS_A_BATCH, per_cell, len(FRAMES))
                        for b in range(0, 10, CELLS_A_BATCH)
                    ]
                )
                for a in range(10)
            ]
        )
        for key in ("read", "energy")
    }


def _fingerprint(model_id):
    """Names everything the kept batches depend on, so that new weights start afresh."""
    text = repr((STEP, FRAMES, CELLS_A_BATCH)) + (DIGITS / "digits.bin").read_bytes().hex()
    for name in (model_id, JUDGE):
        card = shipped.read_json(shipped.WEIGHTS / name / "card.json")
        text += "".join(shard["sha256"] for shard in card["shards"])
    return f"{model_id}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--first", type=int, help="digits a class: a quick look, nothing written")
    arguments = parser.parse_args()
    starts = digits()
    if arguments.first:
        starts = starts[:, : arguments.first]
        checkpoint.RUNS = checkpoint.RUNS / f"first-{arguments.first}"
    models = {
        model_id: summarise(
            seed=SEED,
            **measure(model_id, starts, arguments.device, lambda line: print(line, flush=True)),
        )
        for model_id in MODELS
    }
    for model_id, numbers in models.items():
        print(model_id, "recognised", numbers["recognised"], numbers["interval95"])
        print(model_id, "high frequency", numbers["highFrequency"])
    claims = claims_of(FRAMES, *(models[model_id] for model_id in MODELS))
    print(claims)
    if not arguments.first:
        numbers = {
            "frames": list(FRAMES),
            "perCell": starts.shape[1],
            "judge": JUDGE,
            "models": models,
            "claims": claims,
        }
        envelope.write(
            RESULT,
            numbers,
            by="python -m training.measure.traversal",
            protocol={"step": STEP, "seed": SEED, "digits": "public/digits/digits.bin"},
            networks=[*MODELS, JUDGE],
        )


if __name__ == "__main__":
    main()
