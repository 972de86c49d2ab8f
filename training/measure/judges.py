"""Whether other judges agree: `python -m training.measure.judges`, after style.posters, 3 min.

A judge that learned from CIFAR-10 may prefer painters that did. So the published results of the
ResNets of both data sets are read by networks of either one, none of which painted them: the judge
of measure.style as a control, since it reads JPEG here, and three VGGs, two of which differ from
the third in the photographs they learned from. Writes content/measured/style-judges.json.
"""

from training import shipped
from training.measure import envelope
from training.measure.style import JUDGE, conditions
from training.measure.style_numbers import Judge, means, wins
from training.style import published, variants
from training.style.variants import VARIANTS

RESULT = shipped.MEASURED / "style-judges.json"
JUDGES = (JUDGE, "cifar-vgg-standard", "photos-vgg-standard-small", "photos-vgg-robust-small")
JUDGED = ("standard", "robust", "photos-standard", "photos-robust")
# Which of two is expected to be the better one.
SIBLINGS = (("robust", "standard"), ("photos-robust", "photos-standard"))
COMPARED = (*SIBLINGS, ("photos-robust", "robust"))


def results(content, painting):
    """{variant: picture [1, 3, size, size]} of the published results of a pair that still hold."""
    return {
        name: variants.read(published.poster_of(name, content, painting))
        for name in JUDGED
        if published.losses(name, VARIANTS[name], content, painting)
    }


def verdict(judge, pictures):
    """What a judge says. pictures: [(photograph, painting, results)], a pair each."""
    pairs = [
        {"models": {name: judge.scores(image, *made_of) for name, image in found.items()}}
        for *made_of, found in pictures
    ]
    return {
        "wins": {f"{a} over {b}": wins(pairs, a, b) for a, b in COMPARED},
        "means": means(pairs),
    }


def least(judges):
    """How often the robust one of two siblings wins at least, whoever judges: {fewest, of}."""
    won = [judge["wins"][f"{a} over {b}"] for judge in judges.values() for a, b in SIBLINGS]
    return {"fewest": min(w["gram"] for w in won), "of": min(w["of"] for w in won)}


def main():
    pictures = [
        (*map(variants.picture, ("contents", "styles"), pair), results(*pair))
        for pair in variants.pairs()
    ]
    judges = {}
    for model_id in JUDGES:
        judges[model_id] = verdict(Judge(shipped.load(model_id)), pictures)
        print(model_id, {name: won["gram"] for name, won in judges[model_id]["wins"].items()})
    took_part = (*JUDGES, *(VARIANTS[name].model for name in JUDGED))
    envelope.write(
        RESULT,
        {"judges": judges, "robustOverStandard": least(judges)},
        by="python -m training.measure.judges",
        protocol=conditions(),
        networks=took_part,
    )


if __name__ == "__main__":
    main()
