from dataclasses import asdict, replace

import pytest
import torch

from training import checkpoint, configs, train
from training.configs import Attack, Transfer
from training.data.mnist import Digits
from training.data.where import Pictures
from training.tests.families import TINY as TINY_RESNET

TINY = {
    "clean": replace(configs.load("mnist-cnn-standard"), epochs=2, batch=8),
    "adversarial": replace(
        configs.load("mnist-cnn-robust"), epochs=2, batch=8, attack=Attack("l2", 1.0, 2, 0.5)
    ),
    "mixed": replace(
        configs.load("mnist-judge"),
        epochs=2,
        batch=8,
        transfer=(Transfer("mnist-cnn-standard", eps=(0.5, 1.0), steps=2),),
    ),
}


@pytest.fixture
def data():
    generator = torch.Generator().manual_seed(5)
    images = torch.rand(40, 1, 28, 28, generator=generator)
    return Digits(images, torch.randint(10, (40,), generator=generator))


@pytest.fixture(autouse=True)
def runs(tmp_path, monkeypatch):
    monkeypatch.setattr(checkpoint, "RUNS", tmp_path)
    return tmp_path


def quiet(line):
    pass


@pytest.mark.parametrize("kind", TINY)
def test_a_training_stopped_and_resumed_ends_with_the_same_bits(
    kind, data, runs, tmp_path_factory, monkeypatch
):
    if kind == "mixed":  # it needs a finished network to borrow perturbations from
        train.train(TINY["clean"], data, report=quiet)
    whole = train.train(TINY[kind], data, report=quiet).state_dict()

    checkpoint.path(TINY[kind].id).unlink()
    for steps in (3, 1, 4, None):  # in the middle of an epoch, at the end of one, in the next
        resumed = train.train(TINY[kind], data, stop_after=steps, report=quiet).state_dict()
    assert all(torch.equal(whole[name], resumed[name]) for name in whole)


def test_an_unfinished_training_is_not_taken_for_a_network(data):
    train.train(TINY["clean"], data, stop_after=2, report=quiet)
    with pytest.raises(SystemExit, match="not finished"):
        checkpoint.finished("mnist-cnn-standard")


def test_a_checkpoint_of_another_configuration_is_refused(data):
    train.train(TINY["clean"], data, stop_after=2, report=quiet)
    with pytest.raises(SystemExit, match="another configuration"):
        train.train(replace(TINY["clean"], seed=99), data, report=quiet)


def test_a_crash_while_saving_leaves_the_previous_checkpoint_whole(data, monkeypatch):
    train.train(TINY["clean"], data, stop_after=2, report=quiet)

    def crash(state, path):
        path.write_bytes(b"half a file")
        raise KeyboardInterrupt

    monkeypatch.setattr(torch, "save", crash)
    with pytest.raises(KeyboardInterrupt):
        train.train(TINY["clean"], data, stop_after=2, report=quiet)
    assert checkpoint.load("mnist-cnn-standard")["step"] == 2


def pictures(count=32):
    generator = torch.Generator().manual_seed(6)
    images = torch.randint(256, (count, 3, 32, 32), dtype=torch.uint8, generator=generator)
    return Pictures(images, torch.randint(5, (count,), generator=generator))


TINY_PICTURES = replace(
    configs.load("cifar-resnet-robust-antialiased"),
    shape={**TINY_RESNET, "stem": "small", "antialiased": True},
    epochs=2,
    batch=8,
    snapshots=(0.25, 0.5, 1.0),
)


def test_a_training_on_pictures_resumes_to_the_same_bits_crops_and_all(runs):
    whole = train.train(TINY_PICTURES, pictures(), report=quiet).state_dict()
    checkpoint.path(TINY_PICTURES.id).unlink()
    for steps in (3, 2, None):
        resumed = train.train(
            TINY_PICTURES, pictures(), stop_after=steps, report=quiet
        ).state_dict()
    assert all(torch.equal(whole[name], resumed[name]) for name in whole)


def test_snapshots_are_kept_along_the_way(runs):
    net = train.train(TINY_PICTURES, pictures(), report=quiet)
    kept = [
        torch.load(checkpoint.snapshot_path(TINY_PICTURES.id, share))
        for share in TINY_PICTURES.snapshots
    ]
    weights = [state["conv1.weight"] for state in kept]
    assert not torch.equal(weights[0], weights[1])
    assert torch.equal(weights[2], net.state_dict()["conv1.weight"])


def test_a_checkpoint_from_before_a_key_was_there_is_still_of_this_recipe():
    saved = asdict(TINY["clean"])
    for key in ("augment", "shape", "snapshots"):
        del saved[key]
    assert checkpoint.same_recipe(saved, TINY["clean"])
    assert not checkpoint.same_recipe(saved, TINY_PICTURES)


def test_a_training_stops_when_its_time_is_up_and_goes_on_from_there(runs, monkeypatch):
    clock = iter(range(10_000))
    monkeypatch.setattr(train.time, "time", lambda: float(next(clock)))
    train.train(TINY_PICTURES, pictures(), seconds=20, report=quiet)
    saved = checkpoint.load(TINY_PICTURES.id)
    assert 0 < saved["step"] < 8
    assert not saved["done"]
    train.train(TINY_PICTURES, pictures(), report=quiet)
    assert checkpoint.load(TINY_PICTURES.id)["done"]
