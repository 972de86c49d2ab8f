"""What a training step learns from: clean digits, the worst in a ball, or the judge's mixture.

Each kind is a function `make(config, device) -> examples(net, x, y) -> x`.
"""

import torch
from torch.nn import functional as F

from training import attacks, checkpoint


def clean(config, device):
    """The digits as they are."""
    return lambda net, x, y: x


def adversarial(config, device):
    """The digits that PGD makes against the network as it is now (Madry et al. 2018, eq. 2.1)."""
    attack = config.attack
    step = attacks.pgd_step(attack.norm, attack.eps, attack.size)

    def examples(net, x, y):
        start = attacks.random_start(x, attack.norm, attack.eps)
        return attacks.ascend(loss_of(net, y), start, step, attack.steps, origin=x)

    return examples


def mixed(config, device):
    """The judge's batches: clean, noisy, and perturbed against other networks, in equal parts."""
    sources = [(source, checkpoint.finished(source.source, device)) for source in config.transfer]

    def examples(net, x, y):
        parts = list(x.chunk(2 + len(sources)))
        labels = list(y.chunk(2 + len(sources)))
        parts[1] = _noisy(parts[1], config.noise)
        for i, (source, other) in enumerate(sources, start=2):
            if i < len(parts):
                parts[i] = _transferred(other, parts[i], labels[i], source)
        return torch.cat(parts)

    return examples


def loss_of(net, y):
    """x -> cross-entropy [n] of the labels y."""
    return lambda x: F.cross_entropy(net(x).float(), y, reduction="none")


def logit_of(net, target):
    """x -> the target's logit [n], before softmax: what the traversal climbs."""
    return lambda x: net(x).float().gather(1, target[:, None])[:, 0]


def _noisy(x, largest):
    strength = largest * torch.rand(len(x), 1, 1, 1, device=x.device)
    return (x + strength * torch.randn_like(x)).clamp(0, 1)


def _transferred(other, x, y, source):
    eps = source.eps[torch.randint(len(source.eps), ()).item()]
    if torch.rand(()).item() < 0.5:
        objective = loss_of(other, y)
    else:
        objective = logit_of(other, torch.randint(10, y.shape, device=y.device))
    # Twice the radius of path: enough to reach the shell from inside and slide along it.
    step = attacks.pgd_step("l2", eps, 2 * eps / source.steps)
    start = attacks.random_start(x, "l2", eps)
    return attacks.ascend(objective, start, step, source.steps, origin=x)


KINDS = {"clean": clean, "adversarial": adversarial, "mixed": mixed}
