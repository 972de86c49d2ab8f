"""Scores style transfer: `python -m training.measure.style`, after `training.style.runs`.

Every result that is there is put before a judge, a network that took no part in it: how far its
Gram matrices are from the painting's, its content from the photograph's, and how much of the
picture is high frequency. Writes content/measured/style.json, where numbers of results that were
scored elsewhere stay as long as they hold; --sheet also lays the results out
in rows in training/runs/sheets/: content, style, then each variant.
"""

import argparse

from training import sheets, shipped
from training.measure import envelope
from training.measure.style_numbers import Judge, high_frequency, means, wins
from training.style import published, runs, variants
from training.style.variants import VARIANTS

RESULT = shipped.MEASURED / "style.json"
JUDGE = "cifar-alexnet-standard"
# Which of two is expected to be the better one.
COMPARED = (
    ("robust", "standard"),
    ("robust", "vgg"),
    ("robust", "trick"),
    ("trick", "standard"),
    ("vgg-robust", "vgg"),
    ("style-robust-content-standard", "style-standard-content-robust"),
    ("photos-robust", "photos-standard"),
    ("photos-robust", "robust"),
    ("photos-robust", "photos-vgg"),
    ("photos-vgg-robust", "photos-vgg"),
)


def conditions():
    """What all numbers in the file have in common."""
    return {
        "size": variants.SIZE,
        "iterations": {"l-bfgs": variants.LBFGS, "adam": variants.ADAM},
        **variants.PROTOCOL,
    }


class Scored:
    """The numbers of an earlier run, as long as what they were measured on is the same."""

    def __init__(self, said, judge):
        said = said or {}
        same = said.get("protocol") == conditions() and said["judge"] == judge
        self.said = said if same else {}
        self.pairs = {(p["content"], p["style"]): p["models"] for p in self.said.get("pairs", [])}
        self.judge = judge

    def scores(self, name, content, painting):
        """{gram, content, highFrequency}, or None."""
        found = self.pairs.get((content, painting), {}).get(name)
        models = [*VARIANTS[name].models, self.judge]
        holds = (
            found
            and published.same_weights(self.said, models)
            and published.same_pictures(self.said, content, painting)
        )
        return found if holds else None


def score(judge, scored, content, painting):
    """One pair: {content, style, start: its own numbers, models: {variant: scores}}."""
    models = {}
    for name, variant in VARIANTS.items():
        # No judge reads its own pictures.
        if not runs.ready(variant) or JUDGE in variant.models:
            continue
        there = runs.result(variant, content, painting)
        if there:
            size = variant.size
            photograph = variants.picture("contents", content, size)
            target = variants.picture("styles", painting, size)
            models[name] = judge.scores(there[0], photograph, target)
        elif numbers := scored.scores(name, content, painting):
            models[name] = numbers
    photograph = variants.picture("contents", content)
    target = variants.picture("styles", painting)
    return {
        "content": content,
        "style": painting,
        # The photograph as it is: how far there is to go.
        "start": judge.scores(photograph, photograph, target),
        "highFrequencyOfStyle": round(high_frequency(target), 6),
        "models": models,
    }


def own(name):
    """What is left of each loss by the account of the network that painted, a mean over the pairs.

    Unweighted: 1 is what a blank would score.
    """
    found = [losses(name, *pair) for pair in variants.pairs()]
    facts = [each for each in found if each]
    return {
        part: round(sum(f[part] for f in facts) / len(facts) / variants.PROTOCOL[weight], 5)
        for part, weight in (("style", "style_weight"), ("content", "content_weight"))
    }


def losses(name, content, painting):
    """{content, style} of a result by its own account, or None."""
    there = runs.result(VARIANTS[name], content, painting)
    return there[1] if there else published.losses(name, VARIANTS[name], content, painting)


def sheet(names, chosen=slice(None)):
    """Content, style and results of each pair in a row."""
    rows = []
    for content, painting in sorted(variants.pairs())[chosen]:
        row = [variants.picture("contents", content)[0]]
        row.append(variants.picture("styles", painting)[0])
        for name in names:
            there = runs.ready(VARIANTS[name]) and runs.result(VARIANTS[name], content, painting)
            row.append(there[0][0] if there else row[0] * 0 + 1)
        rows.append(row)
    return sheets.save("style-" + "-".join(names), rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--judge", default=JUDGE, help="the id of the network that judges")
    parser.add_argument("--sheet", nargs="*", metavar="variant", help="lay these out, and stop")
    arguments = parser.parse_args()
    if arguments.sheet is not None:
        print(sheet(arguments.sheet or ["vgg", "standard", "robust"]))
        return
    judge = Judge(shipped.load(arguments.judge))
    scored = Scored(shipped.read_json(RESULT), arguments.judge)
    pairs = [score(judge, scored, *pair) for pair in variants.pairs()]
    pairs = [pair for pair in pairs if pair["models"]]
    won = {f"{a} over {b}": wins(pairs, a, b) for a, b in COMPARED}
    averages = means(pairs)
    for name, numbers in averages.items():
        print(name, numbers)
    for name, numbers in won.items():
        print(name, numbers)
    each = [pair["highFrequencyOfStyle"] for pair in pairs]
    models = {name for pair in pairs for v in pair["models"] for name in VARIANTS[v].models}
    envelope.write(
        RESULT,
        {
            "judge": arguments.judge,
            "variants": {name: VARIANTS[name].model for name in averages},
            "wins": {name: numbers for name, numbers in won.items() if numbers["of"]},
            "means": averages,
            "highFrequencyOfStyle": round(sum(each) / len(each), 5),
            "own": {name: own(name) for name in averages},
            "pairs": pairs,
            "pictures": published.sha256_of_pictures(),
        },
        by="python -m training.measure.style",
        protocol=conditions(),
        networks=[*models, arguments.judge],
    )


if __name__ == "__main__":
    main()
