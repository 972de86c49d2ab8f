from dataclasses import replace

import pytest

from training import configs, evaluate, examples, nets, shipped
from training.data import SETS, facts

IDS = configs.ids()
ROBUST = {i.replace("robust", "standard"): i for i in IDS if "robust" in i and "mnist" not in i}


@pytest.mark.parametrize("model_id", IDS)
def test_a_recipe_names_what_there_is(model_id):
    config = configs.load(model_id)
    assert config.id == model_id
    assert config.architecture in nets.ARCHITECTURES
    assert config.examples in examples.KINDS
    assert config.data in SETS and evaluate.attacks_on(config.data)
    assert (config.attack is not None) == (config.examples == "adversarial")


@pytest.mark.parametrize("standard, robust", ROBUST.items())
def test_a_pair_of_picture_models_differs_in_the_attack_and_the_epochs_only(standard, robust):
    one, other = configs.load(standard), configs.load(robust)
    # What they begin with is such a pair, too.
    assert other.start == ROBUST.get(one.start, "")
    # An epoch of attacks takes three gradients a batch: the robust one may have fewer, never more.
    assert other.epochs <= one.epochs
    same = {
        "epochs": one.epochs,
        "id": one.id,
        "title": one.title,
        "examples": one.examples,
        "attack": None,
        "bfloat16_attack": False,
        "start": one.start,
    }
    assert replace(other, **same) == one


@pytest.mark.parametrize("model_id", [i for i in IDS if i.startswith(("cifar", "photos"))])
def test_a_model_of_pictures_ships_in_a_file_that_a_page_can_ask_for(model_id):
    config = configs.load(model_id)
    net = nets.build(config.architecture, config.shape)
    largest = 4e6 if config.data == "cifar10" else 25e6
    assert sum(parameter.numel() for parameter in net.parameters()) < largest


@pytest.mark.parametrize("model_id", IDS)
def test_a_network_fits_the_facts_of_its_data_set(model_id):
    config = configs.load(model_id)
    known = facts(config.data)
    assert config.shape.get("classes", known.classes) == known.classes
    if config.attack:
        assert config.attack.eps == known.trained_eps


def test_a_data_set_that_is_not_there_is_asked_for_by_its_files():
    with pytest.raises(KeyError, match="write training/data/<name>.py"):
        facts("cifar100")


@pytest.mark.parametrize("model_id", shipped.ids(snapshots=False))
def test_what_ships_was_attacked_as_the_facts_say(model_id):
    card = shipped.read_json(shipped.WEIGHTS / model_id / "card.json")
    made = [
        (attack.norm, attack.eps, attack.steps, round(attack.size, 6), restarts)
        for attack, restarts in evaluate.attacks_on(shipped.data_of(model_id))
    ]
    for said in card["accuracy"]["adversarial"]:
        keys = ("norm", "eps", "steps", "stepSize", "restarts")
        assert tuple(said[key] for key in keys) in made
