"""What the explanations of VGG's painting are worth: `npm run answers`, then this, 3 min.

`python -m training.measure.answers` judges the pictures that scripts/answers.ts painted with the
page's own engine: by networks whose activations are smoothed, that are asked in their early stages
only, or that learned nothing (content/measured/style-answers.json); and by every layer of every
network alone, beside how robust that layer is (content/measured/layer-style.json).
"""

import argparse

from training import shipped
from training.measure import envelope
from training.measure.correlations import interval95, spearman
from training.measure.style_numbers import Judge
from training.style import variants

CACHE = shipped.ROOT / ".cache" / "answers"
ANSWERS = shipped.MEASURED / "style-answers.json"
LAYERS = shipped.MEASURED / "layer-style.json"
ROBUSTNESS = ("layer-robustness.json", "layer-robustness-photos.json")
# The judge of measure.style, and one of another family and other pictures; neither judges itself.
JUDGES = ("cifar-alexnet-standard", "photos-vgg-standard-small")
RESAMPLES = 2000
BY = "python -m training.measure.answers (after npm run answers)"


def runs(series):
    """[(facts, base of its files)] of one series, of networks as they ship."""
    found = [
        (shipped.read_json(path), path.with_suffix("")) for path in sorted(CACHE.glob("*.json"))
    ]
    return [
        (facts, base)
        for facts, base in found
        if facts["of"] == series
        and (
            facts["weights"] == facts["model"]
            or shipped.sha256_of(facts["model"]) == facts["weights"]
        )
    ]


def judged(judges, facts, base):
    """{judge: gram distance of the picture}; smaller is better."""
    made_of = [
        variants.picture(part, facts[key], facts["size"])
        for part, key in (("contents", "content"), ("styles", "style"))
    ]
    image = variants.read(base.with_name(f"{base.name}.png"))
    return {name: judge.scores(image, *made_of)["gram"] for name, judge in judges.items()}


def mean(values):
    return round(sum(values) / len(values), 4)


def answers(judges):
    """{variant: {judge: mean over the pairs, style: its own loss, pairs}}, whole pairs only."""
    found = {}
    for facts, base in runs("answers"):
        pair = f"{facts['content']}-{facts['style']}"
        scores = {**judged(judges, facts, base), "style": facts["styleLoss"] / 100}
        found.setdefault(facts["called"], {})[pair] = scores
        print(facts["called"], pair, scores, flush=True)
    pairs = sorted(set.intersection(*(set(by_pair) for by_pair in found.values())))
    means = {
        name: {key: mean([by_pair[pair][key] for pair in pairs]) for key in (*judges, "style")}
        for name, by_pair in found.items()
    }
    return pairs, means


def depths(layers):
    return {layer: i / (len(layers) - 1) for i, layer in enumerate(layers)}


def points(judges):
    """The pairs that all layers painted, and [{model, layer, depth, R, judge: mean distance}]."""
    measured = {}
    for name in ROBUSTNESS:
        for model, found in shipped.read_json(shipped.MEASURED / name)["models"].items():
            measured[model] = dict(zip(found["layers"], found["R"], strict=True))
    by_pair = {}
    for facts, base in runs("layers"):
        pair = f"{facts['content']}-{facts['style']}"
        key = (facts["model"], *facts["layers"])
        by_pair.setdefault(pair, {})[key] = judged(judges, facts, base)
    most = max(len(each) for each in by_pair.values())
    pairs = sorted(pair for pair, each in by_pair.items() if len(each) == most)
    whole = list(by_pair[pairs[0]])
    grams = {key: [by_pair[pair][key] for pair in pairs] for key in whole}
    order = {
        model: depths([layer for layer in measured[model] if (model, layer) in grams])
        for model, _ in whole
    }
    return pairs, [
        {
            "model": model,
            "layer": layer,
            "depth": round(order[model][layer], 3),
            "R": measured[model][layer],
            **{judge: mean([s[judge] for s in grams[model, layer]]) for judge in judges},
        }
        for model, layer in whole
    ]


def correlation(found, judge):
    """{rank, low, high, of, networks}: Spearman's, and an interval of 95 % from drawing networks.

    Layers of one network go together, so whole networks are drawn.
    """

    def of(some):
        return spearman([each["R"] for each in some], [each[judge] for each in some])

    # No judge reads pictures of its own.
    found = [each for each in found if each["model"] != judge]
    by_model = {}
    for each in found:
        by_model.setdefault(each["model"], []).append(each)
    low, high = interval95(list(by_model.values()), of, RESAMPLES)
    return {
        "rank": round(of(found), 3),
        "low": round(low, 3),
        "high": round(high, 3),
        "of": len(found),
        "networks": len(by_model),
    }


def early(found):
    """Of every network the layers of its first half, without the very first."""
    return [each for each in found if 0 < each["depth"] <= 0.5]


def write_answers(judges):
    facts = [facts for facts, _ in runs("answers")]
    pairs, means = answers(judges)
    envelope.write(
        ANSWERS,
        {"pairs": pairs, "means": means},
        by=BY,
        protocol=protocol(facts),
        networks={*JUDGES, *(f["model"] for f in facts if f["model"] != f["weights"])},
    )


def write_layers(judges):
    facts = [facts for facts, _ in runs("layers")]
    pairs, found = points(judges)
    photos = [each for each in found if each["model"].startswith("photos")]
    stamps = [each for each in found if each not in photos]
    groups = {"all": found, "early": early(found), "cifar10": stamps, "photos": photos}
    envelope.write(
        LAYERS,
        {
            "pairs": pairs,
            "correlations": {
                judge: {name: correlation(group, judge) for name, group in groups.items()}
                for judge in JUDGES
            },
            "points": found,
        },
        by=BY,
        protocol={**protocol(facts), "robustness": list(ROBUSTNESS), "resamples": RESAMPLES},
        networks={*JUDGES, *(f["model"] for f in facts)},
    )


WRITERS = {"answers": write_answers, "layers": write_layers}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("series", nargs="*", default=list(WRITERS), metavar="answers|layers")
    judges = {name: Judge(shipped.load(name)) for name in JUDGES}
    for name in parser.parse_args().series:
        WRITERS[name](judges)


def protocol(facts):
    (size,), (iterations,) = ({f[key] for f in facts} for key in ("size", "iterations"))
    return {
        "size": size,
        "iterations": iterations,
        "start": "content",
        **variants.PROTOCOL,
        "judges": list(JUDGES),
    }


if __name__ == "__main__":
    main()
