"""One loss of style transfer with its gradient, in PyTorch, on the shipped weights, when asked.

Answers each line of JSON, {"model", "size", "device"}, with {"processor", "clock"}: milliseconds of
one evaluation in the processor's own time and by the clock. One thread on the "cpu", or "cuda";
eager, in float32 without TF32. The first line it writes is {"version", "cuda"}, the latter the name
of the graphics processor, if there is one.
"""

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import torch

from training import shipped
from training.style.objective import Objective, Settings


def prepared(model, size, device):
    """The loss and a picture to begin with."""
    generator = torch.Generator().manual_seed(1)
    content, like = torch.rand(2, 1, 3, size, size, generator=generator).to(device)
    objective = Objective(shipped.load(model).to(device), content, like, Settings())
    return objective, content.requires_grad_(True)


def main():
    torch.set_num_threads(1)
    torch.backends.cudnn.allow_tf32 = False
    cuda = torch.cuda.get_device_name() if torch.cuda.is_available() else None
    print(json.dumps({"version": torch.__version__, "cuda": cuda}), flush=True)
    now, case = None, None
    for line in sys.stdin:
        asked = json.loads(line)
        if asked != now:
            now, case = asked, prepared(**asked)
        objective, x = case
        clock, processor = time.perf_counter(), time.process_time()
        total = objective.losses(x).total
        (gradient,) = torch.autograd.grad(total, x)
        gradient.sum().item()  # a graphics processor is done when something of it can be read
        took = (time.process_time() - processor, time.perf_counter() - clock)
        print(
            json.dumps({"processor": took[0] * 1000, "clock": took[1] * 1000}),
            flush=True,
        )


if __name__ == "__main__":
    main()
