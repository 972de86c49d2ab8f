from pytest import approx

from training.measure.correlations import interval95, pearson, ranks, spearman


def test_ranks_share_the_places_of_equals_and_spearman_is_one_for_any_rising_curve():
    assert ranks([3, 1, 3, 7]) == [1.5, 0, 1.5, 3]
    assert spearman([1, 2, 3, 9], [2, 4, 80, 81]) == approx(1)
    assert spearman([1, 2, 3, 9], [4, 3, 2, 1]) == approx(-1)


def test_pearson_is_one_on_a_line_only_and_nothing_follows_a_constant():
    assert pearson([1, 2, 3], [2, 4, 6]) == approx(1)
    assert 0.7 < pearson([1, 2, 3, 9], [2, 4, 80, 81]) < 0.9
    assert pearson([1, 2, 3], [5, 5, 5]) == 0


def test_what_goes_together_is_drawn_together():
    def mean(values):
        return sum(values) / len(values)

    alike = interval95([[0.0] * 50, [1.0] * 50], mean, resamples=400)
    apart = interval95([[value] for value in [0.0, 1.0] * 50], mean, resamples=400)
    assert alike == (0, 1)
    assert 0.35 < apart[0] < 0.5 < apart[1] < 0.65
