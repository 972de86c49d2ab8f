"""Results of style transfer for the page: `python -m training.style.posters`.

What `training.style.runs` has kept becomes public/posters/style-transfer/<pair>-<variant>.jpg and
content/posters/style-transfer.json, which says what each was made with and what it came to. What
is published and still holds stays.
"""

from PIL import Image

from training import shipped
from training.style import published, runs, variants
from training.style.variants import VARIANTS

QUALITY = 85


def losses(name, variant, content, painting):
    """{loss, content, style} of a result, whose picture is in its place then, or None."""
    if not runs.ready(variant):
        return None
    there = runs.result(variant, content, painting)
    if not there:
        return published.losses(name, variant, content, painting)
    source = runs.kept(variant, content, painting).with_suffix(".png")
    path = published.poster_of(name, content, painting)
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.open(source).convert("RGB").save(path, quality=QUALITY, subsampling="4:4:4")
    return {key: there[1][key] for key in ("loss", "content", "style")}


def main():
    results, pictures = {}, set()
    for content, painting in variants.pairs():
        found = {
            name: losses(name, variant, content, painting) for name, variant in VARIANTS.items()
        }
        found = {name: numbers for name, numbers in found.items() if numbers}
        if found:
            results[f"{content}-{painting}"] = found
            pictures |= {published.poster_of(name, content, painting) for name in found}
    for stale in set(published.FOLDER.glob("*.jpg")) - pictures:
        stale.unlink()
    names = [name for name in VARIANTS if any(name in found for found in results.values())]
    models = sorted({model_id for name in names for model_id in VARIANTS[name].models})
    shipped.write_json(
        published.RESULT,
        {
            "size": variants.SIZE,
            "weights": {model_id: shipped.sha256_of(model_id) for model_id in models},
            "pictures": published.sha256_of_pictures(),
            "protocol": published.protocol(),
            "contents": list(variants.CONTENTS),
            "styles": variants.styles(),
            "variants": {name: published.described(VARIANTS[name]) for name in names},
            "results": results,
            "by": "python -m training.style.posters",
            "commit": shipped.commit(),
        },
    )
    size = sum(path.stat().st_size for path in pictures)
    print(f"{len(results)} pairs, {len(pictures)} pictures, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
