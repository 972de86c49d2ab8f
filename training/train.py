"""Train one model: `python -m training.train mnist-cnn-robust`.

Stop it at any moment and start it again: it goes on from the last saved step and ends with the same
weights, bit for bit, as if it had never stopped (on the same machine, with the same threads).
"""

import argparse
import time
from dataclasses import asdict, replace

import torch
from torch.nn import functional as F

from training import (
    augment,
    checkpoint,
    configs,
    examples,
    initialise,
    memory,
    nets,
    optimise,
    parallel,
    shipped,
    tfjs,
)
from training.data import training_pictures
from training.data.where import unit

SAVE_EVERY = 60  # seconds
REPORT_EVERY = 10  # seconds


def train(
    config, data, device="cpu", stop_after=None, seconds=None, report=print, team=parallel.ALONE
):
    """Train `config` on `data`, from its checkpoint if there is one. Returns the network.

    stop_after, seconds: end (unfinished, saved) after that many steps of this call, or that time.
    team: the processes that share each batch; all return the same network, the leading one saves.
    """
    torch.manual_seed(config.seed)
    net = nets.build(config.architecture, config.shape)
    net = net.to(device, memory_format=torch.channels_last)
    optimiser = optimise.optimiser(config, net)
    per_epoch = len(data.labels) // config.batch
    total = per_epoch * config.epochs
    schedule = optimise.schedule(config, optimiser, total)
    snapshots = {round(share * total): share for share in config.snapshots}
    make = examples.KINDS[config.examples](config, device)
    step, spent = 0, 0.0

    saved = checkpoint.load(config.id, device)
    if saved is None:
        _first_weights(net, config, data)
    else:
        if not checkpoint.same_recipe(saved["config"], config):
            raise SystemExit(
                f"{checkpoint.path(config.id)} was trained with another configuration. "
                "Move it away, or put the configuration back."
            )
        net.load_state_dict(saved["net"])
        optimiser.load_state_dict(saved["optimiser"])
        schedule.load_state_dict(saved["schedule"])
        step, spent = saved["step"], saved["seconds"]

    shared = team.wrap(net)

    def save():
        if not team.leads:
            return
        checkpoint.save(
            config.id,
            {
                "config": asdict(config),
                "net": net.state_dict(),
                "optimiser": optimiser.state_dict(),
                "schedule": schedule.state_dict(),
                # With the seed, the step is the state of every random number: see _seed_step.
                "step": step,
                "seconds": spent + time.time() - began,
                "done": step == total,
            },
        )

    began = last_save = last_report = time.time()
    first, stop = step, total if stop_after is None else min(total, step + stop_after)
    order, order_epoch = None, None
    recent = None
    # Without a limit the processes need not agree on the time at every step.
    while step < stop and not (seconds and team.any(time.time() - began > seconds)):
        epoch, position = divmod(step, per_epoch)
        if epoch != order_epoch:
            order, order_epoch = _order(config.seed, epoch, len(data.labels)), epoch
        rows = order[position * config.batch : (position + 1) * config.batch]
        rows = team.share(rows).to(device)
        _seed_step(config.seed, step, team.rank)
        x, y = data.images[rows], data.labels[rows]
        x = unit(augment.crop_and_flip(x) if config.augment else x)

        # Perturb with the network in eval mode and its parameters frozen: batch norm must not
        # learn from half-made examples, and half of each backward pass is saved.
        net.eval().requires_grad_(False)
        with torch.autocast(data.images.device.type, torch.bfloat16, config.bfloat16_attack):
            x = make(net, x, y)
        net.train().requires_grad_(True)
        with torch.autocast(data.images.device.type, torch.bfloat16, config.bfloat16_weights):
            logits = shared(x)
        loss = F.cross_entropy(logits.float(), y, label_smoothing=config.label_smoothing)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        step += 1
        if step in snapshots and team.leads:
            checkpoint.save_snapshot(config.id, snapshots[step], net)

        right = (logits.argmax(1) == y).float().mean().item()
        now = (loss.item(), right)
        recent = (
            now
            if recent is None
            else [0.98 * a + 0.02 * b for a, b in zip(recent, now, strict=True)]
        )
        if time.time() - last_save > SAVE_EVERY:
            save()
            last_save = time.time()
        due = time.time() - last_report > REPORT_EVERY or step == stop
        if due and team.leads:
            rate = (step - first) / (time.time() - began)
            report(
                f"{config.id}: step {step} of {total}, epoch {step / per_epoch:.2f}, "
                f"loss {recent[0]:.4f}, right {recent[1]:.4f}, {rate:.2f} steps/s, "
                f"{(total - step) / rate / 60:.1f} min left"
            )
            last_report = time.time()
    save()
    return net


def _first_weights(net, config, data):
    """What a network has before its first step, in place; PyTorch's own if not said."""
    if config.initial_std:
        initialise.wide(net, config.initial_std)
    if config.start:
        layers, _ = tfjs.read(shipped.WEIGHTS / config.start)
        initialise.from_layers(net, layers, unit(data.images[:1000]))


def _order(seed, epoch, count):
    """The order of the examples in an epoch, the same whenever it is asked for."""
    generator = torch.Generator().manual_seed(seed * 1_000_003 + epoch)
    return torch.randperm(count, generator=generator)


def _seed_step(seed, step, rank):
    """Restart the random numbers at each step, so that a resumed run draws the same ones."""
    torch.manual_seed((rank << 48) + (seed << 32) + step)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", help=f"one of: {', '.join(configs.ids())}")
    parser.add_argument("--data", help="folder with the data (or ROBUST_DATA)")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--epochs", type=int, help="another length, to try something")
    parser.add_argument("--minutes", type=float, help="stop then, saved; the next call goes on")
    arguments = parser.parse_args()
    memory.keep_freed()
    config = configs.load(arguments.model)
    if arguments.epochs:
        config = replace(config, epochs=arguments.epochs)
    team = parallel.join(arguments.device)
    device = team.device(arguments.device)
    data = training_pictures(config, arguments.data).to(device)
    seconds = arguments.minutes and 60 * arguments.minutes
    train(config, data, device, None, seconds, lambda line: print(line, flush=True), team)


if __name__ == "__main__":
    main()
