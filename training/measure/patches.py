"""Whether a judge without a network agrees: `python -m training.measure.patches`, after
style.posters, 2 min.

The published results of style transfer that are compared, read as they are published, by the
sliced Wasserstein distances of patches and of colours (training.measure.wasserstein). Writes
content/measured/style-patches.json; can be stopped at any moment.
"""

from training import shipped
from training.measure import envelope, wasserstein
from training.measure.kept import Kept, key_of
from training.measure.style import COMPARED, conditions
from training.measure.style_numbers import means, wins
from training.style import published, variants
from training.style.variants import VARIANTS

RESULT = shipped.MEASURED / "style-patches.json"
KINDS = ("patches", "colours")


def judged(content, painting, kept):
    """{variant: {patches, colours}} of the published results of a pair that still hold."""
    made_of = (("contents", content), ("styles", painting))
    judge = wasserstein.Judge(*(variants.picture(*each) for each in made_of))
    found = {}
    for name in dict.fromkeys(name for pair in COMPARED for name in pair):
        variant = VARIANTS[name]
        if not published.losses(name, variant, content, painting):
            continue
        picture = variants.read(published.poster_of(name, content, painting))
        key = key_of(
            *variant.models, **wasserstein.SETTINGS, variant=name, content=content, style=painting
        )
        found[name] = kept.found(key, lambda picture=picture: judge.scores(picture))
    return found


def main():
    kept = Kept("patches")
    pairs = []
    for content, painting in variants.pairs():
        pairs.append({"models": judged(content, painting, kept)})
        print(content, painting, len(pairs[-1]["models"]), flush=True)
    won = {f"{a} over {b}": wins(pairs, a, b, KINDS) for a, b in COMPARED}
    for name, numbers in won.items():
        print(name, numbers)
    models = {name for pair in pairs for v in pair["models"] for name in VARIANTS[v].models}
    envelope.write(
        RESULT,
        {
            "wins": {name: numbers for name, numbers in won.items() if numbers["of"]},
            "means": means(pairs),
        },
        by="python -m training.measure.patches",
        protocol=conditions() | wasserstein.SETTINGS,
        networks=models,
    )


if __name__ == "__main__":
    main()
