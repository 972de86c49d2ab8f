"""Style transfer of every pair, for as long as it takes: after `npm run style-results`, 20 min.

`python -m training.measure.converged` puts the pictures that scripts/converged.ts painted, from
coarse to fine until hardly anything was left to gain, and scripts/style-results.ts sharpened at the
figure's size, before the judges of training.measure.panel. A variant counts once every pair is
there. Writes content/measured/style-converged.json; goes on where it stopped.
"""

from statistics import median

from training import shipped
from training.measure import effort_numbers, envelope, panel, style_numbers, wasserstein
from training.measure.kept import Kept
from training.style import published, variants

RUNS = shipped.ROOT / ".cache" / "converged"
SHARPENED = shipped.ROOT / ".cache" / "style-results"
# What the figure shows of them, which says how they were painted.
SHOWN = shipped.ROOT / "content" / "posters" / "coarse-to-fine.json"
RESULT = shipped.MEASURED / "style-converged.json"
# Which of two is expected to be the nearer one; those that were not painted yet are left out.
COMPARED = (
    ("robust", "standard"),
    ("photos-robust", "photos-standard"),
    ("robust", "vgg"),
    ("vgg", "standard"),
    ("robust", "photos-robust"),
    ("vgg-robust", "vgg"),
    ("photos-vgg-robust", "photos-vgg"),
    ("photos-vgg", "photos-standard"),
    ("photos-robust", "photos-vgg"),
    ("style-robust-content-standard", "style-standard-content-robust"),
    ("style-robust-content-vgg", "style-standard-content-vgg"),
    ("alexnet-early", "standard"),
    ("vgg", "alexnet-early"),
    ("vgg", "vgg-max"),
    ("vgg-robust-max", "vgg-max"),
    ("vgg-max", "standard"),
    ("vgg-robust", "vgg-robust-max"),
)
# Painted with the pooling that they were trained with, as training.measure.pooling does.
MAX_POOLED = ("vgg-max", "vgg-robust-max")
# Whom the figure of style transfer opens on.
SIBLINGS = ("standard", "robust")


def runs():
    """{variant: {pair: (facts of the run until it was flat, path of the sharpened picture)}} of
    variants that have every pair."""
    found = {}
    for path in sorted(RUNS.glob("*.json")):
        facts = shipped.read_json(path)
        picture = SHARPENED / f"{path.stem}.png"
        if holds(facts) and picture.exists():
            found.setdefault(facts["called"], {})[facts["content"], facts["style"]] = facts, picture
    complete = {
        name: by_pair for name, by_pair in found.items() if set(variants.pairs()) <= set(by_pair)
    }
    if not complete:
        raise FileNotFoundError(
            "Expected a variant that painted every pair in .cache/style-results, got none: "
            "npm run converged first, then npm run style-results"
        )
    names = (*variants.VARIANTS, *MAX_POOLED)
    return {name: complete[name] for name in names if name in complete}


def holds(facts):
    """Whether networks and pictures are still what the run was made of."""
    same = all(shipped.sha256_of(name) == total for name, total in facts["weights"].items())
    return same and published.are_as_they_were(facts["pictures"])


def judges_of(models):
    """The judges that are none of these networks."""
    return [*(j for j, model in panel.NETWORKS.items() if model not in models), *panel.OTHERS]


def scores(found, kept, size=variants.SIZE):
    """[{"models": {variant: {judge: distance}}}], a row a pair."""
    nets, rows = panel.networks(), []
    for content, painting in variants.pairs():
        judges = panel.Panel(content, painting, nets, kept, size)
        row = {}
        for name, by_pair in found.items():
            facts, picture = by_pair[content, painting]
            said = judges.scores(picture)
            row[name] = {judge: said[judge] for judge in judges_of(facts["weights"])}
        rows.append({"models": row})
        print(content, painting, row, flush=True)
    return rows


def before_sharpening(found, kept):
    """The siblings' wins by the pictures that were gone on from, at their own size."""
    settled = {
        name: {pair: (facts, RUNS / picture.name) for pair, (facts, picture) in found[name].items()}
        for name in SIBLINGS
    }
    ((facts, _), *_) = settled[SIBLINGS[0]].values()
    rows = scores(settled, kept, facts["sizes"][-1])
    return {"size": facts["sizes"][-1], **wins(rows, *reversed(SIBLINGS))}


def own(runs_of_variant):
    """{style, fall, most, flat}: the mean style loss of its own at the end, what the last
    iterations took off (the median and the most), and in how many pairs that was little."""
    courses = [
        [row[3] / variants.PROTOCOL["style_weight"] for row in facts["course"]]
        for facts, _ in runs_of_variant
    ]
    falls = [effort_numbers.fall(course) for course in courses]
    return {
        "style": round(sum(course[-1] for course in courses) / len(courses), 6),
        "fall": round(median(falls), 4),
        "most": round(max(falls), 4),
        "flat": sum(fall < effort_numbers.LESS for fall in falls),
    }


def means(rows, name):
    """{judge: mean distance over the pairs}."""
    judged = [row["models"][name] for row in rows]
    return {judge: round(sum(s[judge] for s in judged) / len(judged), 5) for judge in judged[0]}


def wins(rows, first, second):
    """style_numbers.wins by every judge that painted neither."""
    one, other = (rows[0]["models"][name] for name in (first, second))
    return style_numbers.wins(rows, first, second, [judge for judge in one if judge in other])


def opens(rows):
    """{content, style, left, right, gap}: the pair at which the judges find the siblings furthest
    apart, by the median over them of how many times as far from the painting one is."""
    ends = {f"{content}-{painting}": row["models"] for (content, painting), row in rows}
    name, (left, right), gap = effort_numbers.widest(ends, [SIBLINGS])
    content, painting = next(pair for pair, _ in rows if "-".join(pair) == name)
    where = {"content": content, "style": painting, "left": left, "right": right}
    return {**where, "gap": round(gap, 2)}


def main():
    found = runs()
    kept = Kept("converged")
    rows = scores(found, kept)
    shown = shipped.read_json(SHOWN)
    everything = [each for by_pair in found.values() for each, _ in by_pair.values()]
    envelope.write(
        RESULT,
        {
            "judges": panel.NETWORKS,
            "pairs": len(rows),
            "flat": {"iterations": effort_numbers.LAST, "less": effort_numbers.LESS},
            "opens": opens(list(zip(variants.pairs(), rows, strict=True))),
            "own": {name: own(by_pair.values()) for name, by_pair in found.items()},
            "means": {name: means(rows, name) for name in found},
            "wins": {
                f"{a} over {b}": wins(rows, a, b) for a, b in COMPARED if {a, b} <= set(found)
            },
            "beforeSharpening": before_sharpening(found, kept),
            "pictures": {
                file: total for each in everything for file, total in each["pictures"].items()
            },
        },
        by="python -m training.measure.converged (after npm run converged, npm run style-results)",
        protocol={
            **variants.PROTOCOL,
            "sizes": shown["sizes"],
            "iterations": shown["iterations"],
            "optimizer": "l-bfgs",
            "start": "content",
            **wasserstein.SETTINGS,
        },
        networks=[
            *panel.NETWORKS.values(),
            *{model for each in everything for model in each["weights"]},
        ],
    )


if __name__ == "__main__":
    main()
