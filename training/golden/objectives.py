"""What the page's objectives must say of a picture: `python -m training.golden.objectives`.

Writes tests/fixtures/parity-objectives/objectives.json: of each objective its value and its
gradient wrt the picture, on two of the networks that ship, and where a few normalised steps lead;
and of the experiments with rules of their own, interpolation and manipulation, where they end.
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
# Of the interpolation: where it stands between picture and target, from the mix of both.
PICTURE_SEED, SHARE = 23_101, 0.25
# Of the manipulation: which coordinate, by how large it is in the picture, so that the way is not
# long; how many times the largest of the others ends it, and within how many steps.
RANKS = {"cifar-vgg-robust": 3, "photos-resnet-robust-small": 1}
UNTIL, LENGTH, MOST = 1.0, 0.2, 24
# Of the smoothed style: a softmax's temperature, in means.
TEMPERATURE = 3.0
# Of style and of content.
LAYERS = {"vgg": ("relu2_1", "relu3_2"), "resnet": ("relu3_x", "relu4_x")}


def objectives(net, target):
    """{name: picture -> value}, what is made small by each."""
    style, content = LAYERS[net.name]

    def representation(x):
        return representation_of(net, x)

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


def representation_of(net, x):
    """Below it the last ReLU has the identity for its gradient."""
    return net.activations(x, fake_relu=True)["representation"]


def interpolated(net, size):
    """What is seen as the mix of two representations, from the mix of the pixels (section 4.3)."""
    ends = [picture(size, seed) for seed in (PICTURE_SEED, TARGET_SEED)]
    with torch.no_grad():
        first, second = (representation_of(net, end) for end in ends)
    wanted = (1 - SHARE) * first + SHARE * second

    def value(x):
        return (representation_of(net, x) - wanted).norm() / wanted.norm()

    start = (1 - SHARE) * ends[0] + SHARE * ends[1]
    return {"began": float(value(start)), **walk(value, start)}


def manipulated(net, size, rank):
    """A coordinate ascends until it is UNTIL times all others (section 4.2.1), or MOST steps on."""
    x, rule = picture(size, PICTURE_SEED), attacks.in_box(attacks.l2_step(LENGTH))
    with torch.no_grad():
        coordinate = int(representation_of(net, x)[0].argsort(descending=True)[rank])
    for step in range(MOST + 1):
        with torch.no_grad():
            seen = representation_of(net, x)[0]
        others = seen[torch.arange(len(seen)) != coordinate].max()
        if seen[coordinate] > UNTIL * others or step == MOST:
            break
        x = rule(x, attacks.gradient_of(lambda at: representation_of(net, at)[0, coordinate], x), x)
    return {
        "coordinate": coordinate,
        "steps": step,
        "activation": float(seen[coordinate]),
        "others": float(others),
        "picture": sample(x),
    }


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
        "interpolation": interpolated(net, size),
        "manipulation": manipulated(net, size, RANKS[model_id]),
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
        "pictureSeed": PICTURE_SEED,
        "share": SHARE,
        "manipulation": {"until": UNTIL, "step": LENGTH, "most": MOST},
        "cases": [case(*each) for each in SIZES.items()],
        "by": "python -m training.golden.objectives",
        "commit": shipped.commit(),
    }
    shipped.write_json(FILE, fixture)
    print(f"{FILE.relative_to(shipped.ROOT)}: {FILE.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
