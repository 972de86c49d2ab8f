"""What VGG owes to average pooling: `python -m training.measure.pooling`, after measure.style.

Style transfer of all pairs by the two VGGs as they were trained, with max pooling, where everything
else on the page paints with average pooling (Gatys et al. 2016, section 2). The same protocol and
the same judge as measure.style. Writes content/measured/pooling.json.
"""

from training import shipped
from training.measure import envelope
from training.measure.style import JUDGE, conditions
from training.measure.style import RESULT as MEASURED
from training.measure.style_numbers import Judge, means, wins
from training.style import runs, variants
from training.style.variants import VARIANTS, Variant

RESULT = MEASURED.with_name("pooling.json")


class MaxPooled(Variant):
    """A variant with the pooling that the network was trained with."""

    def settings(self):
        return {**super().settings(), "average_pooling": False}


MAX_POOLED = {
    f"{name}-max": MaxPooled(f"{VARIANTS[name].title} with max pooling", VARIANTS[name].model)
    for name in ("vgg", "vgg-robust")
}
# Which of two is expected to be the better one.
COMPARED = (
    ("vgg", "vgg-max"),
    ("vgg-robust", "vgg-robust-max"),
    ("vgg-robust-max", "vgg-max"),
    ("vgg-max", "standard"),
)


def scores(variant, nets, judge, content, painting):
    """What the judge says of a result, which is computed if it is not there."""
    if not runs.result(variant, content, painting):
        runs.compute(variant, content, painting, nets)
    image, _ = runs.result(variant, content, painting)
    pictures = (("contents", content), ("styles", painting))
    return judge.scores(image, *(variants.picture(*each) for each in pictures))


def main():
    models = [variant.model for variant in MAX_POOLED.values()]
    nets = {model_id: shipped.load(model_id) for model_id in models}
    judge = Judge(shipped.load(JUDGE))
    pairs = shipped.read_json(MEASURED)["pairs"]
    for pair in pairs:
        for name, variant in MAX_POOLED.items():
            pair["models"][name] = scores(variant, nets, judge, pair["content"], pair["style"])
        print(pair["content"], pair["style"], flush=True)
    compared = {name for pair in COMPARED for name in pair if name in VARIANTS}
    envelope.write(
        RESULT,
        {
            "judge": JUDGE,
            "wins": {f"{a} over {b}": wins(pairs, a, b) for a, b in COMPARED},
            "means": {name: means(pairs)[name] for name in MAX_POOLED},
        },
        by="python -m training.measure.pooling",
        protocol=conditions() | {"average_pooling": False},
        networks=[*models, *(VARIANTS[name].model for name in compared), JUDGE],
    )


if __name__ == "__main__":
    main()
