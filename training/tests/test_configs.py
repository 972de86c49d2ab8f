from dataclasses import replace

import pytest

from training import configs, evaluate, examples, nets
from training.data import SETS

IDS = configs.ids()
ROBUST = {i.replace("robust", "standard"): i for i in IDS if "robust" in i and "mnist" not in i}


@pytest.mark.parametrize("model_id", IDS)
def test_a_recipe_names_what_there_is(model_id):
    config = configs.load(model_id)
    assert config.id == model_id
    assert config.architecture in nets.ARCHITECTURES
    assert config.examples in examples.KINDS
    assert config.data in SETS and config.data in evaluate.ATTACKS
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
