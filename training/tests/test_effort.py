import pytest

from training.measure import effort, effort_numbers

FAR, NEAR = {"one": 0.4, "other": 0.9}, {"one": 0.1, "other": 0.3}


def test_what_the_last_iterations_took_off_is_a_share():
    assert effort_numbers.fall([1, 0.5, 0.4, 0.3], last=2) == pytest.approx(0.4)
    assert effort_numbers.fall([1, 0.5, 0.5], last=1) == 0


def test_only_pairs_that_both_have_painted_count():
    pairs = [{"a": NEAR, "b": FAR}, {"a": FAR, "b": NEAR}, {"a": NEAR}]
    assert effort_numbers.wins(pairs, "a", "b") == {"one": 1, "other": 1, "of": 2}
    assert effort_numbers.wins(pairs, "a", "c") == {"of": 0}


def test_the_widest_gap_is_by_the_median_of_the_judges():
    pairs = {
        "even": {"a": NEAR, "b": NEAR},
        "one judge only": {
            "a": {"one": 9, "other": 0.3, "third": 0.3},
            "b": {"one": 0.1, "other": 0.3, "third": 0.3},
        },
        "wide": {"a": FAR, "b": NEAR},
    }
    name, two, gap = effort_numbers.widest(pairs, [("a", "b"), ("c", "d")])
    assert (name, two) == ("wide", ("a", "b"))
    assert gap == pytest.approx((4 + 3) / 2)


def test_pictures_are_kept_at_the_marks_of_each_size():
    assert effort.steps_of({"sizes": [8, 16], "iterations": 10, "marks": [3, 10]}) == [
        0,
        3,
        10,
        13,
        20,
    ]
