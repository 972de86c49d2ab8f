import pytest

from training.measure import converged, panel, style_numbers
from training.style import variants


def test_no_judge_reads_what_it_painted_itself():
    assert converged.judges_of({panel.NETWORKS["vgg"]: "sum"}) == [
        "alexnet",
        "robustVgg",
        "patches",
        "colours",
    ]


def test_two_variants_are_compared_by_the_judges_of_both():
    rows = [
        {"models": {"a": {"alexnet": 0.1, "patches": 0.5}, "b": {"patches": 0.4}}},
        {"models": {"a": {"alexnet": 0.1, "patches": 0.2}, "b": {"patches": 0.4}}},
    ]
    found = converged.wins(rows, "a", "b")
    assert found["patches"] == 1 and found["of"] == 2 and "alexnet" not in found
    assert found["patchesInterval95"] == style_numbers.wilson(1, 2)


def test_a_run_is_flat_when_its_last_iterations_took_little():
    def run(last):
        loss = [100.0] * 100 + [last]
        return {"course": [[step, step, 1.0, value] for step, value in enumerate(loss)]}, None

    found = converged.own([run(99.0), run(50.0)])
    assert found == {"style": pytest.approx(0.745), "fall": 0.255, "most": 0.5, "flat": 1}


def test_the_figure_opens_where_the_siblings_are_furthest_apart():
    def row(standard):
        return {"models": {"standard": {"a": standard, "b": 0.4}, "robust": {"a": 0.1, "b": 0.2}}}

    found = converged.opens([(("house", "dots"), row(0.2)), (("tree", "waves"), row(0.4))])
    assert found == {
        "content": "tree",
        "style": "waves",
        "left": "standard",
        "right": "robust",
        "gap": 3.0,
    }


def test_only_variants_that_painted_every_pair_count(monkeypatch):
    class Folder:
        def glob(self, _):
            return []

    monkeypatch.setattr(converged, "RUNS", Folder())
    with pytest.raises(FileNotFoundError, match="npm run style-results"):
        converged.runs()


def test_every_comparison_is_of_variants_that_there_are():
    assert {name for two in converged.COMPARED for name in two} <= {
        *variants.VARIANTS,
        *converged.MAX_POOLED,
    }
