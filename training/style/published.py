"""What the page shows of style transfer before it runs, and what each of its results was made with.

Results that are published are not computed again, on whatever machine: they hold as long as the
weights, the pictures and the protocol are the same.
"""

import hashlib

from training import shipped
from training.style import variants

FOLDER = shipped.ROOT / "public" / "posters" / "style-transfer"
RESULT = shipped.ROOT / "content" / "posters" / "style-transfer.json"


def poster_of(name, content, painting):
    """Where the picture of a result is, or would be."""
    return FOLDER / f"{content}-{painting}-{name}.jpg"


def described(variant):
    """What the page needs to know of a variant."""
    return {
        "title": variant.title,
        "model": variant.model,
        **({"contentModel": variant.content_model} if variant.content_model else {}),
        "parameterisation": variant.parameterisation,
        "transforms": variant.transforms,
        **({"styleLayers": variant.style_layers} if variant.style_layers else {}),
        "optimizer": variant.optimizer,
        "iterations": variant.iterations,
    }


def protocol():
    """What all results have in common."""
    return {
        "start": "content",
        "styleWeight": variants.PROTOCOL["style_weight"],
        "contentWeight": variants.PROTOCOL["content_weight"],
        "tvWeight": variants.PROTOCOL["tv_weight"],
        "seed": variants.PROTOCOL["seed"],
    }


def sha256_of(pictures):
    """{"contents/allium.jpg": sha256 of its file, ...} of [(part, name)]."""
    return {
        f"{part}/{name}.jpg": hashlib.sha256(variants.path_of(part, name).read_bytes()).hexdigest()
        for part, name in pictures
    }


def are_as_they_were(pictures):
    """Whether {"contents/allium.jpg": sha256, ...} says what these files are now."""
    return pictures == sha256_of(tuple(file.removesuffix(".jpg").split("/")) for file in pictures)


def sha256_of_pictures():
    """The same of every picture that takes part."""
    contents = [("contents", name) for name in variants.CONTENTS]
    return sha256_of(contents + [("styles", name) for name in variants.styles()])


def same_pictures(said, content, painting):
    """Whether a file of results, which carries "pictures", was made from these two as they are."""
    now = sha256_of([("contents", content), ("styles", painting)])
    return now.items() <= said.get("pictures", {}).items()


def same_weights(said, models):
    """Whether a file of results, which carries "weights", was made with these as they are."""
    return all(said.get("weights", {}).get(name) == shipped.sha256_of(name) for name in models)


def losses(name, variant, content, painting):
    """{loss, content, style} of a published result that still holds, or None."""
    said = shipped.read_json(RESULT) or {}
    found = said.get("results", {}).get(f"{content}-{painting}", {}).get(name)
    holds = (
        found
        and said["size"] == variant.size
        and said["protocol"] == protocol()
        and said["variants"][name] == described(variant)
        and same_weights(said, variant.models)
        and same_pictures(said, content, painting)
        and poster_of(name, content, painting).exists()
    )
    return found if holds else None
