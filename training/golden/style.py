"""What the page's style transfer must reproduce: `python -m training.golden.style`.

Writes tests/fixtures/parity-style/style.json: of every array a few numbers, at places that a hash
chooses. Pictures come from the hash, too (see training/golden/hashed.py), so that neither side
stores them. Computed in double precision on the weights that ship, so that all of the difference is
the page's.
"""

import numpy as np
import torch

from training import shipped
from training.golden import hashed
from training.golden.families import PLACE_SEED, sample
from training.golden.weights import weights_of
from training.style import warps
from training.style.fourier import Fourier
from training.style.objective import Objective, Settings, gram, total_variation
from training.style.transfer import resized, transfer

FILE = shipped.ROOT / "tests" / "fixtures" / "parity-style" / "style.json"
# Sizes that no stride divides. [height, width]
CONTENT, STYLE = (37, 44), (41, 35)
CONTENT_SEED, STYLE_SEED, WEIGHT_SEED = 21_001, 21_003, 21_005
# The first of those among which a steady point is looked for, and what steady means: a change of
# this share is none, after each of so many changes of the point by rounding.
POINT_SEED, STEADY, ROUNDING, TRIALS = 22_001, 3e-5, 1e-6, 12
# Of the coefficients, which have Lucid's scale when they are noise.
REACH = 0.02
# Of whole runs. At a tenth of the protocol's weight for style: at all of it, rounding parts the
# ways of a line search on so small a picture within twenty iterations.
ITERATIONS, RUN_WEIGHT = 20, 10
# Ends of the ids of networks on their way, which say nothing new.
SNAPSHOTS = ("-25", "-50", "-75")
# first jitter, scale, degrees, second jitter
MOVES = (
    ((0, 0), 1, 0, (0, 0)),
    ((4, -3), 1.1, 10, (-2, 1)),
    ((-4, 2), 0.9, -10, (2, 2)),
    ((1, 4), 0.96, 7, (0, -1)),
)
ROBUST = "cifar-resnet-robust-antialiased"
RUNS = (
    {"model": ROBUST},
    {"model": ROBUST, "parameterisation": "fourier"},
    {"model": ROBUST, "optimizer": "adam"},
    {"model": ROBUST, "parameterisation": "fourier", "optimizer": "adam"},
    {"model": ROBUST, "tv_weight": 3, "sizes": (24, 44)},
    {"model": "cifar-vgg-standard"},
    {"model": "cifar-vgg-standard", "content_model": ROBUST},
)


def picture(size, seed):
    """Flat patches with noise on them, as float32: [1, 3, height, width]."""
    height, width = size
    rows, columns = np.arange(height) * 5 // height, np.arange(width) * 5 // width
    patches = hashed.hashed((5, 5, 3), seed, 0, 1)[rows][:, columns]
    noise = hashed.hashed((height, width, 3), seed + 1, 0, 1)
    pixels = (0.7 * patches + 0.3 * noise).astype(np.float32)
    return torch.from_numpy(pixels).permute(2, 0, 1)[None].double()


def random(shape, seed, reach=1.0):
    """Even over [-reach, reach), as float32."""
    return torch.from_numpy(hashed.hashed(shape, seed, -reach, reach).astype(np.float32)).double()


def planar(gradient):
    """Coefficients as the page has them: [height, 3, width]."""
    return gradient[0].permute(1, 0, 2)


def gradient_of(function, x):
    x = x.clone().requires_grad_(True)
    (gradient,) = torch.autograd.grad(function(x), x)
    return gradient


def operations():
    """Single steps of the pipeline, each with a gradient of a weighted sum of what it gives."""
    x, other = picture(CONTENT, CONTENT_SEED), picture(STYLE, STYLE_SEED)
    weights = random((1, *CONTENT, 3), WEIGHT_SEED).permute(0, 3, 1, 2)
    square = random((3, 3), WEIGHT_SEED)
    fourier = Fourier(*CONTENT, like=x)
    waves = coefficients(WEIGHT_SEED)
    moved = [warps.composed(*move) for move in MOVES]
    return {
        "gram": sample(gram(x)),
        "gradient of gram": sample(gradient_of(lambda at: (gram(at) * square).sum(), x)),
        "variation": float(total_variation(x)),
        "gradient of variation": sample(gradient_of(total_variation, x)),
        "decoded": sample(fourier.decode(waves)),
        "gradient of decoded": sample(
            planar(gradient_of(lambda at: (fourier.decode(at) * weights).sum(), waves))
        ),
        "encoded": sample(planar(fourier.encode(x))),
        "warped": [sample(warps.warped(x, warp)) for warp in moved],
        "gradient of warped": [
            sample(gradient_of(lambda at, warp=warp: (warps.warped(at, warp) * weights).sum(), x))
            for warp in moved
        ],
        "shrunk": sample(resized(other, (17, 22))),
        "grown": sample(resized(other, (70, 51))),
    }


def evaluation(model_id):
    """The loss of a picture, of it moved, and of coefficients, by its parts, and the gradients."""
    net = shipped.load(model_id).double()
    content, like = picture(CONTENT, CONTENT_SEED), picture(STYLE, STYLE_SEED)
    settings = Settings(tv_weight=2)
    objective = Objective(net, content, like, settings)
    fourier = Fourier(*CONTENT, like=content)
    warp = warps.composed(*MOVES[1])

    def of_coefficients(at):
        return objective.losses(fourier.decode(at))

    asked = {
        "pixels": (objective.losses, lambda seed: picture(CONTENT, seed)),
        "moved": (lambda at: objective.losses(at, warp), lambda seed: picture(CONTENT, seed)),
        "fourier": (of_coefficients, coefficients),
    }
    found = {}
    for name, (losses, point) in asked.items():
        seed, gradient = steady(lambda at, losses=losses: losses(at).total, point)
        with torch.no_grad():
            parts = losses(point(seed))
        found[name] = {
            "seed": seed,
            "parts": [
                float(part) for part in (parts.content, *parts.style.values(), parts.variation)
            ],
            "gradient": sample(planar(gradient) if name == "fourier" else gradient),
        }
    return {
        "model": model_id,
        "net": net.name,
        "shards": weights_of(model_id),
        "tvWeight": settings.tv_weight,
        **found,
    }


def coefficients(seed):
    shape = (CONTENT[0], 3, CONTENT[1])
    return random(shape, seed, REACH).permute(1, 0, 2)[None].contiguous()


def steady(function, point):
    """(seed, gradient) of the first point where rounding moves the gradient by rounding only.

    Elsewhere a ReLU is about to switch, and single precision may see it on the other side.
    """
    for seed in range(POINT_SEED, POINT_SEED + 200, 2):
        x = point(seed)
        gradient = gradient_of(function, x)
        generator = torch.Generator().manual_seed(seed)
        moved = (
            x * (1 + ROUNDING * torch.randn(x.shape, generator=generator, dtype=x.dtype))
            for _ in range(TRIALS)
        )
        if all(
            (gradient_of(function, at) - gradient).abs().max() < STEADY * gradient.abs().max()
            for at in moved
        ):
            return seed, gradient
    raise ValueError("No point is steady: look for one with other pictures.")


def run(model, content_model=None, **settings):
    """The loss after ITERATIONS, and how many evaluations they took, a last one included."""
    net = shipped.load(model).double()
    found = transfer(
        net,
        picture(CONTENT, CONTENT_SEED),
        picture(STYLE, STYLE_SEED),
        content_net=content_model and shipped.load(content_model).double(),
        iterations=ITERATIONS,
        style_weight=RUN_WEIGHT,
        **settings,
    )
    return {
        "model": model,
        "contentModel": content_model,
        "settings": settings,
        "start": found.losses[0].total,
        "loss": found.final.total,
        "evaluations": len(found.losses),
    }


def main():
    models = [
        model_id
        for model_id in shipped.ids()
        if shipped.data_of(model_id) == "cifar10" and model_id[-3:] not in SNAPSHOTS
    ]
    content = {
        "placeSeed": PLACE_SEED,
        "contentSeed": CONTENT_SEED,
        "styleSeed": STYLE_SEED,
        "weightSeed": WEIGHT_SEED,
        "reach": REACH,
        "content": CONTENT,
        "style": STYLE,
        "moves": MOVES,
        "operations": operations(),
        "evaluations": [evaluation(model_id) for model_id in models],
        "iterations": ITERATIONS,
        "styleWeight": RUN_WEIGHT,
        "runs": [run(**settings) for settings in RUNS],
        "by": "python -m training.golden.style",
        "commit": shipped.commit(),
    }
    shipped.write_json(FILE, content)
    print(f"{FILE.relative_to(shipped.ROOT)}: {FILE.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
