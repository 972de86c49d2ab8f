import copy

import pytest

from training import shipped
from training.measure import artifacts
from training.measure.artifacts import ALL, STYLES, entry, fix_of, picture_of, way_of

SAID = shipped.read_json(artifacts.RESULT)
KEYS = [(row["model"], row["fix"], row["style"]) for row in SAID["textures"]]


@pytest.fixture(scope="module")
def styles():
    return [entry(picture_of(STYLES / f"{name}.jpg") * 255, style=name) for name in ALL]


@pytest.mark.parametrize("own", [None, "averagePooling", "antialiased"])
@pytest.mark.parametrize("way", artifacts.WAYS)
def test_a_fix_tells_the_way_it_was_made(own, way):
    assert way_of(fix_of(own, way)) == way


def test_what_the_repository_has_is_not_made_again(styles):
    assert list(artifacts.earlier(SAID, styles)) == KEYS


def test_without_an_earlier_measurement_everything_is_made(styles):
    assert artifacts.earlier(None, styles) == {}


def test_textures_of_other_weights_another_way_or_another_style_are_made_again(styles):
    said = copy.deepcopy(SAID)
    said["weights"]["cifar-vgg-robust"] = "other"
    said["protocol"]["ways"]["fourier"]["iterations"] += 1
    before = artifacts.earlier(said, [one for one in styles if one["style"] != "swirls"])
    assert before
    for model, fix, style in before:
        assert model != "cifar-vgg-robust"
        assert way_of(fix) == "plain"
        assert style != "swirls"
