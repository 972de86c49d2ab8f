"""What lies in public/weights, tests/fixtures and content/measured belongs together."""

import hashlib

import pytest

from training import shipped
from training.data import facts
from training.golden import weights
from training.measure import inversion, judges, layers, near_twins, style, traversal
from training.measure.traversal_numbers import claims_of
from training.style import published

CARDS = {model_id: shipped.WEIGHTS / model_id / "card.json" for model_id in shipped.ids()}
# Of the accuracy on unseen pictures.
FLOORS = {
    "mnist-cnn-standard": 0.99,
    "mnist-cnn-robust": 0.985,
    "mnist-judge": 0.99,
    "mnist-second-judge": 0.985,
    "cifar-resnet-robust-antialiased": 0.8,
    "cifar-resnet-standard-antialiased": 0.88,
    # Aimed at were .88 of an ordinary network, .8 of a robust one.
    "cifar-vgg-standard": 0.86,
    "cifar-vgg-robust": 0.78,
    "cifar-resnet-robust": 0.77,
    "cifar-resnet-standard": 0.87,
    "cifar-alexnet-standard": 0.83,
    # Aimed at, with large networks on a GPU: .7, and .48 of a robust one.
    "photos-resnet-standard-small": 0.64,
    "photos-resnet-robust-small": 0.51,
    "photos-vgg-standard-small": 0.68,
    "photos-vgg-robust-small": 0.56,
}
# And under attack: norm, radius, steps, and the accuracy.
UNDER_ATTACK = {
    "mnist-cnn-robust": ("l2", 1.5, 100, 0.86),
    "cifar-resnet-robust-antialiased": ("l2", 0.5, 20, 0.58),
    "cifar-vgg-robust": ("l2", 0.5, 20, 0.57),
    "cifar-resnet-robust": ("l2", 0.5, 20, 0.57),
    "photos-resnet-robust-small": ("l2", 1.125, 20, 0.28),
    "photos-vgg-robust-small": ("l2", 1.125, 20, 0.29),
}
# {data set: {role: model id}}
PAIRS = {data: setting.pair for data, setting in inversion.SETTINGS.items()}


def shards(model_id):
    return [shard["sha256"] for shard in shipped.read_json(CARDS[model_id])["shards"]]


@pytest.mark.parametrize("model_id", CARDS)
def test_a_card_describes_the_files_beside_it(model_id):
    card = shipped.read_json(CARDS[model_id])
    assert card["id"] == model_id
    for file in (card["model"], *card["shards"]):
        content = (CARDS[model_id].parent / file["path"]).read_bytes()
        assert len(content) == file["bytes"] <= 4 * 1024 * 1024
        assert hashlib.sha256(content).hexdigest() == file["sha256"]
    assert card["bytes"] <= 3.5e6


@pytest.mark.parametrize("model_id", CARDS)
def test_a_model_is_as_good_as_the_article_says(model_id):
    accuracy = shipped.read_json(CARDS[model_id])["accuracy"]
    if model_id in shipped.ids(snapshots=False):
        assert model_id in FLOORS, f"{__file__} wants a line in FLOORS for {model_id}"
        assert accuracy["clean"] >= FLOORS[model_id]
    if model_id in UNDER_ATTACK:
        norm, eps, steps, floor = UNDER_ATTACK[model_id]
        attack = next(a for a in accuracy["adversarial"] if a["norm"] == norm)
        assert (attack["eps"], attack["steps"]) == (eps, steps) and attack["restarts"] > 1
        assert attack["accuracy"] >= floor


@pytest.mark.parametrize("model_id", CARDS)
def test_quantisation_costs_next_to_nothing(model_id):
    quantisation = shipped.read_json(CARDS[model_id])["quantisation"]
    cost = quantisation["cleanBefore"] - quantisation["cleanAfter"]
    assert cost <= facts(shipped.data_of(model_id)).quantisation


def test_the_index_lists_every_model_once():
    index = shipped.read_json(shipped.WEIGHTS / "index.json")
    listed = {model["id"]: model for model in index["models"]}
    assert set(CARDS) <= set(listed) and len(listed) == len(index["models"])
    for model_id, path in CARDS.items():
        assert listed[model_id]["bytes"] == shipped.read_json(path)["bytes"]
        assert shipped.WEIGHTS / listed[model_id]["card"] == path


def test_golden_values_were_computed_from_the_weights_that_ship():
    for model_id in shipped.ids(snapshots=False):
        assert shipped.read_json(weights.FOLDER / f"{model_id}.json")["shards"] == shards(model_id)
    # A limit for each: more networks may come (tests/unit/scripts/size.test.ts has the total).
    assert max(path.stat().st_size for path in weights.FOLDER.iterdir()) < 200e3


def test_the_traversal_was_measured_on_the_weights_that_ship_and_supports_the_claims():
    result = shipped.read_json(traversal.RESULT)
    for model_id, sha256 in result["weights"].items():
        assert [sha256] == shards(model_id)
    models = [result["models"][model_id] for model_id in traversal.MODELS]
    assert claims_of(result["frames"], *models) == result["claims"]
    claims = result["claims"]
    assert claims["recognisedRatioAt150"] >= 1.5
    assert claims["robustRecognisedAt300"] >= 0.9
    assert claims["addedHighFrequencyShareAt300"] <= 0.5


def same_weights(result):
    return all(shards(model_id) == [sha256] for model_id, sha256 in result["weights"].items())


@pytest.mark.parametrize("data, pair", PAIRS.items())
def test_a_perturbation_moves_the_robust_resnet_half_as_much_after_its_first_stage(data, pair):
    result = shipped.read_json(layers.RESULTS[data])
    assert same_weights(result)
    standard, robust = (
        dict(zip(found["layers"], found["R"], strict=True))
        for found in (result["models"][pair[role]] for role in ("standard", "robust"))
    )
    assert robust["relu2_x"] <= 0.5 * standard["relu2_x"]


@pytest.mark.parametrize("data, pair", PAIRS.items())
def test_inversions_of_the_robust_resnet_are_closer_to_their_targets(data, pair):
    result = shipped.read_json(inversion.SETTINGS[data].result)
    assert same_weights(result) and result["models"] == pair
    assert result["pairs"] == 50 and result["closer"]["robust"] >= 47


@pytest.mark.parametrize("data, pair", PAIRS.items())
def test_the_standard_resnet_has_near_twins_and_the_robust_one_has_not(data, pair):
    result = shipped.read_json(near_twins.RESULT)
    assert same_weights(result) and result[data]["models"] == pair
    assert [point["eps"] for point in result[data]["curve"]] == [
        0,
        *near_twins.SETTINGS[data].radii,
    ]
    within = next(point for point in result[data]["curve"] if point["eps"] == 2)
    assert within["standard"]["under"] >= 0.9 and within["robust"]["under"] <= 0.1


def test_style_transfer_was_measured_on_the_weights_that_ship_and_supports_the_claims():
    result = shipped.read_json(style.RESULT)
    assert same_weights(result)
    for pair in ("robust over standard", "photos-robust over photos-standard"):
        won = result["wins"][pair]
        assert won["of"] >= 12
        assert won["gram"] >= 10 / 12 * won["of"]


def test_every_judge_puts_the_robust_resnet_before_its_standard_sibling():
    result = shipped.read_json(judges.RESULT)
    assert same_weights(result) and set(result["judges"]) == set(judges.JUDGES)
    assert judges.least(result["judges"]) == result["robustOverStandard"]
    assert result["robustOverStandard"]["fewest"] >= 10 / 12 * result["robustOverStandard"]["of"]


def test_published_pictures_are_judged_as_the_results_that_they_were_made_from():
    by_poster = shipped.read_json(judges.RESULT)["judges"][style.JUDGE]
    by_result = shipped.read_json(style.RESULT)
    for name in judges.JUDGED:
        expected = by_result["means"][name]["gram"]
        assert by_poster["means"][name]["gram"] == pytest.approx(expected, rel=0.1)


def test_every_result_of_style_transfer_has_its_picture_and_its_weights_ship():
    result = shipped.read_json(published.RESULT)
    assert same_weights(result)
    expected = {
        f"{pair}-{variant}.jpg" for pair, found in result["results"].items() for variant in found
    }
    assert expected == {path.name for path in published.FOLDER.iterdir()}
    assert max(path.stat().st_size for path in published.FOLDER.iterdir()) < 80e3
