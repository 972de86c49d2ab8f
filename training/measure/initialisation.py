"""How much of a standard network's grain is left over from its first, random weights:
`python -m training.measure.initialisation`.

Trains the standard network once more, with the same data, recipe and seed, but from the wide random
weights of the tutorial network it descends from (see training/initialise.py), and measures its
traversals as training/measure/traversal.py does. Writes content/measured/initialisation.json. The
network itself is not shipped.
"""

import argparse
from dataclasses import replace

import torch

from training import checkpoint, configs, shipped, train
from training.data import mnist
from training.measure import envelope
from training.measure.traversal import FRAMES, JUDGE, SEED, STEP, digits, measure_batch
from training.measure.traversal_numbers import summarise

RESULT = shipped.MEASURED / "initialisation.json"
STD = 0.1


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", help="folder with the data (or ROBUST_DATA)")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    arguments = parser.parse_args()
    device = arguments.device
    config = replace(
        configs.load("mnist-cnn-standard"), id="mnist-cnn-standard-wide", initial_std=STD
    )
    data = mnist.train(arguments.data).to(device)
    trained = train.train(config, data, device, report=lambda line: print(line, flush=True))
    net = checkpoint.freeze(trained)
    clean = shipped.right(net, mnist.test(arguments.data)).float().mean().item()

    judge, starts = shipped.load(JUDGE, device=device), digits()
    per_cell = starts.shape[1]
    targets = torch.arange(10).repeat_interleave(per_cell).to(device)
    rows = []
    for start in range(10):
        x = starts[start].repeat(10, 1, 1, 1).to(device).contiguous()
        batch = measure_batch(net, judge, x, targets)
        rows.append({key: value.view(10, per_cell, len(FRAMES)) for key, value in batch.items()})
        print(f"traversals from {start} measured", flush=True)
    numbers = summarise(
        read=torch.stack([row["read"] for row in rows]),
        energy=torch.stack([row["energy"] for row in rows]),
        seed=SEED,
    )
    wanted = ("recognised", "interval95", "highFrequency")
    envelope.write(
        RESULT,
        {
            "frames": list(FRAMES),
            "perCell": per_cell,
            "judge": JUDGE,
            "models": {config.id: {"clean": clean} | {key: numbers[key] for key in wanted}},
        },
        by="python -m training.measure.initialisation",
        protocol={"step": STEP, "seed": SEED, "initialStd": STD},
        # The network that is trained here is thrown away.
        networks=[JUDGE],
    )


if __name__ == "__main__":
    main()
