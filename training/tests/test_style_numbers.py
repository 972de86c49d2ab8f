import pytest
import torch

from training import checkpoint, nets
from training.measure.style_numbers import Judge, high_frequency, means, wilson, wins
from training.tests.families import FAMILIES


def scored(gram, content=0.5, high=0.1):
    return {"gram": gram, "content": content, "highFrequency": high}


def test_a_win_is_a_smaller_number_and_only_pairs_with_both_count():
    pairs = [
        {"models": {"a": scored(0.1, high=0.3), "b": scored(0.2)}},
        {"models": {"a": scored(0.3), "b": scored(0.2)}},
        {"models": {"a": scored(0.1)}},
    ]
    found = wins(pairs, "a", "b")
    assert (found["gram"], found["highFrequency"], found["of"]) == (1, 0, 2)
    assert found["gramMeans"] == pytest.approx([0.2, 0.2])
    assert means(pairs)["a"]["gram"] == pytest.approx(0.5 / 3, abs=1e-5)
    assert means(pairs)["b"]["pairs"] == 2
    assert wins(pairs, "a", "c")["gramInterval95"] is None


def test_wilsons_interval_of_ten_in_twelve():
    # Wilson 1927: (10 + z^2 / 2 ± z sqrt(10 · 2 / 12 + z^2 / 4)) / (12 + z^2).
    assert wilson(10, 12) == pytest.approx([0.5520, 0.9530], abs=1e-3)
    assert wilson(24, 24)[1] == 1.0


def test_high_frequency_is_zero_of_a_ramp_and_large_of_a_grid():
    ramp = torch.linspace(0, 1, 16).expand(1, 3, 16, 16)
    grid = (torch.arange(16)[:, None] + torch.arange(16) % 2 * 1.0) % 2
    assert high_frequency(ramp) < 1e-10
    assert high_frequency(grid.expand(1, 3, 16, 16)) == pytest.approx(16)


def test_the_judge_finds_no_fault_with_the_painting_itself():
    architecture, config, _ = FAMILIES["alexnet, small stem"]
    torch.manual_seed(0)
    judge = Judge(checkpoint.freeze(nets.build(architecture, config)))
    painting, photograph = torch.rand(2, 1, 3, 40, 40)
    assert judge.scores(painting, photograph, painting)["gram"] == 0
    assert judge.scores(photograph, photograph, painting)["content"] == 0
    assert judge.scores(photograph, photograph, painting)["gram"] > 0
