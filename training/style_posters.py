"""Results of style transfer for the page: `python -m training.style_posters`.

What `training.style_runs` has kept becomes public/posters/style-transfer/<pair>-<variant>.jpg and
content/posters/style-transfer.json, which says what each was made with and what it came to. What
is published and still holds stays.
"""

from PIL import Image

from training import shipped, style_published, style_runs, style_variants
from training.style_variants import VARIANTS

QUALITY = 85


def losses(name, variant, content, painting):
    """{loss, content, style} of a result, whose picture is in its place then, or None."""
    if not style_runs.ready(variant):
        return None
    there = style_runs.result(variant, content, painting)
    if not there:
        return style_published.losses(name, variant, content, painting)
    source = style_runs.kept(variant, content, painting).with_suffix(".png")
    path = style_published.poster_of(name, content, painting)
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.open(source).convert("RGB").save(path, quality=QUALITY, subsampling="4:4:4")
    return {key: there[1][key] for key in ("loss", "content", "style")}


def main():
    results, posters = {}, set()
    for content, painting in style_variants.pairs():
        found = {
            name: losses(name, variant, content, painting) for name, variant in VARIANTS.items()
        }
        found = {name: numbers for name, numbers in found.items() if numbers}
        if found:
            results[f"{content}-{painting}"] = found
            posters |= {style_published.poster_of(name, content, painting) for name in found}
    for stale in set(style_published.FOLDER.glob("*.jpg")) - posters:
        stale.unlink()
    names = [name for name in VARIANTS if any(name in found for found in results.values())]
    models = sorted({model_id for name in names for model_id in VARIANTS[name].models})
    shipped.write_json(
        style_published.RESULT,
        {
            "size": style_variants.SIZE,
            "weights": {model_id: shipped.sha256_of(model_id) for model_id in models},
            "pictures": style_published.sha256_of_pictures(),
            "protocol": style_published.protocol(),
            "contents": list(style_variants.CONTENTS),
            "styles": style_variants.styles(),
            "variants": {name: style_published.described(VARIANTS[name]) for name in names},
            "results": results,
            "by": "python -m training.style_posters",
            "commit": shipped.commit(),
        },
    )
    size = sum(path.stat().st_size for path in posters)
    print(f"{len(results)} pairs, {len(posters)} pictures, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
