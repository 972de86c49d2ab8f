"""Style transfer against effort: `python -m training.measure.effort`, after `npm run effort`.

A few pairs, chosen by the rule of scripts/effort/pairs.ts, were painted from coarse to fine by
several networks, for as long as it takes. Every picture that was kept on the way is put before
judges that painted none of them: an AlexNet, two VGGs, and two that are no networks, the sliced
Wasserstein distances of patches and of colours. What the same networks came to in the eighty
iterations of the published results stands beside it. Writes content/measured/effort.json; goes on
where it stopped.
"""

from collections import Counter

from training import shipped
from training.measure import effort_numbers, envelope, panel, wasserstein
from training.measure.kept import Kept
from training.style import published, variants
from training.style.variants import VARIANTS

RUNS = shipped.ROOT / ".cache" / "effort"
RESULT = shipped.MEASURED / "effort.json"
# Of the iterations at each size, those whose pictures are judged: what the page shows, too.
JUDGED = ((10, 40, 240), (10, 40, 240), (10, 40, 120, 240))
# Which of two is expected to be the nearer one.
COMPARED = (
    ("robust", "standard"),
    ("photos-robust", "photos-standard"),
    ("robust", "vgg"),
    ("vgg", "standard"),
    ("robust", "photos-robust"),
)


def runs():
    """[(folder, facts)] of all runs that are complete and whose inputs are as they were."""
    found = [(path.parent, shipped.read_json(path)) for path in sorted(RUNS.glob("*/run.json"))]
    found = [(folder, run) for folder, run in found if holds(run)]
    if not found:
        raise FileNotFoundError("Expected runs in .cache/effort, got none: npm run effort first")
    return found


def whole(found):
    """The runs of pairs that as many networks have painted as any."""
    pairs = Counter(pair_of(run) for _, run in found)
    return [(folder, run) for folder, run in found if pairs[pair_of(run)] == max(pairs.values())]


def pair_of(run):
    return f"{run['content']}-{run['style']}"


def holds(run):
    same = run["weights"] == shipped.sha256_of(run["model"])
    return same and published.are_as_they_were(run["pictures"])


def judged(judges, folder, steps):
    """{judge: [distance at each step]}. A run that ended early stays where it was."""
    there = sorted(int(path.stem) for path in folder.glob("*.png"))
    found = [judges.scores(folder / f"{max(s for s in there if s <= at)}.png") for at in steps]
    return {judge: [scores[judge] for scores in found] for judge in found[0]}


def steps_of(run):
    """The steps after which a picture is kept, over all sizes; the photograph is the first."""
    sizes = range(len(run["sizes"]))
    return [0, *(size * run["iterations"] + mark for size in sizes for mark in run["marks"])]


def judged_steps(run):
    """The steps whose pictures are judged, the photograph first."""
    return [0, *(i * run["iterations"] + at for i, size in enumerate(JUDGED) for at in size)]


def measured(judges, folder, run):
    """One network on one pair."""
    steps = [
        0,
        *(s * run["iterations"] + m for s in range(len(run["sizes"])) for m in run["marks"]),
    ]
    weights = variants.PROTOCOL
    style = [row[3] / weights["style_weight"] for row in run["course"]]
    content = [row[2] / weights["content_weight"] for row in run["course"]]
    distances = judged(judges, folder, judged_steps(run))
    rows = [max(i for i, row in enumerate(run["course"]) if row[0] <= step) for step in steps]

    def at(values):
        return [float(f"{values[row]:.4g}") for row in rows]

    name = run["network"]
    poster = published.poster_of(name, *judges.pair)
    before = published.losses(name, VARIANTS[name], *judges.pair)
    return {
        "evaluations": run["course"][-1][1],
        "own": {"style": at(style), "content": at(content)},
        "judged": distances,
        "fall": round(effort_numbers.fall(style), 4),
        "end": {"own": round(style[-1], 6), **{judge: d[-1] for judge, d in distances.items()}},
        "eighty": {
            "own": round(before["style"] / weights["style_weight"], 6),
            **judges.scores(poster),
        },
    }


def means(pairs, moment):
    """{network: {own, judge, ...}}: means over the pairs."""
    found = [pair["networks"] for pair in pairs.values()]
    return {
        name: {
            key: round(sum(each[name][moment][key] for each in found) / len(found), 5)
            for key in found[0][name][moment]
        }
        for name in found[0]
    }


def main():
    kept = Kept("effort")
    nets = panel.networks()
    pairs, found = {}, whole(runs())
    rules = ["widest", "counter-case", "middle", "narrowest"]
    for folder, run in sorted(found, key=lambda each: rules.index(each[1]["rule"])):
        content, painting = run["content"], run["style"]
        judges = panel.Panel(content, painting, nets, kept)
        facts = {"content": content, "style": painting, "rule": run["rule"], "networks": {}}
        pair = pairs.setdefault(pair_of(run), facts)
        pair["networks"][run["network"]] = measured(judges, folder, run)
        print(
            content, painting, run["network"], pair["networks"][run["network"]]["end"], flush=True
        )
    ends = [
        {
            network: {judge: value for judge, value in one["end"].items() if judge != "own"}
            for network, one in pair["networks"].items()
        }
        for pair in pairs.values()
    ]
    won = {f"{a} over {b}": effort_numbers.wins(ends, a, b) for a, b in COMPARED}
    last = found[0][1]
    falls = {
        network: max(pair["networks"][network]["fall"] for pair in pairs.values())
        for network in next(iter(pairs.values()))["networks"]
    }
    envelope.write(
        RESULT,
        {
            "judges": panel.NETWORKS,
            "steps": steps_of(last),
            "judgedSteps": judged_steps(last),
            "flat": {"iterations": effort_numbers.LAST, "less": effort_numbers.LESS, "fall": falls},
            "wins": won,
            "means": {moment: means(pairs, moment) for moment in ("eighty", "end")},
            "pairs": pairs,
            "pictures": {
                file: total for _, run in found for file, total in run["pictures"].items()
            },
        },
        by="python -m training.measure.effort",
        protocol={
            **variants.PROTOCOL,
            "sizes": last["sizes"],
            "iterations": last["iterations"],
            "marks": last["marks"],
            "optimizer": "l-bfgs",
            "start": "content",
        }
        | wasserstein.SETTINGS,
        networks=[*panel.NETWORKS.values(), *{run["model"] for _, run in found}],
    )


if __name__ == "__main__":
    main()
