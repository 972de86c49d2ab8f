"""Results of style transfer for the page: `python -m training.style_posters`.

What `training.style_runs` has kept becomes public/posters/style-transfer/<pair>-<variant>.jpg and
content/posters/style-transfer.json, which says what each was made with and what it came to.
"""

from PIL import Image

from training import shipped, style_runs, style_variants
from training.style_variants import VARIANTS

FOLDER = shipped.ROOT / "public" / "posters" / "style-transfer"
RESULT = shipped.ROOT / "content" / "posters" / "style-transfer.json"
QUALITY = 90


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


def poster(variant, name, content, painting):
    """Writes the picture of one result, and returns its losses; None if there is no result."""
    there = style_runs.ready(variant) and style_runs.result(variant, content, painting)
    if not there:
        return None
    source = style_runs.kept(variant, content, painting).with_suffix(".png")
    image = Image.open(source).convert("RGB")
    path = FOLDER / f"{content}-{painting}-{name}.jpg"
    image.save(path, quality=QUALITY, subsampling="4:4:4")
    return {key: there[1][key] for key in ("loss", "content", "style")}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for stale in FOLDER.glob("*.jpg"):
        stale.unlink()
    results = {}
    for content, painting in style_variants.pairs():
        found = {
            name: poster(variant, name, content, painting) for name, variant in VARIANTS.items()
        }
        found = {name: losses for name, losses in found.items() if losses}
        if found:
            results[f"{content}-{painting}"] = found
    names = [name for name in VARIANTS if any(name in found for found in results.values())]
    models = sorted({model_id for name in names for model_id in VARIANTS[name].models})
    shipped.write_json(
        RESULT,
        {
            "size": style_variants.SIZE,
            "weights": {model_id: shipped.sha256_of(model_id) for model_id in models},
            "protocol": {
                "start": "content",
                "styleWeight": style_variants.PROTOCOL["style_weight"],
                "contentWeight": style_variants.PROTOCOL["content_weight"],
                "tvWeight": style_variants.PROTOCOL["tv_weight"],
                "seed": style_variants.PROTOCOL["seed"],
            },
            "contents": list(style_variants.CONTENTS),
            "styles": style_variants.styles(),
            "variants": {name: described(VARIANTS[name]) for name in names},
            "results": results,
            "by": "python -m training.style_posters",
            "commit": shipped.commit(),
        },
    )
    size = sum(path.stat().st_size for path in FOLDER.iterdir())
    print(f"{len(results)} pairs, {len(list(FOLDER.iterdir()))} pictures, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
