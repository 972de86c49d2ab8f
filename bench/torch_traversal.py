"""One traversal frame in PyTorch, as the page computes it: two nets step, the judge reads both.

Prints one line of JSON: {"version", "first", "median"}, in milliseconds. One thread, one image at a
time, float32 on the CPU, the shipped weights, and the numbers read back as the page reads them. With
--in-turn it says {"version"} and then answers every line that it reads with the milliseconds of a
frame in the processor's own time, over FRAMES frames.
"""

import json
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import torch

from training import attacks, shipped
from training.examples import logit_of
from training.measure.traversal import digits, laplacian_energy

MODELS = ("mnist-cnn-standard", "mnist-cnn-robust")
STEP, TARGET, RUNS, FRAMES = 0.05, 0, 3, 40


def frame(nets, judge, images, rule):
    """One step of every net, and what is seen before it, as Python numbers."""
    after, seen = [], []
    for net, x in zip(nets, images):
        x = x.requires_grad_(True)
        logits = net(x)
        (gradient,) = torch.autograd.grad(logits[0, TARGET], x)
        x = x.detach()
        with torch.no_grad():
            judged = judge(x).softmax(1)
            seen.append(
                [t.flatten().tolist() for t in (x, logits, judged, laplacian_energy(x))]
            )
            after.append(rule(x, gradient, x))
    return after, seen


def answer_in_turn(nets, judge, start, rule):
    print(json.dumps({"version": torch.__version__}), flush=True)
    for _ in sys.stdin:
        images, began = [start.clone() for _ in nets], time.process_time()
        for _ in range(FRAMES):
            images, _ = frame(nets, judge, images, rule)
        print(json.dumps((time.process_time() - began) * 1000 / FRAMES), flush=True)


def main():
    torch.set_num_threads(1)
    nets = [shipped.load(name) for name in MODELS]
    judge = shipped.load("mnist-judge")
    start = digits()[5][:1]
    rule = attacks.in_box(attacks.l2_step(STEP))
    if "--in-turn" in sys.argv:
        answer_in_turn(nets, judge, start, rule)
        return
    first, medians = None, []
    for _ in range(RUNS):
        images, times = [start.clone() for _ in nets], []
        for _ in range(FRAMES + 1):
            began = time.perf_counter()
            images, _ = frame(nets, judge, images, rule)
            times.append((time.perf_counter() - began) * 1000)
        first = first or times[0]
        medians.append(statistics.median(times[1:]))
    # The objective is the one that the training code measures with.
    assert torch.equal(
        logit_of(nets[0], torch.tensor([TARGET]))(start), nets[0](start)[:, TARGET]
    )
    print(
        json.dumps(
            {
                "version": torch.__version__,
                "first": first,
                "median": statistics.median(medians),
            }
        )
    )


if __name__ == "__main__":
    main()
