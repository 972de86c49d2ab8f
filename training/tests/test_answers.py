"""The arithmetic of peaks and of the answers to why VGG paints."""

import math

import torch

from training.measure import answers, peaks


def test_equal_activations_have_no_peak_and_all_entropy():
    flat = torch.ones(1, 4, 3, 3)
    assert peaks.peak(flat) == 1
    assert math.isclose(peaks.entropy(flat), 1, abs_tol=1e-6)


def test_one_activation_alone_has_no_entropy_and_a_gram_matrix_of_rank_one():
    lone = torch.zeros(1, 4, 3, 3)
    lone[0, 2, 1, 1] = 5
    assert peaks.peak(lone) == 36
    assert peaks.entropy(lone) == 0
    assert math.isclose(peaks.rank(lone), 1 / 4, rel_tol=1e-6)


def test_channels_that_never_speak_together_have_a_gram_matrix_of_full_rank():
    apart = torch.eye(4).view(1, 4, 2, 2)
    assert math.isclose(peaks.rank(apart), 1, rel_tol=1e-6)


def test_the_interval_of_a_correlation_holds_it_when_networks_agree():
    found = [
        {"model": model, "depth": depth, "R": depth + offset, "judge": 2 * depth + offset}
        for model, offset in (("a", 0.0), ("b", 0.1), ("c", 0.2))
        for depth in (0.0, 0.3, 0.5, 1.0)
    ]
    result = answers.correlation(found, "judge")
    assert result["low"] <= result["rank"] <= result["high"]
    assert (result["of"], result["networks"]) == (12, 3)
    assert {each["depth"] for each in answers.early(found)} == {0.3, 0.5}
