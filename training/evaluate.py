"""Attack the shipped models, write the accuracies into their cards: `python -m training.evaluate`.

Every restart starts at a random point of the ball. A picture counts as broken at the first iterate
that is misread, and drops out; later restarts run on the survivors only. So the accuracy is the
fraction of test pictures that no iterate of any restart broke. Gradients are taken in bfloat16
(only their direction counts; as many break, in under half the time), the verdict in float32.

Of a snapshot only the first 2000 test pictures are attacked, as its card says.

No judge is ever attacked, here or anywhere: the first one's card gets its accuracy on digits
perturbed against the other networks.
"""

import argparse
import time

import torch
from torch.nn import functional as F

from training import attacks, shipped
from training.configs import Attack
from training.data import SETS, facts
from training.data.where import unit
from training.examples import logit_of, loss_of

BATCH = 250
SNAPSHOT_IMAGES = 2000
# bfloat16 carries 8 bits: a margin under this share of the largest logit is looked at in float32.
UNSURE = 0.03
# A step's share of the radius. For digits the customary step, 2.5 eps / steps = 0.0375, is too
# short to leave the basin of its random start: on 250 digits it broke 10.4 %, steps of 0.1, 0.3,
# 0.6 and 1.2 broke 12.0, 12.8, 12.8 and 12.4 %. So 0.3, a fifth of the radius.
SHARE, RESTARTS = 0.2, 2
LINF_STEPS = 40
# The judges, who are never attacked, and what is read for their cards: (source, eps of a 20-step L2
# attack).
TRANSFERS = {
    "mnist-judge": [
        (source, eps)
        for source in ("mnist-cnn-standard", "mnist-cnn-robust")
        for eps in (0.5, 1.5, 3.0)
    ],
    # How it reads them is in content/measured/fooled.json.
    "mnist-second-judge": [],
}


def attacks_on(data):
    """What the networks of a data set are attacked with: [(attack, restarts)]."""
    known = facts(data)
    made = [(Attack("l2", known.eps, known.steps, round(SHARE * known.eps, 6)), RESTARTS)]
    if known.linf:
        made.append((Attack("linf", known.linf, LINF_STEPS, 2.5 * known.linf / LINF_STEPS), 1))
    return made


def survivors(net, x, y, attack, restarts):
    """Which pictures of a batch no restart breaks, bool [n]."""
    step = attacks.pgd_step(attack.norm, attack.eps, attack.size)
    with torch.no_grad():
        alive = net(x).argmax(1) == y
    for _ in range(restarts):
        rows = alive.nonzero()[:, 0]
        if not len(rows):  # an earlier restart broke them all
            break
        origin, labels = x[rows], y[rows]
        now = attacks.random_start(origin, attack.norm, attack.eps)
        for i in range(attack.steps + 1):
            now = now.detach().requires_grad_(True)
            with torch.autocast(x.device.type, torch.bfloat16):
                logits = net(now).float()
            broken = _misread(net, now, labels, logits)
            if broken.any():
                alive[rows[broken]] = False
            if broken.all() or i == attack.steps:
                break
            loss = F.cross_entropy(logits, labels, reduction="sum")
            (gradient,) = torch.autograd.grad(loss, now)
            now = step(now.detach(), gradient, origin)
            if broken.any():
                keep = ~broken
                rows, origin, labels, now = rows[keep], origin[keep], labels[keep], now[keep]
    return alive


def _misread(net, x, labels, logits):
    """Which images float32 misreads, bool [n]; asked only where bfloat16 is wrong or unsure."""
    truth = logits.gather(1, labels[:, None])
    margin = (truth - logits.scatter(1, labels[:, None], -torch.inf).amax(1, keepdim=True))[:, 0]
    unsure = margin < UNSURE * logits.abs().amax(1)
    misread = torch.zeros_like(unsure)
    if unsure.any():
        with torch.no_grad():
            misread[unsure] = net(x[unsure]).argmax(1) != labels[unsure]
    return misread


def evaluate(model_id, test, device="cpu", report=print):
    """Returns (adversarial, transferred): the two lists of the card."""
    net = shipped.load(model_id, device=device)
    adversarial = [
        {
            "norm": attack.norm,
            "eps": attack.eps,
            "steps": attack.steps,
            "restarts": restarts,
            "stepSize": round(attack.size, 6),
            "gradients": "bfloat16",
            "images": len(test.labels),
            "accuracy": _accuracy(
                f"{model_id} {attack.norm} {attack.eps}",
                test,
                lambda x, y, a=attack, r=restarts: survivors(net, x, y, a, r),
                report,
            ),
        }
        for attack, restarts in (
            () if model_id in TRANSFERS else attacks_on(shipped.data_of(model_id))
        )
    ]
    transferred = []
    for source, eps in TRANSFERS.get(model_id, ()):
        other = shipped.load(source, device=device)
        for towards in (False, True):
            accuracy = _accuracy(
                f"{model_id} on {source} {eps}",
                test.first(2000),
                lambda x, y, o=other, e=eps, t=towards: _read_transferred(net, o, x, y, e, t),
                report,
            )
            transferred.append(
                {
                    "source": source,
                    "norm": "l2",
                    "eps": eps,
                    "steps": 20,
                    "objective": "logit of a random digit" if towards else "loss of the truth",
                    "images": 2000,
                    "accuracy": accuracy,
                }
            )
    return adversarial, transferred


def _read_transferred(net, other, x, y, eps, towards):
    target = (y + torch.randint(1, 10, y.shape, device=y.device)) % 10
    objective = logit_of(other, target) if towards else loss_of(other, y)
    step = attacks.pgd_step("l2", eps, 2.5 * eps / 20)
    x = attacks.ascend(objective, attacks.random_start(x, "l2", eps), step, 20, origin=x)
    with torch.no_grad():
        return net(x).argmax(1) == y


def _accuracy(what, data, right, report):
    """The mean of right(x, y) over batches, each with its own random numbers."""
    done, kept, began = 0, 0, time.time()
    last = began
    for x, y in zip(data.images.split(BATCH), data.labels.split(BATCH), strict=True):
        torch.manual_seed(done)
        kept += right(unit(x), y).sum().item()
        done += len(y)
        if time.time() - last > 10 or done == len(data.labels):
            last = time.time()
            rate = done / (last - began)
            report(
                f"{what}: {kept / done:.4f} of {done}, {rate:.1f} pictures/s, "
                f"{(len(data.labels) - done) / rate / 60:.1f} min left"
            )
    return round(kept / done, 4)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("models", nargs="*", help="model ids (default: all that were exported)")
    parser.add_argument("--data", help="folder with the data (or ROBUST_DATA)")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--first", type=int, help="only the first pictures: a quick look, no card")
    arguments = parser.parse_args()
    for model_id in arguments.models or shipped.ids():
        test = SETS[shipped.data_of(model_id)].test(arguments.data).to(arguments.device)
        before = shipped.read_json(shipped.WEIGHTS / model_id / "card.json")
        if "share" in before:
            test = test.first(SNAPSHOT_IMAGES)
        if arguments.first:
            test = test.first(arguments.first)
        adversarial, transferred = evaluate(
            model_id, test, arguments.device, lambda line: print(line, flush=True)
        )
        card = shipped.read_json(shipped.WEIGHTS / model_id / "card.json")
        if card["shards"] != before["shards"]:
            raise SystemExit(f"{model_id} was exported again meanwhile: evaluate it again.")
        card["accuracy"]["adversarial"] = adversarial
        if transferred:
            card["accuracy"]["transferred"] = transferred
        if not arguments.first:
            shipped.write_json(shipped.WEIGHTS / model_id / "card.json", card)


if __name__ == "__main__":
    main()
