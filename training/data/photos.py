"""Photographs: mini-ImageNet (Vinyals et al. 2016), Imagenette and Imagewoof (Howard 2019) in one.

118 classes of ImageNet. Two WordNet ids stand in two of the sets and become one class each:
n02099601 (golden retriever) and n03417042 (garbage truck). Those are left out of validation,
because about a third of Imagenette's garbage trucks there are near-copies of mini-ImageNet's
training pictures.
"""

import torch

from training.data import chroma, encoded
from training.data.facts import Facts
from training.data.where import Pictures, folder

# mini-ImageNet's own size; the others come at 112 and are scaled down, none is scaled up.
SIDE = 84
# 3 * 84 / 224: the same change of each pixel as the robustness library's 3 at 224 pixels, since an
# L2 norm grows with the side.
EPS = 1.125
FACTS = Facts(size=SIDE, channels=3, count=68_494, classes=118, eps=EPS, trained_eps=EPS)
INPUT = f"height x width x 3 in [0, 1], trained at {SIDE} x {SIDE}"
# The set whose chroma is the softest: stored at the size at which it is used.
SOFTEST = "mini-imagenet"
# The first pictures of a set tell how sharp its chroma is.
SPECTRUM_OF = 2000
TRAIN = (
    "mini-imagenet84-train-0",
    "mini-imagenet84-train-1",
    "imagenette112-train",
    "imagewoof112-train",
)
TEST = ("mini-imagenet84-val", "imagenette112-val", "imagewoof112-val")


def train(path=None, even_chroma=False):
    """The 68 494 training pictures.

    even_chroma: those of Imagenette and Imagewoof get chroma as soft as mini-ImageNet's at every
    scale, so that nothing but what they show tells the sets apart. Test pictures are never altered.
    """
    return _load(path, TRAIN, even_chroma)


def test(path=None):
    """The validation pictures of the classes that stand in one set only."""
    pictures = _load(path, TEST)
    names = classes(path)
    shared = [names.index(name) for name in names if _count(path, name) > 1]
    kept = ~torch.isin(pictures.labels, torch.tensor(shared, dtype=torch.int64))
    return Pictures(pictures.images[kept], pictures.labels[kept])


def classes(path=None):
    """The WordNet ids, sorted; a label is a place in this list."""
    where = folder(path)
    return sorted({name for file in TEST for name in encoded.classes(where / f"{file}.npz")})


def sharper_chroma(path=None):
    """The labels of the classes that come from Imagenette or Imagewoof alone.

    Their colours are sharper than mini-ImageNet's, as they were stored larger (see chroma.py), and
    networks that learned from them as they are tell the sets apart by it: what a robust one draws
    for these classes carries a mosaic of blue and orange.
    """
    where, names = folder(path), classes(path)
    first, *others = (set(encoded.classes(where / f"{file}.npz")) for file in TEST)
    return sorted(names.index(name) for name in set().union(*others) - first)


def line(path=None):
    """The data in a sentence, for the card."""
    return (
        f"mini-ImageNet, Imagenette and Imagewoof in one, {SIDE} pixels, {FACTS.classes} classes: "
        "the training pictures of all three; tested on their validation pictures, without the two "
        "classes that stand in two sets"
    )


def evened(images, softest):
    """Pictures of one set with chroma no sharper than `softest`, a spectrum."""
    return chroma.filtered_bytes(images, chroma.gains_towards(softest, images[:SPECTRUM_OF]))


def _load(path, files, even_chroma=False):
    where = folder(path)
    missing = [file for file in files if not (where / f"{file}.npz").exists()]
    if missing:
        raise FileNotFoundError(
            f"No {', '.join(missing)} in {where}: put the .npz files there, and name the folder "
            "with --data or ROBUST_DATA."
        )
    places = {name: i for i, name in enumerate(classes(path))}
    images, labels = [], []
    for file in files:
        npz = where / f"{file}.npz"
        part = encoded.read(npz, SIDE)
        if even_chroma and file == files[0]:
            softest = chroma.spectrum(part.images[:SPECTRUM_OF])
        elif even_chroma and not file.startswith(SOFTEST):
            part = part._replace(images=evened(part.images, softest))
        own = torch.tensor([places[name] for name in encoded.classes(npz)])
        images.append(part.images)
        labels.append(own[part.labels])
    return Pictures(torch.cat(images), torch.cat(labels))


def _count(path, name):
    """In how many of the sets a class stands."""
    return sum(name in encoded.classes(folder(path) / f"{file}.npz") for file in TEST)
