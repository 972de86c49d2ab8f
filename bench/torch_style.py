"""Style transfer in PyTorch, on the shipped weights, when asked.

Answers each line of JSON, {"model", "size", "device", "layout", "iterations"}, with {"processor",
"clock", "evaluations"}: milliseconds in the processor's own time and by the clock of one loss with
its gradient or, with "iterations", of so many iterations of L-BFGS, and how often the loss was
evaluated in them. "layout" is "NCHW" or "channels last". One thread on the "cpu", or "cuda"; eager,
in float32 without TF32. The first line it writes is {"version", "cuda"}, the latter the name of the
graphics processor, if there is one.
"""

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import torch

from training import shipped
from training.style.objective import Objective, Settings

LAYOUTS = {"NCHW": torch.contiguous_format, "channels last": torch.channels_last}


class Case:
    """The loss of a network at a size, and a run of L-BFGS that goes on from question to question."""

    def __init__(self, model, size, device, layout):
        generator = torch.Generator().manual_seed(1)
        content, like = torch.rand(2, 1, 3, size, size, generator=generator).to(device)
        self.format = LAYOUTS[layout]
        net = shipped.load(model).to(device).to(memory_format=self.format)
        self.objective = Objective(net, self.laid(content), self.laid(like), Settings())
        self.x = content.clone().requires_grad_(True)
        self.evaluations = 0
        # As training/style/transfer.py has it, but that each question goes a few iterations on.
        self.optimizer = torch.optim.LBFGS(
            [self.x],
            max_eval=10_000,
            history_size=10,
            tolerance_grad=0,
            tolerance_change=0,
            line_search_fn="strong_wolfe",
        )

    def laid(self, x):
        return x.contiguous(memory_format=self.format)

    def evaluate(self):
        self.optimizer.zero_grad()
        total = self.objective.losses(self.laid(self.x)).total
        total.backward()
        self.evaluations += 1
        return total

    def run(self, iterations):
        """One evaluation, or some iterations. How many evaluations it took."""
        self.evaluations = 0
        if iterations is None:
            self.evaluate()
        else:
            self.optimizer.param_groups[0]["max_iter"] = iterations
            self.optimizer.step(self.evaluate)
        self.x.grad.sum().item()  # a graphics processor is done when something of it can be read
        return self.evaluations


def main():
    torch.set_num_threads(1)
    torch.backends.cudnn.allow_tf32 = False
    cuda = torch.cuda.get_device_name() if torch.cuda.is_available() else None
    print(json.dumps({"version": torch.__version__, "cuda": cuda}), flush=True)
    now, cases = None, {}
    for line in sys.stdin:
        asked = json.loads(line)
        what = (asked["model"], asked["size"], asked["device"])
        layout = asked.get("layout", "NCHW")
        if what != now:
            now, cases = what, {}
        if layout not in cases:
            cases[layout] = Case(*what, layout)
        clock, processor = time.perf_counter(), time.process_time()
        evaluations = cases[layout].run(asked.get("iterations"))
        took = (time.process_time() - processor, time.perf_counter() - clock)
        answer = {"processor": took[0] * 1000, "clock": took[1] * 1000, "evaluations": evaluations}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
