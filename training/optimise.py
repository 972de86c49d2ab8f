"""The optimiser and its one-cycle schedule (Smith & Topin 2018), as a configuration says."""

import torch


def optimiser(config, net):
    """AdamW, or SGD with Nesterov's momentum."""
    if config.optimiser == "sgd":
        return torch.optim.SGD(
            net.parameters(),
            lr=config.peak_rate,
            momentum=0.9,
            weight_decay=config.weight_decay,
            nesterov=True,
        )
    return torch.optim.AdamW(
        net.parameters(), lr=config.peak_rate, weight_decay=config.weight_decay
    )


def schedule(config, optimiser, steps):
    """Up to the peak rate over three tenths of the steps, and down to nothing."""
    return torch.optim.lr_scheduler.OneCycleLR(optimiser, config.peak_rate, steps)
