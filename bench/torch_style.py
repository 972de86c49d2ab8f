"""One loss of style transfer with its gradient, in PyTorch, on the shipped weights, when asked.

Answers each line of JSON, {"model", "size"}, with {"processor", "clock"}: milliseconds of one
evaluation in the processor's own time and by the clock. One thread, float32 on the CPU. The first
line it writes is {"version"}.
"""

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import torch  # noqa: E402

from training import shipped, style  # noqa: E402


def prepared(model, size):
    """The loss and a picture to begin with."""
    generator = torch.Generator().manual_seed(1)
    content, like = torch.rand(2, 1, 3, size, size, generator=generator)
    objective = style.Objective(shipped.load(model), content, like, style.Settings())
    return objective, content.requires_grad_(True)


def main():
    torch.set_num_threads(1)
    print(json.dumps({"version": torch.__version__}), flush=True)
    now, case = None, None
    for line in sys.stdin:
        asked = json.loads(line)
        if asked != now:
            now, case = asked, prepared(**asked)
        objective, x = case
        clock, processor = time.perf_counter(), time.process_time()
        total = objective.losses(x).total
        torch.autograd.grad(total, x)
        took = (time.process_time() - processor, time.perf_counter() - clock)
        print(json.dumps({"processor": took[0] * 1000, "clock": took[1] * 1000}), flush=True)


if __name__ == "__main__":
    main()
