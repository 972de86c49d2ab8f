"""A network that answers fast and is never wrong about its own answer."""

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


def margin(logits):
    """How far the largest logit is above the second, [n]."""
    first, second = logits.topk(2, dim=1).values.unbind(1)
    return first - second
