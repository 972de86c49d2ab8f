"""A step of the figures on representations in PyTorch, on the shipped weights, when asked.

Answers each line of JSON, what bench/robust-alone.ts says of a step and {"steps"}, with the
milliseconds of one, of so many, in the processor's own time: the picture moved, the gradient of
what is made small, a normalised step, and the picture read back. One thread, float32. The first
line it writes is {"version"}.
"""

import json
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import torch

from training import attacks, shipped

STEP = 0.2


class Case:
    """The pictures of a run, which go on from question to question."""

    def __init__(self, asked):
        self.asked, self.net = asked, shipped.load(asked["model"])
        size = (asked["pictures"], 3, asked["height"], asked["width"])
        self.x, other = torch.rand(
            (2, *size), generator=torch.Generator().manual_seed(1)
        )
        self.rule = attacks.in_box(attacks.l2_step(STEP))
        with torch.no_grad():
            self.wanted = self.seen(other)

    def seen(self, x):
        return self.net.activations(x, fake_relu=True)[self.asked["layer"]]

    def value(self, x):
        """What is made large, of each picture."""
        if "index" in self.asked:
            return self.seen(x)[:, self.asked["index"]]
        return -(self.seen(x) - self.wanted).norm(dim=1) / self.wanted.norm(dim=1)

    def moved(self, x):
        reach = self.asked["roll"]
        shifts = [random.randint(-reach, reach) for _ in range(2)]
        return x.roll(shifts, dims=(2, 3)) if reach else x

    def step(self, number):
        x = self.x.requires_grad_(True)
        (gradient,) = torch.autograd.grad(self.value(self.moved(x)).sum(), x)
        self.x = self.rule(x.detach(), gradient, x.detach())
        every = self.asked["lookEvery"]
        if every and number % every == 0:
            with torch.no_grad():
                self.value(self.x).tolist()
        return self.x.numpy()


def main():
    torch.set_num_threads(1)
    print(json.dumps({"version": torch.__version__}), flush=True)
    cases = {}
    for line in sys.stdin:
        asked = json.loads(line)
        steps = asked.pop("steps")
        key = json.dumps(asked)
        case = cases.setdefault(key, None) or Case(asked)
        cases[key] = case
        began = time.process_time()
        for number in range(1, steps + 1):
            case.step(number)
        print(json.dumps((time.process_time() - began) * 1000 / steps), flush=True)


if __name__ == "__main__":
    main()
