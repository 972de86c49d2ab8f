import json

import numpy as np
import pytest

from training.measure import artifact_numbers, spectrum


def test_white_noise_has_its_variance_at_every_frequency():
    noise = spectrum.hashed((192, 192, 3), 1) * 0.3
    inner = spectrum.power(noise)[48:144]
    assert inner.mean() == pytest.approx(0.3**2 / 3, rel=0.05)


def test_the_fixture_is_what_is_found_now():
    cases = json.loads(spectrum.FIXTURE.read_text())["cases"]
    assert len(cases) == len(spectrum.SAMPLES)
    for case, settings in zip(cases, spectrum.SAMPLES, strict=True):
        assert {key: case[key] for key in settings} == settings
        found = spectrum.checkerboard(spectrum.sample(**settings))
        assert found.all == pytest.approx(case["all"], rel=1e-6)
        assert list(found.by_period.values()) == pytest.approx(case["byPeriod"], rel=1e-6)


@pytest.mark.parametrize("period", spectrum.PERIODS)
def test_the_number_grows_with_a_grid(period):
    found = [
        spectrum.checkerboard(spectrum.sample(192, 192, 0.05, grid, period, 3)).all
        for grid in (0, 0.02, 0.05, 0.1)
    ]
    assert found == sorted(found)
    assert 0.7 < found[0] < 1.4 and found[-1] > 4


def test_the_number_is_one_where_there_is_nothing_but_rounding():
    assert spectrum.checkerboard(np.full((96, 128, 3), 0.4)).all == pytest.approx(1)


def test_grain_is_what_is_finer_than_four_pixels():
    def wave(period):
        x = np.arange(192)
        line = 0.5 + 0.2 * np.cos(2 * np.pi * x / period)
        return np.broadcast_to(line[None, :, None], (192, 192, 3))

    assert spectrum.grain(wave(3)) > 100 * spectrum.grain(wave(6))


def test_frequencies_belong_to_the_period_that_brings_them():
    counts = [len(spectrum._new_with(n)) for n in spectrum.PERIODS]
    assert counts == [3, 12, 48]
    frequencies = {(i / n, j / n) for n in spectrum.PERIODS for i, j in spectrum._new_with(n)}
    assert len(frequencies) == 63 and (0, 0) not in frequencies


def test_means_are_geometric_and_by_network_and_remedy():
    def texture(fix, style, checkerboard, periods, grain, loss):
        numbers = {"checkerboard": checkerboard, "byPeriod": periods, "grain": grain, "loss": loss}
        return {"model": "a", "fix": fix, "style": style, **numbers}

    textures = [
        texture("none", "x", 2, [1, 4], 0.3, 0.1),
        texture("none", "y", 8, [4, 4], 0.6, 0.4),
        texture("fourier", "x", 1, [1, 1], 0.1, 1),
    ]
    styles = [{"style": "x", "grain": 0.1}, {"style": "y", "grain": 0.05}]
    found = artifact_numbers.means(textures, styles)["a"]
    assert found["none"] == {
        "checkerboard": 4,
        "low": 2,
        "high": 8,
        "byPeriod": [2, 4],
        "grain": 6,
        "loss": 0.2,
        "of": 2,
    }
    assert found["fourier"]["of"] == 1


def test_the_spectrum_picture_has_frequency_zero_in_the_middle_and_few_greys():
    wave = 0.5 + 0.4 * np.cos(2 * np.pi * 6 * np.arange(96) / 96)
    picture = np.broadcast_to(wave[None, :, None], (96, 96, 3))
    greys = artifact_numbers.spectrum_greys(picture)
    assert len(np.unique(greys)) <= artifact_numbers.GREYS
    brightest = {tuple(place) for place in np.argwhere(greys == greys.max())}
    assert greys.shape == (48, 48)
    assert {(24, 21), (24, 27)} <= brightest
    assert all(abs(row - 24) <= 1 and abs(abs(column - 24) - 3) <= 1 for row, column in brightest)
