"""Style transfer of every pair, for as long as it takes: after `npm run converged`, 10 min.

`python -m training.measure.converged` puts the pictures that scripts/converged.ts painted, from
coarse to fine until hardly anything was left to gain, before the judges of training.measure.panel.
A variant counts once it has painted every pair. Writes content/measured/style-converged.json; goes
on where it stopped.
"""

from statistics import median

from training import shipped
from training.measure import effort_numbers, envelope, panel, style_numbers, wasserstein
from training.measure.kept import Kept
from training.style import published, variants

RUNS = shipped.ROOT / ".cache" / "converged"
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
    ("alexnet-early", "standard"),
    ("vgg", "alexnet-early"),
)


def runs():
    """{variant: {pair: (facts, picture's path)}} of variants that painted every pair."""
    found = {}
    for path in sorted(RUNS.glob("*.json")):
        facts = shipped.read_json(path)
        if holds(facts):
            pair = (facts["content"], facts["style"])
            found.setdefault(facts["called"], {})[pair] = (facts, path.with_suffix(".png"))
    complete = {
        name: by_pair for name, by_pair in found.items() if set(variants.pairs()) <= set(by_pair)
    }
    if not complete:
        raise FileNotFoundError(
            "Expected a variant that painted every pair in .cache/converged, got none: "
            "npm run converged first"
        )
    return {name: complete[name] for name in variants.VARIANTS if name in complete}


def holds(facts):
    """Whether networks and pictures are still what the run was made of."""
    same = all(shipped.sha256_of(name) == total for name, total in facts["weights"].items())
    return same and published.are_as_they_were(facts["pictures"])


def judges_of(models):
    """The judges that are none of these networks."""
    return [*(j for j, model in panel.NETWORKS.items() if model not in models), *panel.OTHERS]


def scores(found, kept):
    """[{"models": {variant: {judge: distance}}}], a row a pair."""
    nets, rows = panel.networks(), []
    for content, painting in variants.pairs():
        judges = panel.Panel(content, painting, nets, kept, side_of(found))
        row = {}
        for name, by_pair in found.items():
            facts, picture = by_pair[content, painting]
            said = judges.scores(picture)
            row[name] = {judge: said[judge] for judge in judges_of(facts["weights"])}
        rows.append({"models": row})
        print(content, painting, row, flush=True)
    return rows


def side_of(found):
    """The side of the pictures, which all runs share."""
    (size,) = {facts["sizes"][-1] for by_pair in found.values() for facts, _ in by_pair.values()}
    return size


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


def main():
    found = runs()
    rows = scores(found, Kept("converged"))
    facts = next(iter(next(iter(found.values())).values()))[0]
    everything = [each for by_pair in found.values() for each, _ in by_pair.values()]
    envelope.write(
        RESULT,
        {
            "judges": panel.NETWORKS,
            "pairs": len(rows),
            "flat": {"iterations": effort_numbers.LAST, "less": effort_numbers.LESS},
            "own": {name: own(by_pair.values()) for name, by_pair in found.items()},
            "means": {name: means(rows, name) for name in found},
            "wins": {
                f"{a} over {b}": wins(rows, a, b) for a, b in COMPARED if {a, b} <= set(found)
            },
            "pictures": {
                file: total for each in everything for file, total in each["pictures"].items()
            },
        },
        by="python -m training.measure.converged (after npm run converged)",
        protocol={
            **variants.PROTOCOL,
            "sizes": facts["sizes"],
            "iterations": facts["iterations"],
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
