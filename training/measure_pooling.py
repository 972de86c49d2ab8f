"""What VGG owes to average pooling: `python -m training.measure_pooling`, after measure_style.

Style transfer of all pairs by the standard VGG as it was trained, with max pooling, where
everything else on the page paints with average pooling (Gatys et al. 2016, section 2). The same
protocol and the same judge as measure_style. Writes content/measured/pooling.json.
"""

from training import shipped, style_runs, style_variants
from training.measure_style import JUDGE
from training.measure_style import RESULT as MEASURED
from training.style_numbers import Judge, means, wins
from training.style_variants import VARIANTS, Variant

RESULT = MEASURED.with_name("pooling.json")


class MaxPooled(Variant):
    """A variant with the pooling that the network was trained with."""

    def settings(self):
        return {**super().settings(), "average_pooling": False}


VGG = MaxPooled("VGG with max pooling", VARIANTS["vgg"].model)


def main():
    nets = {VGG.model: shipped.load(VGG.model)}
    judge = Judge(shipped.load(JUDGE))
    measured = shipped.read_json(MEASURED)
    for pair in measured["pairs"]:
        names = pair["content"], pair["style"]
        if not style_runs.result(VGG, *names):
            style_runs.compute(VGG, *names, nets)
        image, _ = style_runs.result(VGG, *names)
        photograph = style_variants.picture("contents", names[0])
        painting = style_variants.picture("styles", names[1])
        pair["models"]["vgg-max"] = judge.scores(image, photograph, painting)
    shipped.write_json(
        RESULT,
        {
            "judge": JUDGE,
            "wins": {
                f"{a} over {b}": wins(measured["pairs"], a, b)
                for a, b in (("vgg", "vgg-max"), ("vgg-max", "standard"))
            },
            "means": {"vgg-max": means(measured["pairs"])["vgg-max"]},
            "weights": {name: shipped.sha256_of(name) for name in (VGG.model, JUDGE)},
            "by": "python -m training.measure_pooling",
            "commit": shipped.commit(),
        },
    )


if __name__ == "__main__":
    main()
