"""What the page's objectives must say of a picture: `python -m training.golden.objectives`.

Writes tests/fixtures/parity-objectives/objectives.json: of each objective its value and its
gradient wrt the picture, on two of the networks that ship, and where a few normalised steps lead.
Pictures come from the hash (see training/golden/hashed.py); of a gradient a few numbers are kept,
at places that the hash chooses.
Computed in double precision.
"""

import torch

from training import attacks, shipped
from training.golden.families import PLACE_SEED, sample
from training.golden.style import picture, steady
from training.golden.weights import weights_of
from training.style.objective import flat_gram, gram, relative, smoothed, total_variation

FILE = shipped.ROOT / "tests" / "fixtures" / "parity-objectives" / "objectives.json"
# [height, width]; no stride divides them all.
SIZES = {"cifar-vgg-robust": (34, 37), "photos-resnet-robust-small": (61, 52)}
TARGET_SEED = 23_001
# A class, and a coordinate of the representation.
CLASS, COORDINATE = 3, 5
# Of the walks. The length of a step falls to 0.
WALKS, STEPS, STEP = ("class logit", "coordinate", "representation"), 6, 0.2
# Of the smoothed style: a softmax's temperature, in means.
TEMPERATURE = 3.0
# Of style and of content.
LAYERS = {"vgg": ("relu2_1", "relu3_2"), "resnet": ("relu3_x", "relu4_x")}


def objectives(net, target):
    """{name: picture -> value}, what is made small by each."""
    style, content = LAYERS[net.name]

    def representation(x):
        return net.activations(x, fake_relu=True)["representation"]

    with torch.no_grad():
        seen, wanted = net.activations(target), representation(target)
        matrix, mean = gram(seen[style]), seen[style].mean()

    def smooth_style(smoothing):
        wanted = gram(smoothed(seen[style], smoothing, mean))
        return lambda x: relative(
            gram(smoothed(net.activations(x)[style], smoothing, mean)),
            wanted,
            flat_gram(smoothing),
        )

    def layer_change(x):
        return -(net.activations(x)[content] - seen[content]).norm() / seen[content].norm()

    def logits(x):
        return net.activations(x)["logits"]

    def cross_entropy(x):
        return torch.nn.functional.cross_entropy(logits(x), torch.tensor([CLASS]))

    return {
        "class logit": lambda x: -logits(x)[0, CLASS],
        "coordinate": lambda x: -representation(x)[0, COORDINATE],
        "cross-entropy": cross_entropy,
        "cross-entropy, away": lambda x: -cross_entropy(x),
        "representation": lambda x: (representation(x) - wanted).norm() / wanted.norm(),
        "style": lambda x: relative(gram(net.activations(x)[style]), matrix),
        "style, softmax": smooth_style(TEMPERATURE),
        "style, log": smooth_style("log"),
        "layer change": layer_change,
        "content": lambda x: relative(net.activations(x)[content], seen[content]),
        "variation": total_variation,
    }


def walk(value, x):
    """Normalised steps downhill from x, inside the box: where they lead, and the value there."""
    for k in range(STEPS):
        rule = attacks.in_box(attacks.l2_step(STEP * (1 - k / STEPS)))
        x = rule(x, attacks.gradient_of(lambda at: -value(at), x), x)
    return {"picture": sample(x), "value": float(value(x))}


def case(model_id, size):
    net = shipped.load(model_id).double()
    style, content = LAYERS[net.name]
    found = {}
    for name, value in objectives(net, picture(size, TARGET_SEED)).items():
        seed, gradient = steady(value, lambda seed: picture(size, seed))
        with torch.no_grad():
            number = float(value(picture(size, seed)))
        found[name] = {"seed": seed, "value": number, "gradient": sample(gradient)}
        if name in WALKS:
            found[name]["walk"] = walk(value, picture(size, seed))
    return {
        "model": model_id,
        "shards": weights_of(model_id),
        "size": size,
        "style": style,
        "content": content,
        "objectives": found,
    }


def main():
    fixture = {
        "placeSeed": PLACE_SEED,
        "targetSeed": TARGET_SEED,
        "class": CLASS,
        "coordinate": COORDINATE,
        "temperature": TEMPERATURE,
        "steps": STEPS,
        "step": STEP,
        "cases": [case(*each) for each in SIZES.items()],
        "by": "python -m training.golden.objectives",
        "commit": shipped.commit(),
    }
    shipped.write_json(FILE, fixture)
    print(f"{FILE.relative_to(shipped.ROOT)}: {FILE.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
