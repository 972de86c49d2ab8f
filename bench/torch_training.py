"""The figure's training in PyTorch, one thread, float32: two small networks in lockstep, one of them under attack.

Says {"version"} first; then answers each line {"steps"} with the milliseconds of a step of both, in the
processor's own time, and each line {"measure"} with the fractions of the held-out digits that each reads rightly,
untouched and after 20 steps within 1.5 in L2.
"""

import gzip
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import torch
from torch.nn import functional as F

from training import attacks

WIDTH, BATCH, RATE, EPS, STEPS = 16, 64, 0.004, 2, 3
HELD_OUT, ALL = 2000, 10_000
# All steps of a run, and the last part of them over which the learning rate falls to nothing.
RUN, COOLING = 750, 0.4


def digits():
    path = Path(__file__).parents[1] / "public" / "digits" / "ten-thousand.bin"
    packed = torch.frombuffer(bytearray(gzip.decompress(path.read_bytes())), dtype=torch.uint8)
    two = packed[ALL:].view(ALL, 392)
    greys = torch.stack([two >> 4, two & 15], 2).view(ALL, 1, 28, 28)
    return greys.float() / 15, packed[:ALL].long()


def network():
    return torch.nn.Sequential(
        torch.nn.Conv2d(1, WIDTH, 4, stride=2, padding=1),
        torch.nn.ReLU(),
        torch.nn.Conv2d(WIDTH, 2 * WIDTH, 4, stride=2, padding=1),
        torch.nn.ReLU(),
        torch.nn.Flatten(),
        torch.nn.Linear(49 * 2 * WIDTH, 10),
    )


def attacked(net, x, y, eps, steps):
    rule = attacks.pgd_step("l2", eps, 2.5 * eps / steps)
    origin = x
    for _ in range(steps):
        x = x.detach().requires_grad_(True)
        loss = F.cross_entropy(net(x), y, reduction="sum")
        (gradient,) = torch.autograd.grad(loss, x)
        with torch.no_grad():
            x = rule(x, gradient, origin)
    return x.detach()


def accuracy(net, x, y):
    def right(images):
        with torch.no_grad():
            return (net(images).argmax(1) == y).float().mean().item()

    return {"clean": right(x), "attacked": right(attacked(net, x, y, 1.5, 20))}


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    images, labels = digits()
    nets = [network() for _ in range(2)]
    for net in nets:
        for name, weights in net.named_parameters():
            if name.endswith("bias"):
                torch.nn.init.zeros_(weights)
            else:
                torch.nn.init.kaiming_normal_(weights)
    nets[1].load_state_dict(nets[0].state_dict())
    rules = [torch.optim.Adam(net.parameters(), RATE) for net in nets]
    order, at, made = torch.randperm(ALL - HELD_OUT), 0, 0
    print(json.dumps({"version": torch.__version__}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        if "measure" in asked:
            x, y = images[:HELD_OUT], labels[:HELD_OUT]
            print(json.dumps([accuracy(net, x, y) for net in nets]), flush=True)
            continue
        began = time.process_time()
        for _ in range(asked["steps"]):
            if at + BATCH > len(order):
                order, at = torch.randperm(ALL - HELD_OUT), 0
            chosen = HELD_OUT + order[at : at + BATCH]
            at += BATCH
            x, y = images[chosen], labels[chosen]
            for rule in rules:
                rule.param_groups[0]["lr"] = RATE * min(1, (RUN - made) / (COOLING * RUN))
            made += 1
            for i, net in enumerate(nets):
                seen = attacked(net, x, y, EPS, STEPS) if i == 1 else x
                rules[i].zero_grad()
                F.cross_entropy(net(seen), y).backward()
                rules[i].step()
        print(json.dumps((time.process_time() - began) * 1000 / asked["steps"]), flush=True)


if __name__ == "__main__":
    main()
