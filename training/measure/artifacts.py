"""The grid in textures from noise, network by network and remedy by remedy:
`python -m training.measure.artifacts`.

Every network that was exported makes a texture of every style picture, from the same noise, as it
is and with each remedy; training/measure/spectrum.py puts a number on the grid. Writes
content/measured/artifacts.json, and for two of the styles the pictures that the page's lens
shows, public/posters/lens-*.png. What was measured before with the same weights, on whatever
machine, is not made again, nor what training/runs/artifacts/ keeps. 11 s a texture, 50 s where it
takes moves, on one thread.
"""

import argparse
import json
import time

import numpy as np
import torch
from PIL import Image

from training import checkpoint, shipped
from training.measure import artifact_numbers, envelope, spectrum
from training.style.transfer import transfer

RESULT = shipped.MEASURED / "artifacts.json"
STYLES = shipped.ROOT / "content" / "pictures" / "styles"
POSTERS = shipped.ROOT / "public" / "posters"
CACHE = checkpoint.RUNS / "artifacts"
# What the page shows; what is made in every way; and all.
LENS = ("woodblock", "swirls")
THOROUGH = (*LENS, "facets")
ALL = (*THOROUGH, "points", "etching")
SIDE = 192
SEED = 0
# As the page's experiment `texture` has it: the loss is the share of the style that is missing.
WEIGHTS = {"style_weight": 1, "content_weight": 0}

# The article's rule: pixels, L-BFGS. The remedy of Mordvintsev et al. (2018) is taken whole,
# coefficients and random moves together; moves need Adam, and Adam more evaluations.
PLAIN = {"parameterisation": "pixel", "optimizer": "l-bfgs", "iterations": 80}
WHOLE = {
    "parameterisation": "fourier",
    "transforms": True,
    "optimizer": "adam",
    "iterations": 300,
}
WAYS = {
    "plain": PLAIN,
    "fourier": WHOLE,
    # Its first half alone, to see which of the two does what.
    "coefficients": {**PLAIN, "parameterisation": "fourier"},
}
SHOWN_WAYS = ("plain", "fourier")
# Each network, what remedy it has itself, and whether max pooling gives way to average pooling.
NETS = [
    ("cifar-vgg-standard", None, False),
    ("cifar-vgg-standard", "averagePooling", True),
    ("cifar-vgg-robust", None, False),
    ("cifar-vgg-robust", "averagePooling", True),
    ("cifar-resnet-standard", None, False),
    ("cifar-resnet-standard-antialiased", "antialiased", False),
    ("cifar-resnet-robust", None, False),
    ("cifar-resnet-robust-antialiased", "antialiased", False),
]


def fix_of(own, way):
    """What is switched on, as one word: none, averagePooling, averagePooling+fourier and so on."""
    parts = [part for part in (own, way if way != "plain" else None) if part]
    return "+".join(parts) or "none"


def way_of(fix):
    """The way in which a texture with this fix was made."""
    last = fix.split("+")[-1]
    return last if last in WAYS else "plain"


def picture_of(file):
    """A picture as the page takes it: [side, side, 3] in [0, 1], resized as the page does it."""
    image = Image.open(file).convert("RGB")
    return np.asarray(image.resize((SIDE, SIDE), Image.BICUBIC)) / 255


def make(net, target, settings, average):
    """A texture of `target` [h, w, 3], from noise: bytes [h, w, 3], and how far it got."""
    wanted = torch.from_numpy(target).permute(2, 0, 1)[None].float()
    began = time.time()
    result = transfer(
        net,
        torch.zeros_like(wanted),
        wanted,
        start="noise",
        **WEIGHTS,
        average_pooling=average,
        seed=SEED,
        **settings,
    )
    pixels = (result.image[0].permute(1, 2, 0).numpy() * 255).round().astype(np.uint8)
    facts = {
        "loss": round(result.final.total, 5),
        "evaluations": len(result.losses),
        "seconds": round(time.time() - began, 1),
    }
    return pixels, facts


def texture(model_id, nets, target, name, fix, settings, average):
    """The same, out of the cache where it is there for these weights: pixels, facts."""
    kept = CACHE / f"{model_id}.{fix}.{name}.png"
    key = {
        "weights": shipped.sha256_of(model_id),
        "settings": {**settings, **WEIGHTS},
        "style": spectrum.checkerboard(target).all,
    }
    facts = shipped.read_json(kept.with_suffix(".json"))
    if facts is None or facts.pop("key") != json.loads(json.dumps(key)) or not kept.exists():
        if model_id not in nets:
            nets[model_id] = shipped.load(model_id)
        pixels, facts = make(nets[model_id], target, settings, average)
        kept.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(kept)
        shipped.write_json(kept.with_suffix(".json"), {"key": key, **facts})
        print(f"{model_id} {fix} {name}: {facts}", flush=True)
    return np.asarray(Image.open(kept).convert("RGB")), facts


def shown(pixels, name):
    """Writes a picture and its spectrum for the lens; their addresses from the site's root."""
    POSTERS.mkdir(parents=True, exist_ok=True)
    pictures = {
        "image": Image.fromarray(pixels),
        "spectrum": Image.fromarray(artifact_numbers.spectrum_greys(pixels / 255)),
    }
    paths = {}
    for kind, picture in pictures.items():
        file = f"lens-{name}.png" if kind == "image" else f"lens-{name}-spectrum.png"
        picture.save(POSTERS / file, optimize=True)
        paths[kind] = f"posters/{file}"
    return paths


def entry(pixels, **facts):
    found = spectrum.checkerboard(pixels / 255)
    return {
        **facts,
        "checkerboard": round(found.all, 3),
        "byPeriod": [round(value, 3) for value in found.by_period.values()],
        "grain": float(f"{spectrum.grain(pixels / 255):.4g}"),
    }


def earlier(said, styles):
    """{(model, fix, style): its row} of what was measured before and still holds.

    styles: the rows of the style pictures as they are now.
    """
    same = said and all(
        said["protocol"][key] == now for key, now in (("side", SIDE), ("seed", SEED))
    )
    if not same:
        return {}
    numbers = ("checkerboard", "byPeriod", "grain")
    before = {one["style"]: [one[key] for key in numbers] for one in said["styles"]}
    unchanged = {
        one["style"] for one in styles if before.get(one["style"]) == [one[key] for key in numbers]
    }
    return {
        (row["model"], row["fix"], row["style"]): row
        for row in said["textures"]
        if said["protocol"]["ways"].get(way_of(row["fix"])) == WAYS[way_of(row["fix"])]
        and row["style"] in unchanged
        and said["weights"][row["model"]] == shipped.sha256_of(row["model"])
        and all((POSTERS.parent / row[key]).exists() for key in ("image", "spectrum") if key in row)
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0].rstrip(":"))
    parser.add_argument("--ways", nargs="+", default=list(WAYS), choices=WAYS, help="only these")
    arguments = parser.parse_args()
    targets = {name: picture_of(STYLES / f"{name}.jpg") for name in ALL}
    nets = {}
    styles = [entry(targets[name] * 255, style=name) for name in ALL]
    for one in styles:
        if one["style"] in LENS:
            pixels = (targets[one["style"]] * 255).round().astype(np.uint8)
            one.update(shown(pixels, one["style"]))
    before = earlier(shipped.read_json(RESULT), styles)
    textures = []
    for way in WAYS:
        for name in ALL:
            if way != "plain" and name not in THOROUGH:
                continue
            for model_id, own, average in NETS:
                if not (shipped.WEIGHTS / model_id / "card.json").exists():
                    continue
                fix = fix_of(own, way)
                if (model_id, fix, name) in before:
                    textures.append(before[model_id, fix, name])
                    continue
                if way not in arguments.ways:
                    continue
                pixels, facts = texture(
                    model_id, nets, targets[name], name, fix, WAYS[way], average
                )
                textures.append(entry(pixels, model=model_id, fix=fix, style=name, **facts))
                if name in LENS and way in SHOWN_WAYS:
                    textures[-1].update(shown(pixels, f"{name}-{model_id}-{fix}".replace("+", "-")))
            remaining = [row for row in before.values() if row not in textures]
            write(styles, textures + remaining)


def write(styles, textures):
    """What there is so far: a run can be stopped at any moment."""
    envelope.write(
        RESULT,
        {
            "means": artifact_numbers.means(textures, styles),
            "styles": styles,
            "textures": textures,
        },
        by="python -m training.measure.artifacts",
        protocol={"side": SIDE, "seed": SEED, "periods": list(spectrum.PERIODS), "ways": WAYS},
        networks=[one["model"] for one in textures],
    )


if __name__ == "__main__":
    main()
