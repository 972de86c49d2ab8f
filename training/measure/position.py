"""How much a traversal depends on where the digit stands: `python -m training.measure.position`.

Moves the site's digits right and down by 0, 2 and 4 pixels (a digit fills 20 of its 28 pixels, so
nothing is cut off), asks the judge to read them as they stand, pushes each towards every other
class as training/measure/traversal.py does, and writes content/measured/position.json. The first 4
digits of each class: 360 walks a network and place.
"""

import argparse

import torch

from training import shipped
from training.measure import envelope
from training.measure.traversal import FRAMES, JUDGE, MODELS, STEP, digits, measure_batch

RESULT = shipped.MEASURED / "position.json"
SHIFTS = (0, 2, 4)
PER_CLASS = 4


def moved(images, shift):
    """The images [..., height, width] moved right and down by `shift` pixels, black coming in."""
    result = torch.zeros_like(images)
    height, width = images.shape[-2:]
    result[..., shift:, shift:] = images[..., : height - shift, : width - shift]
    return result


def walks(starts):
    """Every digit of [10, n, 1, h, w] towards each of the nine other classes: images, targets."""
    pairs = [(a, b) for a in range(10) for b in range(10) if a != b]
    images = torch.cat([starts[a] for a, _ in pairs])
    targets = torch.tensor([b for _, b in pairs]).repeat_interleave(starts.shape[1])
    return images, targets


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    device = parser.parse_args().device
    judge, starts = shipped.load(JUDGE, device=device), digits()[:, :PER_CLASS]
    labels = torch.arange(10).repeat_interleave(PER_CLASS)
    with torch.no_grad():
        seen = [judge(moved(starts, shift).flatten(0, 1).to(device)).argmax(1) for shift in SHIFTS]
    reads = [round(float((digit.cpu() == labels).double().mean()), 4) for digit in seen]
    print("judge", reads, flush=True)
    models = {}
    for model_id in MODELS:
        net, recognised = shipped.load(model_id, device=device), []
        for shift in SHIFTS:
            images, targets = walks(moved(starts, shift))
            read = torch.cat(
                [
                    measure_batch(net, judge, x.to(device), t.to(device))["read"]
                    for x, t in zip(images.split(90), targets.split(90), strict=True)
                ]
            )
            hit = (read == targets[:, None]).double().mean(0)
            recognised.append([round(float(value), 4) for value in hit])
            print(model_id, "moved by", shift, recognised[-1], flush=True)
        models[model_id] = {"recognised": recognised}
    envelope.write(
        RESULT,
        {
            "shifts": list(SHIFTS),
            "frames": list(FRAMES),
            "walks": len(targets),
            "judge": JUDGE,
            "judgeReads": reads,
            "models": models,
        },
        by="python -m training.measure.position",
        protocol={"step": STEP, "perClass": PER_CLASS},
        networks=[*MODELS, JUDGE],
    )


if __name__ == "__main__":
    main()
