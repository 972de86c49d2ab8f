"""What painting inside a mask must give: `python -m training.golden.masked`.

Writes tests/fixtures/parity-masked/masked.json: of a class's logit, seen through a window of a
picture and with a mask on its gradient, the value and the gradient wrt the whole picture, in all
colours and in brightness alone, and where a few normalised steps lead. Pictures and masks come from
the hash (see training/golden/hashed.py); of an array a few numbers are kept.
Computed in double precision.
"""

import torch

from training import attacks, shipped
from training.golden import hashed
from training.golden.families import PLACE_SEED, sample
from training.golden.style import picture, steady
from training.golden.weights import weights_of

FILE = shipped.ROOT / "tests" / "fixtures" / "parity-masked" / "masked.json"
MODELS = ("photos-vgg-robust-small", "photos-vgg-standard-small")
# [height, width] of the picture; [top, left, height, width] of the mask in it, and of the window
# that the networks see.
SIZE = (58, 71)
MASK, MASK_SEED = (20, 2, 26, 31), 31_001
SIDE = 40
WINDOW = (13, 0, SIDE, SIDE)
CLASS = 92
STEPS, STEP = 6, 0.3


def cut(x, part):
    top, left, height, width = part
    return x[..., top : top + height, left : left + width]


def mask():
    """[1, 1, height, width], 0 outside of its part."""
    whole = torch.zeros(1, 1, *SIZE, dtype=torch.float64)
    values = hashed.hashed((MASK[2], MASK[3]), MASK_SEED, 0.05, 1)
    cut(whole, MASK)[:] = torch.from_numpy(values.astype("float32")).double()
    return whole


def masked(gradient, colours):
    """What a step goes by."""
    if colours == "brightness":
        gradient = gradient.mean(1, keepdim=True).expand_as(gradient)
    return gradient * mask()


def case(model_id):
    net = shipped.load(model_id).double()

    def logit(x):
        return net.activations(cut(x, WINDOW))["logits"][0, CLASS]

    seed, gradient = steady(logit, lambda seed: picture(SIZE, seed))
    x = picture(SIZE, seed)
    found = {"model": model_id, "shards": weights_of(model_id), "seed": seed, "ways": {}}
    with torch.no_grad():
        found["value"] = float(logit(x))
    for colours in ("all", "brightness"):
        at = x
        for k in range(STEPS):
            rule = attacks.in_box(attacks.l2_step(STEP * (1 - k / STEPS)))
            at = rule(at, masked(attacks.gradient_of(logit, at), colours), at)
        found["ways"][colours] = {
            "gradient": sample(masked(gradient, colours)),
            "end": sample(cut(at, WINDOW)),
        }
    return found


def main():
    fixture = {
        "placeSeed": PLACE_SEED,
        "size": SIZE,
        "mask": MASK,
        "maskSeed": MASK_SEED,
        "side": SIDE,
        "window": WINDOW,
        "class": CLASS,
        "steps": STEPS,
        "step": STEP,
        "cases": [case(model_id) for model_id in MODELS],
        "by": "python -m training.golden.masked",
        "commit": shipped.commit(),
    }
    shipped.write_json(FILE, fixture)
    print(f"{FILE.relative_to(shipped.ROOT)}: {FILE.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
