"""A difference between data sets that a network learned instead of what they show:
`python -m training.measure.chroma`.

The colours of Imagenette and Imagewoof are sharper than mini-ImageNet's (training/data/chroma.py).
How much sharper are they, and how much of it remains when they are made even? And does a robust
network that learned from all three draw a mosaic of blue and orange for the classes of these two
sets, and not for the others? Numbers are medians over pictures: of sharpness, the mean squared
Laplacian of chroma, and of the energy of blue against orange at the scale of that mosaic. The
networks that ship learned from even chroma; `before` says what those drew that had not. Writes
content/measured/chroma.json.
"""

import argparse

import torch

from training import shipped
from training.bfloat16 import Directions
from training.data import chroma, encoded, facts, photos
from training.data.where import folder, unit
from training.measure import class_pictures, envelope, inversion
from training.measure.kept import Kept, key_of

RESULT = shipped.MEASURED / "chroma.json"
# The settings of class_pictures that are drawn with once more, by their robust network.
DRAWN = ("photos-resnet",)


def median(values):
    return float(f"{torch.as_tensor(values).median():.4g}")


def both(images):
    """{sharpness, mosaic} of uint8 pictures."""
    x = unit(images)
    return {"sharpness": median(chroma.sharpness(x)), "mosaic": median(chroma.mosaic(x))}


def sets(where):
    """{set: {asStored, even: both}} of the validation pictures, at the size at which they are
    used."""
    found, softest = {}, None
    for file in photos.TEST:
        images = encoded.read(folder(where) / f"{file}.npz", photos.SIDE).images
        if softest is None:
            softest = chroma.spectrum(images[: photos.SPECTRUM_OF])
        found[file.removesuffix("-val").rstrip("0123456789")] = {
            "asStored": both(images),
            "even": both(photos.evened(images, softest)),
        }
    return found


def drawn(net, setting, classes, size):
    """The energy of the mosaic in the picture that a network draws for each class."""
    labels = torch.arange(classes)
    start = inversion.noise((classes, 3, size, size), class_pictures.SEED)
    found = []
    for some, origin in zip(
        labels.split(class_pictures.BATCH), start.split(class_pictures.BATCH), strict=True
    ):
        pictures = class_pictures.draw(Directions(net), some, origin, setting)
        found += chroma.mosaic(pictures).tolist()
    return found


def before(last):
    """{commit, weights, drawn} of the networks that learned from chroma as it is stored.

    They ship no more, so that what the last file says of them stays as it is. last: that file.
    """
    if "before" in last:
        return last["before"]
    return {key: last[key] for key in ("commit", "weights", "drawn")}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0].rstrip(":"))
    parser.add_argument("--data", help="folder with the data (or ROBUST_DATA)")
    arguments = parser.parse_args()
    known, kept, networks = facts("photos"), Kept("chroma"), {}
    sharper = photos.sharper_chroma(arguments.data)
    for name in DRAWN:
        setting = class_pictures.SETTINGS[name]
        model_id = setting.drawn_by["robust"]
        net = shipped.load(model_id)
        key = key_of(
            model_id, step=setting.step, steps=setting.steps, roll=setting.roll, what="mosaic"
        )
        found = kept.found(key, lambda n=net, s=setting: drawn(n, s, known.classes, known.size))
        others = [value for label, value in enumerate(found) if label not in sharper]
        networks[model_id] = {
            "sharperSets": median([found[label] for label in sharper]),
            "others": median(others),
        }
        print(model_id, networks[model_id], flush=True)
    envelope.write(
        RESULT,
        {
            "sets": sets(arguments.data),
            "classes": len(sharper),
            "drawn": networks,
            "before": before(shipped.read_json(RESULT)),
        },
        by="python -m training.measure.chroma",
        protocol={
            "size": known.size,
            "seed": class_pictures.SEED,
            "gradients": "bfloat16",
            "mosaic": chroma.MOSAIC,
        },
        networks=networks,
    )


if __name__ == "__main__":
    main()
