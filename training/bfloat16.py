"""Networks that are asked in bfloat16, for a fifth of the time, where that changes no number."""

import torch
from torch import nn

# bfloat16 carries 8 bits: a margin under this share of the largest logit is looked at in float32.
UNSURE = 0.03


class ExactWhereUnsure(nn.Module):
    """Logits in bfloat16, and in float32 wherever the first two are too near to tell.

    Gradients are bfloat16's everywhere: only their direction counts, and they cost under half.
    So an attacker that asks for gradients and for verdicts is told no false verdict.
    """

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, x):
        with torch.autocast(x.device.type, torch.bfloat16):
            logits = self.net(x).float()
        unsure = margin(logits.detach()) < UNSURE * logits.detach().abs().amax(1)
        if not unsure.any():
            return logits
        with torch.no_grad():
            correction = torch.zeros_like(logits)
            correction[unsure] = self.net(x[unsure]) - logits[unsure]
        return logits + correction


class Directions:
    """A network in bfloat16, its logits and activations, for those who follow their gradient.

    Only its direction counts there; what was reached is then measured on the network itself.
    """

    def __init__(self, net):
        self.net = net

    def __call__(self, x):
        with torch.autocast(x.device.type, torch.bfloat16):
            return self.net(x).float()

    def activations(self, x, fake_relu=False):
        with torch.autocast(x.device.type, torch.bfloat16):
            found = self.net.activations(x, fake_relu=fake_relu)
        return {name: value.float() for name, value in found.items()}


def margin(logits):
    """How far the largest logit is above the second, [n]."""
    first, second = logits.topk(2, dim=1).values.unbind(1)
    return first - second
